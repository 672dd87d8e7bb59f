"""Delivery over real HTTP, against the stand-in for Intercom's API, which counts, forgets and fails as ordered."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.delivery_site import refused
from tests.support.own_thread import in_own_thread
from tools.cloud_trials.events import START, ordered_tracks
from tools.cloud_trials.stand_in import TOKEN, StandIn, standing_in

from intercom_destination.cloud import AsyncClient, Client, Report
from intercom_destination.cloud.delivery import deliverer

AT = 1_767_323_045


@pytest.fixture
def intercom() -> Iterator[StandIn]:
    with standing_in() as stand_in:
        yield stand_in


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries come at once: how long a pause is, is tested with a clock as an argument."""
    monkeypatch.setattr(deliverer, "pause_before", lambda _tries: 0.01)
    monkeypatch.setattr(deliverer, "ASK_EVERY", 0.05)


def ask(intercom: StandIn, method: str, path: str, body: Any = None) -> Any:
    """A request of somebody else's to the same workspace."""
    response = httpx.request(method, intercom.url + path, json=body, headers={"authorization": f"Bearer {TOKEN}"})
    assert response.is_success, response.text
    return response.json()


def deliver(intercom: StandIn, folder: Path, *events: dict[str, Any], **settings: Any) -> list[tuple[str, int]]:
    """Deliver events; the requests, with their statuses, in order."""
    before = len(intercom.requests())
    with Client(TOKEN, queue=folder / "queue.db", base_url=intercom.url, settings=settings) as client:
        for event in events:
            client.send(event)
        assert client.flush(timeout=60).waiting == 0
    return [(row["request"], row["status"]) for row in intercom.requests()[before:]]


