"""What Intercom's answers lead to when they are no success. Intercom is a function here."""

from __future__ import annotations

import json
import logging
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.delivery_site import (
    LONG_AGO_SECONDS,
    answering,
    delivered,
    delivering,
    group,
    identify,
    refused,
    track,
)
from tests.support.fake_intercom import FakeIntercom, error
from tests.support.own_thread import in_own_thread

from intercom_destination.cloud.delivery import deliverer, plan_runner
from intercom_destination.cloud.delivery.answers import TryLater
from intercom_destination.cloud.delivery.api_rate import ApiRate
from intercom_destination.cloud.delivery.connections import Connections
from intercom_destination.cloud.delivery.engine import Report
from intercom_destination.cloud.delivery.sender import Sender
from intercom_destination.cloud.delivery.token_check import token_problem
from intercom_destination.cloud.queue.queue_types import Full, Row
from intercom_destination.cloud.queue.sqlite_queue import SqliteQueue


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_passing_failure_is_tried_again_and_keeps_the_order(tmp_path: Path, fake: FakeIntercom, status: int) -> None:
    failures = iter([httpx.Response(status, headers={"retry-after": "0"})] * 5)
    fake.fault = lambda _method, _path, _body: next(failures, None)
    delivered(tmp_path, fake, *(track(event=f"Event {number}") for number in range(5)))
    assert [one["event_name"] for one in fake.events] == [f"Event {number}" for number in range(5)]


def test_lost_connection_is_tried_again(tmp_path: Path, fake: FakeIntercom) -> None:
    failures: Any = iter([httpx.ReadTimeout("late"), httpx.ConnectError("down"), httpx.RemoteProtocolError("cut")])
    fake.fault = lambda _method, _path, _body: next(failures, None)
    delivered(tmp_path, fake, track())
    assert len(fake.events) == 1


def test_failing_person_holds_up_nobody_else(tmp_path: Path, fake: FakeIntercom) -> None:
    down = httpx.Response(500)
    fake.fault = lambda _method, _path, body: down if body.get("external_id") == "1" else None
    with delivering(tmp_path, fake) as client:
        for user in ("1", "2", "3"):
            client.send(track(user))
        while client.flush(timeout=0.05).waiting > 1:
            pass
    assert {one["user_id"] for one in fake.events} == {"2", "3"}


@pytest.mark.parametrize("status", [401, 403])
def test_invalid_token_pauses_everything_and_loses_nothing(tmp_path: Path, fake: FakeIntercom, status: int) -> None:
    fake.fault = lambda _method, _path, _body: error(status, "unauthorized", "Access Token Invalid")
    with delivering(tmp_path, fake) as client:
        for number in range(10):
            client.send(track(str(number)))
        while "GET /me" not in fake.paths():
            client.flush(timeout=0.05)
        assert client.flush(timeout=0).waiting == 10
        fake.fault = lambda _method, _path, _body: None
        while client.flush(timeout=0.05).waiting:
            pass
    assert len(fake.events) == 10
    assert refused(tmp_path) == []


def test_other_4xx_is_refused_and_the_lane_goes_on(tmp_path: Path, fake: FakeIntercom) -> None:
    limit = error(422, "event_limit_exceeded", "Cannot have more than 120 active event names")
    fake.fault = lambda _method, _path, body: limit if body.get("event_name") == "New" else None
    delivered(tmp_path, fake, track(event="New"), track(event="Old"))
    assert [one["event_name"] for one in fake.events] == ["Old"]
    (one,) = refused(tmp_path)
    assert (one["code"], one["status"]) == ("event_limit_exceeded", 422)
    assert one["event"]["event"] == "New"
    assert one["request"]["body"]["event_name"] == "New"


