"""What is sent for events, and what is left out. Intercom is a function here."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from tests.support.delivery_site import (
    LONG_AGO,
    LONG_AGO_SECONDS,
    delivered,
    delivering,
    group,
    identify,
    refused,
    track,
)
from tests.support.fake_intercom import FakeIntercom, error
from tests.support.queue_file import NOW

from intercom_destination.cloud.delivery.engine import Engine
from intercom_destination.cloud.queue.queue_types import NewEvent, Refusal
from intercom_destination.cloud.queue.refused_events import forget_person


def test_track_of_a_known_person_is_one_request(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"))
    fake.asked.clear()
    assert delivered(tmp_path, fake, track()) == ["POST /events"]


def test_identify_of_a_known_person_is_one_request(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"))
    fake.asked.clear()
    assert delivered(tmp_path, fake, identify(name="Anna")) == ["PUT /contacts/c1"]
    assert fake.contacts["c1"]["name"] == "Anna"


def test_group_that_changes_nothing_sends_nothing(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, group(name="Acme"))
    fake.asked.clear()
    assert delivered(tmp_path, fake, group(name="Acme")) == []
    assert delivered(tmp_path, fake, group(name="Acme Ltd")) == ["POST /companies"]


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


def test_identifies_that_are_refused_together_are_sent_one_by_one(tmp_path: Path, fake: FakeIntercom) -> None:
    with delivering(tmp_path, fake) as client:
        fake.fault = lambda _method, _path, _body: httpx.ConnectError("down")
        client.send(identify(name="Ann"))
        client.send(identify(phone="no phone", timestamp="2025-01-01T00:00:00Z"))
        odd = error(422, "parameter_invalid", "phone is invalid")
        fake.fault = lambda _method, _path, body: odd if "phone" in body else None
        report = client.flush(timeout=30)
    assert (report.delivered, report.refused) == (1, 1)
    assert fake.contacts["c1"]["name"] == "Ann"
    assert [one["event"]["traits"] for one in refused(tmp_path)] == [{"phone": "no phone"}]


def test_identifies_that_are_folded_have_the_latest_last_seen_at(tmp_path: Path, fake: FakeIntercom) -> None:
    with delivering(tmp_path, fake) as client:
        fake.fault = lambda _method, _path, _body: httpx.ConnectError("down")
        client.send(identify(name="Ann"))
        client.send(identify(name="Anna", timestamp="2025-01-01T00:00:00Z"))
        # What is under way by then has both of them.
        fake.wait_for(len(fake.asked) + 2)
        fake.fault = lambda _method, _path, _body: None
        assert client.flush(timeout=30).delivered == 2
    assert fake.asked[-1][2] == {"role": "user", "external_id": "1", "name": "Anna", "last_seen_at": LONG_AGO_SECONDS}


BY_EMAIL = {"type": "track", "event": "Ordered", "timestamp": LONG_AGO, "properties": {"email": "ann@example.org"}}


@pytest.mark.parametrize("lanes", [1, 32])
def test_same_second_events_by_email_and_by_user_id_of_one_contact_get_two_seconds(
    tmp_path: Path, fake: FakeIntercom, lanes: int
) -> None:
    fake.add(external_id="1", email="ann@example.org")
    delivered(tmp_path, fake, track(), BY_EMAIL, lanes=lanes)
    assert len({one["created_at"] for one in fake.events}) == 2
    assert max(one["created_at"] for one in fake.events) <= LONG_AGO_SECONDS + 2


def test_same_second_keep_keeps_it_by_email_and_by_user_id(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(external_id="1", email="ann@example.org")
    delivered(tmp_path, fake, track())
    delivered(tmp_path, fake, BY_EMAIL, sameSecond="keep")
    assert [one["created_at"] for one in fake.events] == [LONG_AGO_SECONDS] * 2


def test_forget_finds_events_that_were_refused_while_they_were_read(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    engine = Engine("a-token", region="us", queue=path, settings=None, base_url=None)
    for message_id, body in (
        ("a", '{"type":"shout","userId":"ann"}'),
        ("b", '{"type":"track","userId":{"odd":"Ann"}}'),
        ("c", '{"type":"track","userId":{"odd":"ben"}}'),
    ):
        engine.refuse(NewEvent("", message_id, body, 0, NOW), Refusal("unknown_type", "no")).result()
    assert engine._reader.rows("select lane from refused order by id") == [("user:ann",), ("",), ("",)]
    assert forget_person(path, "ann") == 2
    assert engine._reader.rows("select message_id from refused") == [("c",)]
    engine.close()
