"""What is sent for events, and what Intercom's answers lead to. Intercom is a function here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.delivery_site import LONG_AGO_SECONDS, delivered, delivering, group, identify, track
from tests.support.fake_intercom import FakeIntercom, error

from intercom_destination.cloud.delivery import deliverer, plan_runner
from intercom_destination.cloud.queue.queue_types import Full
from intercom_destination.cloud.queue.reader import Reader
from intercom_destination.cloud.queue.refused_events import refused_events
from intercom_destination.cloud.queue.sqlite_queue import SqliteQueue


@pytest.fixture
def fake() -> FakeIntercom:
    return FakeIntercom()


def refused(folder: Path) -> list[dict[str, Any]]:
    return list(refused_events(Reader(folder / "queue.db")))


def test_track_makes_an_unknown_person_first(tmp_path: Path, fake: FakeIntercom) -> None:
    assert delivered(tmp_path, fake, track()) == ["POST /contacts", "POST /events"]
    assert fake.asked[0][2] == {"role": "user", "external_id": "1"}
    assert fake.events == [{"event_name": "Ordered", "user_id": "1", "created_at": LONG_AGO_SECONDS}]


def test_track_of_a_known_person_is_one_request(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"))
    fake.asked.clear()
    assert delivered(tmp_path, fake, track()) == ["POST /events"]


def test_identify_of_a_known_person_is_one_request(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"))
    fake.asked.clear()
    assert delivered(tmp_path, fake, identify(name="Anna")) == ["PUT /contacts/c1"]
    assert fake.contacts["c1"]["name"] == "Anna"


def test_identify_reads_the_id_out_of_a_conflict(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(external_id="1", email="ann@example.org")
    assert delivered(tmp_path, fake, identify(name="Ann")) == ["POST /contacts", "GET /contacts/c1", "PUT /contacts/c1"]
    assert fake.contacts["c1"]["name"] == "Ann"


def test_identify_takes_over_a_contact_that_has_the_email_and_no_user_id(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(email="ann@example.org")
    delivered(tmp_path, fake, identify(email="ann@example.org"))
    assert list(fake.contacts) == ["c1"]
    assert fake.contacts["c1"]["external_id"] == "1"


def test_identity_conflict_refuses_the_email_of_another_user(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(external_id="2", email="ann@example.org")
    delivered(tmp_path, fake, identify(email="ann@example.org"))
    (one,) = refused(tmp_path)
    assert (one["code"], one["status"], one["request_id"]) == ("identity_conflict", 409, "r-1")
    assert one["request"]["path"] == "/contacts"
    assert one["answer"]["errors"][0]["code"] == "conflict"
    assert fake.contacts["c1"]["external_id"] == "2"


def test_conflict_without_an_id_is_looked_up_by_user_id(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(external_id="a/b")
    silent = error(409, "conflict", "A contact matching those details already exists")
    fake.fault = lambda method, path, _body: silent if (method, path) == ("POST", "/contacts") else None
    # The function gets paths as they were sent: the slash of the user id is no slash of the path.
    fake.contacts["c1"]["external_id"] = "a%2Fb"
    sent = delivered(tmp_path, fake, identify("a/b", name="Ann"))
    assert sent == ["POST /contacts", "GET /contacts/find_by_external_id/a%2Fb", "PUT /contacts/c1"]


def test_archived_contact_is_restored_once(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(external_id="1", archived=True)
    sent = delivered(tmp_path, fake, identify(name="Ann"), track())
    assert sent == [
        "POST /contacts",
        "GET /contacts/c1",
        "POST /contacts/c1/unarchive",
        "PUT /contacts/c1",
        "POST /events",
    ]


def test_archived_refuse_refuses_an_archived_contact(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(external_id="1", archived=True)
    delivered(tmp_path, fake, identify(name="Ann"), archived="refuse")
    assert [one["code"] for one in refused(tmp_path)] == ["archived"]


def test_merged_contact_is_followed(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"))
    moved = fake.add(external_id="1")
    link = f'</contacts/{moved}>; rel="canonical"'
    gone = error(410, "contact_merged", "Contact has been merged", link=link)
    fake.fault = lambda _method, path, _body: gone if path == "/contacts/c1" else None
    fake.asked.clear()
    sent = delivered(tmp_path, fake, identify(name="Anna"))
    assert sent == ["PUT /contacts/c1", "GET /contacts/c1", f"GET /contacts/{moved}", f"PUT /contacts/{moved}"]
    fake.asked.clear()
    assert delivered(tmp_path, fake, identify(name="Anne")) == [f"PUT /contacts/{moved}"]


def test_deleted_contact_is_made_again(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"))
    fake.contacts.clear()
    fake.asked.clear()
    assert delivered(tmp_path, fake, track()) == ["POST /events", "GET /contacts/c1", "POST /contacts", "POST /events"]
    assert len(fake.events) == 1


def test_contact_that_was_merged_into_another_user_is_an_identity_conflict(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"))
    moved = fake.add(external_id="2")
    gone = error(410, "contact_merged", "Contact has been merged", link=f'</contacts/{moved}>; rel="canonical"')
    fake.fault = lambda _method, path, _body: gone if path == "/contacts/c1" else None
    delivered(tmp_path, fake, identify(name="Anna"))
    assert [one["code"] for one in refused(tmp_path)] == ["identity_conflict"]
    assert fake.contacts[moved] == {"id": moved, "role": "user", "external_id": "2"}


def test_group_of_an_unknown_person_makes_and_attaches(tmp_path: Path, fake: FakeIntercom) -> None:
    sent = delivered(tmp_path, fake, group(name="Acme"))
    assert sent == ["POST /companies", "POST /contacts", "POST /contacts/c1/companies"]
    assert fake.members == {("c1", "i1")}


def test_group_that_changes_nothing_sends_nothing(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, group(name="Acme"))
    fake.asked.clear()
    assert delivered(tmp_path, fake, group(name="Acme")) == []
    assert delivered(tmp_path, fake, group(name="Acme Ltd")) == ["POST /companies"]


def test_company_that_is_gone_is_made_again(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, group(name="Acme"))
    fake.companies.clear()
    fake.asked.clear()
    sent = delivered(tmp_path, fake, group("2", name="Acme"))
    assert sent[-3:] == ["POST /contacts/c2/companies", "POST /companies", "POST /contacts/c2/companies"]


def test_remove_detaches_and_takes_what_is_not_there_for_success(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, group(name="Acme"))
    fake.asked.clear()
    company = {"id": "acme", "remove": True}
    sent = delivered(tmp_path, fake, identify(name="Ann", company=company))
    assert sent == ["PUT /contacts/c1", "DELETE /contacts/c1/companies/i1"]
    assert fake.members == set()
    sent = delivered(tmp_path, fake, identify(name="Ann", company={"id": "other", "remove": True}))
    assert sent[-1] == "GET /companies?company_id=other"
    assert refused(tmp_path) == []


def test_last_seen_at_never_goes_backwards(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"), identify(name="Anna", timestamp="2025-01-01T00:00:00Z"), fold=False)
    assert fake.contacts["c1"]["last_seen_at"] == LONG_AGO_SECONDS
    assert "last_seen_at" not in fake.asked[1][2]


def test_unknown_attribute_is_created_with_the_type_of_its_value(tmp_path: Path, fake: FakeIntercom) -> None:
    sent = delivered(tmp_path, fake, identify(seats=3))
    assert sent == ["POST /contacts", "POST /data_attributes", "POST /contacts"]
    assert fake.asked[1][2] == {"name": "seats", "model": "contact", "data_type": "integer"}
    assert fake.contacts["c1"]["custom_attributes"] == {"seats": 3}


def test_unknown_attributes_drop_leaves_one_out_from_then_on(tmp_path: Path, fake: FakeIntercom) -> None:
    events = identify(seats=3, plan="a"), track(), identify("2", seats=4, plan="b")
    sent = delivered(tmp_path, fake, *events, unknownAttributes="drop", lanes=1)
    assert sent.count("POST /contacts") == 3
    assert fake.contacts["c2"]["custom_attributes"] == {"plan": "b"}


def test_unknown_attributes_refuse_refuses(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(seats=3), unknownAttributes="refuse")
    assert [one["code"] for one in refused(tmp_path)] == ["unknown_attribute"]


def test_unknown_attribute_is_dropped_where_the_token_may_not_create(tmp_path: Path, fake: FakeIntercom) -> None:
    forbidden = error(403, "forbidden", "no")
    fake.fault = lambda _method, path, _body: forbidden if path == "/data_attributes" else None
    delivered(tmp_path, fake, identify(name="Ann", seats=3))
    assert fake.contacts["c1"] == {
        "id": "c1",
        "role": "user",
        "external_id": "1",
        "name": "Ann",
        "last_seen_at": LONG_AGO_SECONDS,
    }


@pytest.mark.parametrize(("kind", "value"), [("string", "7"), ("boolean", None)])
def test_attribute_of_another_type_is_converted_or_left_out(
    tmp_path: Path, fake: FakeIntercom, kind: str, value: str | None
) -> None:
    def fault(method: str, path: str, body: dict[str, Any]) -> httpx.Response | None:
        if method == "GET":
            return httpx.Response(200, json={"data": [{"name": "plan", "data_type": kind}]})
        wrong = path == "/contacts" and body.get("custom_attributes", {}).get("plan") == 7
        return error(400, "type_mismatch", f"Custom attribute 'plan' must be of type {kind}") if wrong else None

    fake.fault = fault
    delivered(tmp_path, fake, identify(plan=7))
    assert fake.contacts["c1"].get("custom_attributes", {}).get("plan") == value


def test_unknown_person_refuse_refuses_events_of_nobody(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(external_id="2")
    sent = delivered(tmp_path, fake, track("1"), track("2"), unknownPerson="refuse", lanes=1)
    assert sent == [
        "GET /contacts/find_by_external_id/1",
        "GET /contacts/find_by_external_id/2",
        "POST /events",
    ]
    assert [one["code"] for one in refused(tmp_path)] == ["unknown_person"]


def test_email_alone_is_searched_and_then_remembered(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(email="ann@example.org")
    event = {"type": "track", "event": "Ordered", "properties": {"email": "ann@example.org"}}
    assert delivered(tmp_path, fake, event, event) == ["POST /contacts/search", "POST /events", "POST /events"]
    assert fake.events[0]["id"] == "c1"


def test_email_of_several_contacts_is_refused(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(email="ann@example.org", external_id="1")
    fake.add(email="ann@example.org", external_id="2")
    delivered(tmp_path, fake, {"type": "track", "event": "Ordered", "properties": {"email": "ann@example.org"}})
    assert [one["code"] for one in refused(tmp_path)] == ["ambiguous_email"]


def test_email_that_was_identified_leads_to_the_lane_of_the_user_id(tmp_path: Path, fake: FakeIntercom) -> None:
    by_email = {"type": "track", "event": "Ordered", "properties": {"email": "Ann@Example.org"}}
    sent = delivered(tmp_path, fake, identify(email="ann@example.org"), by_email)
    assert sent == ["POST /contacts", "POST /events"]
    assert fake.events[0]["id"] == "c1"


def test_identifies_that_stand_next_to_each_other_are_folded(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.attributes.add("seats")
    with delivering(tmp_path, fake) as client:
        fake.fault = lambda _method, _path, _body: httpx.ConnectError("down")
        client.send(track())
        for number in range(5):
            client.send(identify(name=f"Ann {number}", **({"seats": 1} if number else {"plan": "a"})))
        client.send(track(event="Paid"))
        fake.asked.clear()
        fake.fault = lambda _method, _path, _body: None
        assert client.flush(timeout=30).delivered == 7
    assert [path for path in fake.paths() if path != "POST /contacts"][-3:] == [
        "POST /events",
        "PUT /contacts/c1",
        "POST /events",
    ]
    assert fake.contacts["c1"]["name"] == "Ann 4"
    assert fake.contacts["c1"]["custom_attributes"] == {"plan": "a", "seats": 1}


def test_same_second_events_of_one_name_get_seconds_of_their_own(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, track(), track(), track(event="ordered"), track(event="Paid"))
    assert [one["created_at"] - LONG_AGO_SECONDS for one in fake.events] == [0, 1, 2, 0]


def test_same_second_keep_keeps_the_second(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, track(), track(), sameSecond="keep")
    assert [one["created_at"] for one in fake.events] == [LONG_AGO_SECONDS] * 2


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
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


def test_answer_that_is_no_json_is_read_as_one_without_errors(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, path, _body: httpx.Response(400, text="<html>") if path == "/events" else None
    delivered(tmp_path, fake, track())
    assert [one["code"] for one in refused(tmp_path)] == ["status_400"]


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