def test_max_age_refuses_what_has_waited_too_long(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, _path, _body: httpx.ConnectError("down")
    with delivering(tmp_path, fake, {"maxAge": 1}) as client:
        client.send(track())
        assert client.flush(timeout=30).refused == 1
    assert [one["code"] for one in refused(tmp_path)] == ["expired"]


@pytest.mark.parametrize("status", [200, 301, 302, 400, 403, 404, 407, 511])
@pytest.mark.parametrize("path", ["/contacts", "/events"])
def test_answer_that_is_not_intercoms_is_tried_later(
    tmp_path: Path, fake: FakeIntercom, caplog: pytest.LogCaptureFixture, status: int, path: str
) -> None:
    portal = iter([httpx.Response(status, text="<html>Please sign in</html>")] * 3)
    fake.fault = lambda _method, asked, _body: next(portal, None) if asked == path else None
    sent = delivered(tmp_path, fake, track())
    assert sent == [
        *["POST /contacts"] * (4 if path == "/contacts" else 1),
        *["POST /events"] * (4 if path == "/events" else 1),
    ]
    assert fake.events == [{"event_name": "Ordered", "user_id": "1", "created_at": LONG_AGO_SECONDS}]
    assert refused(tmp_path) == []
    lines = [json.loads(record.message) for record in caplog.records if record.levelno == logging.ERROR]
    assert lines == [{"event": "not_intercom", "status": status}]


@pytest.mark.parametrize("body", [{}, {"id": None}, {"id": 5}, {"id": ""}])
def test_contact_without_a_text_for_an_id_is_tried_later(
    tmp_path: Path, fake: FakeIntercom, body: dict[str, Any]
) -> None:
    odd = iter([httpx.Response(200, json=body)])
    fake.fault = lambda _method, path, _body: next(odd, None) if path == "/contacts" else None
    assert delivered(tmp_path, fake, group())[-1] == "POST /contacts/c1/companies"
    assert fake.members == {("c1", "i1")}


FORBIDDEN = error(403, "action_forbidden", "no")


def forbid_person_1(_method: str, _path: str, body: dict[str, Any]) -> httpx.Response | None:
    return FORBIDDEN if body.get("external_id") == "1" else None


def test_403_for_one_person_keeps_that_persons_events_and_stops_nobody_else(
    tmp_path: Path, fake: FakeIntercom, caplog: pytest.LogCaptureFixture
) -> None:
    fake.fault = forbid_person_1
    with delivering(tmp_path, fake, {"lanes": 1}) as client:
        for event in (identify("1", name="Ann"), track("1", messageId="second"), identify("2", name="Ben")):
            client.send(event)
        while client.flush(timeout=0.05).waiting > 2:
            pass
        assert fake.paths()[:3] == ["POST /contacts", "GET /me", "POST /contacts"]
        assert [contact["external_id"] for contact in fake.contacts.values()] == ["2"]
        assert client.metrics()["lanes_forbidden"] == 1
        fake.fault = lambda _method, _path, _body: None
        assert client.flush(timeout=30) == Report(delivered=3, waiting=0, refused=0)
        assert client.metrics()["lanes_forbidden"] == 0
    assert [one["user_id"] for one in fake.events] == ["1"]
    (line,) = [json.loads(record.message) for record in caplog.records if record.levelno == logging.ERROR]
    assert (line["event"], line["reason"]) == (
        "forbidden",
        "Intercom accepts the token, and forbids this request (action_forbidden)",
    )


def test_403_is_asked_again_after_a_minute_at_the_earliest(
    tmp_path: Path, fake: FakeIntercom, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.fault = forbid_person_1
    due: list[float] = []
    later = SqliteQueue.later

    def noted(queue: SqliteQueue, row: Row, when: float, *, failed: bool) -> Any:
        due.append(when - time.time())
        return later(queue, row, when, failed=failed)

    monkeypatch.setattr(SqliteQueue, "later", noted)
    with delivering(tmp_path, fake) as client:
        monkeypatch.setattr(deliverer, "ASK_EVERY", 60.0)
        client.send(identify("1"))
        while not due:
            client.flush(timeout=0.05)
    (pause,) = due
    assert 59 < pause <= 60


def test_max_age_names_what_was_forbidden(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = forbid_person_1
    with delivering(tmp_path, fake, {"maxAge": 1}) as client:
        client.send(identify("1"))
        assert client.flush(timeout=30).refused == 1
    (one,) = refused(tmp_path)
    assert one["code"] == "expired"
    assert one["message"] == (
        "the event has waited for longer than maxAge: "
        "Intercom accepts the token, and forbids this request (action_forbidden)"
    )


def test_token_that_may_do_nothing_pauses_delivery_and_keeps_everything(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, path, _body: None if path == "/me" else FORBIDDEN
    with delivering(tmp_path, fake, {"lanes": 1}) as client:
        for number in range(10):
            client.send(identify(f"u{number}"))
        while not client.metrics()["pauses_total"]:
            client.flush(timeout=0.05)
        assert client.metrics()["queue_events"] == 10
        fake.fault = lambda _method, _path, _body: None
        while client.flush(timeout=0.05).waiting:
            pass
    assert refused(tmp_path) == []
    assert {contact["external_id"] for contact in fake.contacts.values()} == {f"u{number}" for number in range(10)}


def test_id_that_is_too_long_for_an_address_is_refused(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, _path, _body: httpx.InvalidURL("URL too long")
    delivered(tmp_path, fake, track())
    assert [one["code"] for one in refused(tmp_path)] == ["too_long"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (httpx.Response(302, text=""), "what answers in Intercom's place is something else (status 302)"),
        (httpx.Response(200, text="<html>"), "what answers in Intercom's place is something else (status 200)"),
        (error(401, "unauthorized", ""), "Intercom does not accept the token (status 401)"),
        (error(404, "not_found", ""), "Intercom answers the question whether it accepts the token with status 404"),
    ],
)
def test_token_problem_names_any_status_but_200(fake: FakeIntercom, answer: httpx.Response, said: str) -> None:
    fake.fault = lambda _method, _path, _body: answer
    with answering(fake):
        assert str(token_problem("a-token", "us")).startswith(said)
    fake.fault = lambda _method, _path, _body: None
    with answering(fake):
        assert token_problem("a-token", "us") is None


@pytest.mark.parametrize("name", ["\ud800", "\u0000", "ä🦆"])
def test_text_of_any_kind_comes_to_an_answer(tmp_path: Path, fake: FakeIntercom, name: str) -> None:
    delivered(
        tmp_path,
        fake,
        track(f"user {name}", event=name, properties={"big": float("inf"), "none": float("nan")}),
        track(),
    )
    assert [one["event_name"] for one in fake.events] == [name.replace("\ud800", "\ufffd"), "Ordered"]


def test_number_that_is_not_finite_is_refused(tmp_path: Path, fake: FakeIntercom, monkeypatch: Any) -> None:
    real = plan_runner.PlanRunner._send_event

    async def send(self: Any, row: Any, planned: dict[str, Any], *args: Any, **more: Any) -> None:
        await real(self, row, {**planned, "metadata": {"big": float("inf")}}, *args, **more)

    monkeypatch.setattr(plan_runner.PlanRunner, "_send_event", send)
    delivered(tmp_path, fake, track())
    assert [one["code"] for one in refused(tmp_path)] == ["not_json"]


def test_disk_that_takes_nothing_holds_the_lane_and_loses_nothing(
    tmp_path: Path, fake: FakeIntercom, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = SqliteQueue.done, iter([1, 1])

    def done(self: SqliteQueue, rows: Any, now: float) -> Any:
        if next(failures, None):
            raise Full("the disk is full")
        return real(self, rows, now)

    later = SqliteQueue.later
    monkeypatch.setattr(SqliteQueue, "done", done)
    monkeypatch.setattr(SqliteQueue, "later", lambda *_args, **_more: (_ for _ in ()).throw(Full("the disk is full")))
    monkeypatch.setattr(deliverer, "WRITE_AGAIN", 0.01)
    delivered(tmp_path, fake, track())
    monkeypatch.setattr(SqliteQueue, "later", later)
    assert fake.paths().count("POST /events") == 3
    assert len({(one["user_id"], one["created_at"]) for one in fake.events}) == 1


def test_429_stops_the_requests_of_all_people(fake: FakeIntercom) -> None:
    fake.fault = lambda _method, _path, _body: httpx.Response(429, headers={"retry-after": "7"})
    rate, now = ApiRate(), 1_800_000_000.0

    async def ask() -> None:
        with pytest.raises(TryLater):
            await Sender(Connections("a-token", "https://api.intercom.io"), rate, lambda: now).send("GET", "/me")

    with answering(fake):
        in_own_thread(ask)
    assert rate.wait(now) == 7
