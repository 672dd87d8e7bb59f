"""Which contact a person is: made, read out of a conflict, restored, followed. Intercom is a function here."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.delivery_site import LONG_AGO_SECONDS, delivered, delivering, group, identify, refused, track
from tests.support.fake_intercom import FakeIntercom, error


def test_track_makes_an_unknown_person_first(tmp_path: Path, fake: FakeIntercom) -> None:
    assert delivered(tmp_path, fake, track()) == ["POST /contacts", "POST /events"]
    assert fake.asked[0][2] == {"role": "user", "external_id": "1"}
    assert fake.events == [{"event_name": "Ordered", "user_id": "1", "created_at": LONG_AGO_SECONDS}]


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


def test_company_that_is_gone_is_made_again(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, group(name="Acme"))
    fake.companies.clear()
    fake.asked.clear()
    sent = delivered(tmp_path, fake, group("2", name="Acme"))
    assert sent[-3:] == ["POST /contacts/c2/companies", "POST /companies", "POST /contacts/c2/companies"]


def test_unknown_person_refuse_refuses_events_of_nobody(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.add(external_id="2")
    sent = delivered(tmp_path, fake, track("1"), track("2"), unknownPerson="refuse", lanes=1)
    assert sent == [
        "GET /contacts/find_by_external_id/1",
        "GET /contacts/find_by_external_id/2",
        "POST /events",
    ]
    assert [one["code"] for one in refused(tmp_path)] == ["unknown_person"]


@pytest.mark.parametrize("is_made", [True, False])
def test_unknown_person_wait_waits_for_somebody_else_to_make_the_person(
    tmp_path: Path, fake: FakeIntercom, *, is_made: bool
) -> None:
    with delivering(tmp_path, fake, {"unknownPerson": "wait:30" if is_made else "wait:0.2"}) as client:
        client.send(track())
        while not fake.asked:
            client.flush(timeout=0.01)
        if is_made:
            client.send(identify("2", name="Ben"))
            while client.flush(timeout=0.01).waiting > 1:
                pass
            assert [one["external_id"] for one in fake.contacts.values()] == ["2"]
            return
        assert client.flush(timeout=30).refused == 1
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


def test_event_of_a_contact_that_was_merged_goes_to_the_other_one_by_its_id(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(name="Ann"))
    moved = fake.add()
    del fake.contacts["c1"]
    gone = error(410, "contact_merged", "Contact has been merged", link=f'</contacts/{moved}>; rel="canonical"')
    fake.fault = lambda _method, path, _body: gone if path == "/contacts/c1" else None
    delivered(tmp_path, fake, track())
    assert fake.events == [{"event_name": "Ordered", "id": moved, "created_at": LONG_AGO_SECONDS}]
