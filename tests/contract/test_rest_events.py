"""The sandbox's REST API: events, which need a person, and are kept once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.rest_client import NOW, Rest

NOT_FOUND = (404, "not_found", "User Not Found")


def paid(**more: Any) -> dict[str, Any]:
    return {"event_name": "Paid", "created_at": NOW, **more}


def kept(rest: Rest) -> list[dict[str, Any]]:
    return list(rest.state()["events"])


def test_event_is_taken_by_user_id_id_and_email_with_an_empty_answer(rest: Rest) -> None:
    contact = rest.contact(external_id="70", email="a@example.org")
    for number, who in enumerate(({"user_id": "70"}, {"id": contact}, {"email": "A@example.org"})):
        answer = rest.post("/events", paid(**who) | {"created_at": NOW - number})
        assert (answer.status, answer.body) == (202, b"")
    assert [row["created"] for row in kept(rest)] == [NOW - 2, NOW - 1, NOW]


def test_event_of_nobody_is_not_found(rest: Rest) -> None:
    lead, archived = rest.contact(role="lead", email="l@example.org"), rest.contact(external_id="71")
    rest.post(f"/contacts/{archived}/archive")
    for who in ({"user_id": "1"}, {"id": "1"}, {"email": "b@example.org"}, {"email": "l@example.org"}):
        assert rest.post("/events", paid(**who)).error == NOT_FOUND
    assert rest.post("/events", paid(user_id="71")).error == NOT_FOUND
    assert kept(rest) == []
    assert rest.post("/events", paid(id=lead)).status == 202


def test_event_by_an_email_of_two_users_is_a_conflict(rest: Rest) -> None:
    for external_id in "12":
        rest.contact(external_id=external_id, email="a@example.org")
    message = "Multiple existing users match this email address - must be more specific using user_id"
    assert rest.post("/events", paid(email="a@example.org")).error == (409, "conflict", message)


def test_event_lags_behind_a_new_contact_where_that_is_ordered(rest: Rest) -> None:
    rest.fault(event_lag=60)
    contact = rest.contact(external_id="70")
    assert rest.post("/events", paid(user_id="70")).error == NOT_FOUND
    assert rest.post("/events", paid(id=contact)).error == NOT_FOUND
    rest.clock.now += 60
    assert rest.post("/events", paid(user_id="70")).status == 202


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"created_at": NOW, "user_id": "70"}, "parameter_missing", "event_name is required"),
        ({"event_name": "Paid", "user_id": "70"}, "parameter_missing", "created_at is required"),
        (paid(), "parameter_missing", "One of id, user_id or email is required"),
        (paid(user_id=70), "parameter_invalid", "user_id must be a string"),
        (
            paid(user_id="70", created_at=NOW * 1000),
            "parameter_invalid",
            "created_at must be a UNIX timestamp in seconds",
        ),
        (paid(user_id="70", created_at=1.5), "parameter_invalid", "created_at must be a UNIX timestamp in seconds"),
        (paid(user_id="70", created=NOW), "bad_request", "bad 'created' parameter"),
        (paid(user_id="70", metadata=[]), "parameter_invalid", "metadata must be an object"),
        (paid(user_id="70", metadata={"a": {"b": 1}}), "parameter_invalid", "metadata.a must not be nested"),
        (paid(user_id="70", metadata={"a": [1]}), "parameter_invalid", "metadata.a must not be nested"),
        (
            paid(user_id="70", metadata={"price": {"amount": 9.5, "currency": "eur"}}),
            "parameter_invalid",
            "metadata.price: amount must be a positive integer",
        ),
        (
            paid(user_id="70", metadata={"price": {"amount": 0, "currency": "eur"}}),
            "parameter_invalid",
            "metadata.price: amount must be a positive integer",
        ),
        (
            paid(user_id="70", metadata={"link": {"url": "https://e.example", "value": 1}}),
            "parameter_invalid",
            "metadata.link: url and value must be strings",
        ),
        (
            paid(user_id="70", metadata={"paid_date": "2026-03-04"}),
            "parameter_invalid",
            "metadata.paid_date must be a UNIX timestamp in seconds",
        ),
    ],
)
def test_event_with_a_bad_field_is_refused_by_name(rest: Rest, body: Any, code: str, message: str) -> None:
    rest.contact(external_id="70")
    assert rest.post("/events", body).error == (400, code, message)
    assert kept(rest) == []


def test_event_of_the_same_person_name_and_second_is_kept_once(rest: Rest) -> None:
    contact = rest.contact(external_id="70", email="a@example.org")
    rest.contact(external_id="71")
    for body in (
        paid(user_id="70", metadata={"a": 1}),
        paid(id=contact, metadata={"a": 2}),
        paid(email="a@example.org"),
    ):
        assert rest.post("/events", body).status == 202
    assert rest.post("/events", paid(user_id="70", event_name="PAID")).status == 202
    assert [row["metadata"] for row in kept(rest)] == [{"a": 1}]
    for other in (paid(user_id="71"), paid(user_id="70", created_at=NOW + 1), paid(user_id="70", event_name="Seen")):
        rest.post("/events", other)
    assert len(kept(rest)) == 4


def test_event_of_the_same_second_as_a_pages_is_kept_once(rest: Rest) -> None:
    rest.clock.now = NOW + 0.7
    session = rest.ping({"user_id": "70"})["session"]
    rest.track(session, "Paid")
    assert rest.post("/events", paid(user_id="70", created_at=NOW - 1)).status == 202
    assert rest.post("/events", paid(user_id="70")).status == 202
    assert [row["created"] for row in kept(rest)] == [NOW - 1, NOW + 0.7]


def test_event_name_is_intercoms_spelling(rest: Rest) -> None:
    rest.contact(external_id="70")
    rest.post("/events", paid(user_id="70", event_name="a.b$c"))
    assert kept(rest)[0]["name"] == "a-b-c"


def test_event_name_number_121_is_refused_and_known_ones_are_not(rest: Rest) -> None:
    rest.contact(external_id="70")
    for number in range(120):
        assert rest.post("/events", paid(user_id="70", event_name=f"Event {number}")).status == 202
    refused = rest.post("/events", paid(user_id="70", event_name="Event 120"))
    assert refused.error == (422, "event_limit_exceeded", "Cannot have more than 120 active event names")
    assert rest.post("/events", paid(user_id="70", event_name="EVENT 5", created_at=NOW + 1)).status == 202


def test_event_limit_can_be_ordered(rest: Rest) -> None:
    rest.contact(external_id="70")
    rest.post("/events", paid(user_id="70"))
    rest.fault(event_limit=True)
    assert rest.post("/events", paid(user_id="70", created_at=NOW + 1)).status == 202
    assert rest.post("/events", paid(user_id="70", event_name="New")).error[:2] == (422, "event_limit_exceeded")


def test_event_metadata_keeps_the_first_ten_keys_and_255_characters(rest: Rest) -> None:
    rest.contact(external_id="70")
    metadata: dict[str, Any] = {"price": {"amount": 34999, "currency": "eur"}, "text": "x" * 300, "contact_date": NOW}
    metadata["article"] = {"url": "https://example.org", "value": "the dude abides"}
    metadata |= {f"key {number}": number for number in range(9)}
    assert rest.post("/events", paid(user_id="70", metadata=metadata)).status == 202
    stored = kept(rest)[0]["metadata"]
    assert list(stored) == [*list(metadata)[:10]]
    assert (stored["price"], stored["text"]) == (metadata["price"], "x" * 255)


def test_events_of_a_person_are_listed_newest_first_and_summed_up(rest: Rest) -> None:
    contact = rest.contact(external_id="70", email="a@example.org")
    for second, name in enumerate(("Paid", "Seen", "Paid")):
        rest.post("/events", paid(user_id="70", event_name=name, created_at=NOW + second, metadata={"n": second}))
    who = {"email": "a@example.org", "intercom_user_id": contact, "user_id": "70"}
    listed = rest.get("/events?type=user&user_id=70").ok
    assert {key: listed[key] for key in ("type", "pages", *who)} == {
        "type": "event.list",
        "pages": {"next": None},
        **who,
    }
    assert listed["events"][1] == {
        "type": "event",
        "id": listed["events"][1]["id"],
        "created_at": NOW + 1,
        "event_name": "Seen",
        **who,
        "metadata": {"n": 1},
    }
    assert [row["event_name"] for row in listed["events"]] == ["Paid", "Seen", "Paid"]
    assert rest.get("/events?type=user&email=a@example.org&summary=true").ok == {
        "type": "event.summary",
        **who,
        "events": [
            {"name": "Paid", "first": NOW, "last": NOW + 2, "count": 2, "description": None},
            {"name": "Seen", "first": NOW + 1, "last": NOW + 1, "count": 1, "description": None},
        ],
    }
    rest.clock.now += 91 * 86_400
    assert rest.get(f"/events?type=user&intercom_user_id={contact}").ok["events"] == []


def test_event_list_needs_a_type_and_a_person(rest: Rest) -> None:
    assert rest.get("/events?user_id=70").error == (400, "parameter_invalid", "type must be user")
    assert rest.get("/events?type=user&user_id=70").error == NOT_FOUND
    message = "One of intercom_user_id, user_id or email is required"
    assert rest.get("/events?type=user").error == (400, "parameter_missing", message)


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ({"Plan": 1, "plan": 2}, "metadata.plan: a key must have a name that no other has, in any capitals"),
        ({"": 1}, "metadata.: a key must have a name that no other has, in any capitals"),
        ({"n": 2**63}, "metadata.n must be a number of 64 bits"),
        (
            {"price": {"amount": 2**63, "currency": "usd"}},
            "metadata.price: amount must be a positive integer",
        ),
    ],
)
def test_event_with_keys_or_numbers_that_cannot_be_kept_is_refused(rest: Rest, metadata: Any, message: str) -> None:
    rest.contact(external_id="70")
    assert rest.post("/events", paid(user_id="70", metadata=metadata)).error == (400, "parameter_invalid", message)
    assert kept(rest) == []