def identify(user: str, **traits: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": user, "traits": traits, "timestamp": AT}


def track(user: str, event: str = "Ordered") -> dict[str, Any]:
    return {"type": "track", "userId": user, "event": event, "timestamp": AT}


def test_identify_group_and_track_arrive_as_they_are(intercom: StandIn, tmp_path: Path) -> None:
    group = {"type": "group", "userId": "1", "groupId": "acme", "traits": {"name": "Acme", "seats": 5}, "timestamp": AT}
    sent = deliver(intercom, tmp_path, track("1"), identify("1", name="Ann", email="ann@example.org"), group)
    assert [line.split("/")[1] for line, _ in sent[:3]] == ["contacts", "events", "contacts"]
    (person,) = intercom.people().values()
    assert (person["user_id"], person["email"]) == ("1", "ann@example.org")
    assert intercom.events() == [("1", "Ordered", AT)]
    assert intercom.count("members") == 1


def test_contact_that_somebody_else_made_is_found_by_its_conflict(intercom: StandIn, tmp_path: Path) -> None:
    intercom.fault(search_lag=180)
    found = ask(intercom, "POST", "/contacts", {"role": "user", "external_id": "1"})["id"]
    sent = deliver(intercom, tmp_path, identify("1", name="Ann"))
    assert sent == [("POST /contacts", 409), (f"GET /contacts/{found}", 200), (f"PUT /contacts/{found}", 200)]


def test_user_id_with_a_slash_is_one_part_of_the_path(intercom: StandIn, tmp_path: Path) -> None:
    deliver(intercom, tmp_path, track("a/b?c#d é"), unknownPerson="refuse")
    assert [one["code"] for one in refused(tmp_path)] == ["unknown_person"]
    ask(intercom, "POST", "/contacts", {"role": "user", "external_id": "a/b?c#d é"})
    deliver(intercom, tmp_path, track("a/b?c#d é"), unknownPerson="refuse")
    assert [(user, name) for user, name, _ in intercom.events()] == [("a/b?c#d é", "Ordered")]


def test_archived_contact_is_restored(intercom: StandIn, tmp_path: Path) -> None:
    deliver(intercom, tmp_path, identify("1", name="Ann"))
    (number,) = [row["id"] for row in ask(intercom, "GET", "/contacts")["data"]]
    ask(intercom, "POST", f"/contacts/{number}/archive")
    sent = deliver(intercom, tmp_path, identify("1", name="Anna"), track("1"))
    assert [status for _, status in sent] == [404, 404, 409, 404, 200, 200, 202]
    assert sent[4][0] == f"POST /contacts/{number}/unarchive"
    assert not intercom.people()["1"]["archived"]


def test_deleted_contact_is_made_again(intercom: StandIn, tmp_path: Path) -> None:
    deliver(intercom, tmp_path, identify("1", name="Ann"))
    (number,) = [row["id"] for row in ask(intercom, "GET", "/contacts")["data"]]
    ask(intercom, "DELETE", f"/contacts/{number}")
    deliver(intercom, tmp_path, track("1"))
    assert intercom.events() == [("1", "Ordered", AT)]


def test_merged_contact_is_followed_to_the_one_it_was_merged_into(intercom: StandIn, tmp_path: Path) -> None:
    traits = {"email": "ann@example.org"}
    by_email = {"traits": traits, "timestamp": AT}
    deliver(intercom, tmp_path, {"type": "identify", **by_email})
    (lead,) = [row["id"] for row in ask(intercom, "GET", "/contacts")["data"]]
    intercom.sandbox.store.write("update people set role = 'lead'")
    user = ask(intercom, "POST", "/contacts", {"role": "user", "external_id": "1"})["id"]
    merge = {"from": lead, "into": user, "skip_duplicate_validation": True}
    ask(intercom, "POST", "/contacts/merge", merge)
    deliver(intercom, tmp_path, {"type": "track", "event": "Ordered", **by_email})
    assert intercom.events() == [("1", "Ordered", AT)]
    deliver(intercom, tmp_path, {"type": "identify", **by_email, "traits": {"name": "Ann", **traits}})
    assert '"name": "Ann"' in intercom.people()["1"]["data"]


def test_email_of_another_user_is_an_identity_conflict(intercom: StandIn, tmp_path: Path) -> None:
    intercom.set(unique_emails=True)
    ask(intercom, "POST", "/contacts", {"role": "user", "external_id": "2", "email": "ann@example.org"})
    deliver(intercom, tmp_path, identify("1", email="ann@example.org"), track("1"))
    (one,) = refused(tmp_path)
    assert (one["code"], one["status"]) == ("identity_conflict", 409)
    assert one["request_id"] == one["answer"]["request_id"]
    assert intercom.events() == [("1", "Ordered", AT)]


def test_unknown_attributes_are_created_with_their_types(intercom: StandIn, tmp_path: Path) -> None:
    traits = {"seats": 3, "ratio": 0.5, "paid": True, "plan_name": "pro"}
    deliver(intercom, tmp_path, identify("1", **traits), identify("2", **traits))
    rows = ask(intercom, "GET", "/data_attributes?model=contact")["data"]
    kinds = {row["name"]: row["data_type"] for row in rows if row["custom"]}
    assert kinds == {"seats": "integer", "ratio": "float", "paid": "boolean", "plan_name": "string"}


def test_attribute_of_another_type_is_converted_or_left_out(intercom: StandIn, tmp_path: Path) -> None:
    for name, kind in (("seats", "string"), ("paid", "boolean")):
        ask(intercom, "POST", "/data_attributes", {"name": name, "model": "contact", "data_type": kind})
    deliver(intercom, tmp_path, identify("1", name="Ann", seats=3, paid="maybe"))
    (contact,) = ask(intercom, "GET", "/contacts")["data"]
    assert contact["name"] == "Ann"
    assert {name: value for name, value in contact["custom_attributes"].items() if value is not None} == {"seats": "3"}


def test_invalid_token_pauses_and_loses_nothing(intercom: StandIn, tmp_path: Path) -> None:
    intercom.set(rest_token="another-token")
    with Client(TOKEN, queue=tmp_path / "queue.db", base_url=intercom.url) as client:
        for number in range(20):
            client.send(track(str(number)))
        assert client.flush(timeout=60) == Report(0, 20, 0)
        intercom.set(rest_token=TOKEN)
        while client.flush(timeout=0.1).waiting:
            pass
    assert len(intercom.events()) == 20


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_passing_failures_keep_the_order_of_each_person(intercom: StandIn, tmp_path: Path, status: int) -> None:
    intercom.fault(rest_status=status, rest_every=3)
    deliver(intercom, tmp_path, *ordered_tracks(people=8, each=6))
    steps = defaultdict(list)
    for user, _, second in intercom.events():
        steps[user].append(second)
    assert steps == {f"user-{number}": [START + step for step in range(6)] for number in range(8)}


def test_answers_that_are_lost_make_nothing_twice(intercom: StandIn, tmp_path: Path) -> None:
    intercom.fault(rest_lost=True, rest_every=2)
    deliver(intercom, tmp_path, *ordered_tracks(people=8, each=4))
    assert len(intercom.events()) == 32
    assert len(intercom.people()) == 8


def test_429_waits_as_long_as_it_asks_for_and_loses_nothing(intercom: StandIn, tmp_path: Path) -> None:
    intercom.fault(rest_status=429, rest_retry_after=1, rest_times=1)
    sent = deliver(intercom, tmp_path, *ordered_tracks(people=4, each=2))
    assert sent[0][1] == 429
    assert [status for _, status in sent].count(429) == 1
    assert len(intercom.events()) == 8


def test_event_names_beyond_the_limit_are_refused_and_the_person_goes_on(intercom: StandIn, tmp_path: Path) -> None:
    deliver(intercom, tmp_path, track("1", "Old"))
    intercom.fault(event_limit=True)
    deliver(intercom, tmp_path, track("1", "New"), identify("1", name="Ann"))
    assert [(one["code"], one["status"]) for one in refused(tmp_path)] == [("event_limit_exceeded", 422)]
    assert '"name": "Ann"' in intercom.people()["1"]["data"]


def test_contact_that_events_do_not_know_yet_is_waited_for(
    intercom: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliverer, "pause_before", lambda _tries: 0.25)
    intercom.fault(event_lag=1)
    deliver(intercom, tmp_path, track("1"))
    assert intercom.events() == [("1", "Ordered", AT)]


def test_async_client_delivers_beside_other_work(intercom: StandIn, tmp_path: Path) -> None:
    async def run() -> Report:
        async with AsyncClient(TOKEN, queue=tmp_path / "queue.db", base_url=intercom.url) as client:
            await asyncio.gather(*(client.send(track(str(number))) for number in range(10)))
            return await client.flush(timeout=60)

    assert in_own_thread(run) == Report(10, 0, 0)
    assert len(intercom.events()) == 10
