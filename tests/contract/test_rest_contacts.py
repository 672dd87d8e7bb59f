"""The sandbox's REST API: contacts, as Intercom's description of 2.16 and its documentation have them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from tests.support.rest_client import NOW, Rest

NOT_FOUND = (404, "not_found", "User Not Found")


def linked(contact: str, name: str) -> dict[str, Any]:
    return {"type": "list", "data": [], "url": f"/contacts/{contact}/{name}", "total_count": 0, "has_more": False}


# Made


def test_contact_created_has_every_field_of_the_description(rest: Rest) -> None:
    given = {"external_id": "70", "email": "joe@bloggs.com", "name": "Joe Bloggs", "signed_up_at": 1734537424}
    made = rest.post("/contacts", given).ok
    contact = made["id"]
    assert len(contact) == 24
    assert made == {
        "type": "contact",
        "id": contact,
        "workspace_id": "demo",
        "external_id": "70",
        "role": "user",
        "email": "joe@bloggs.com",
        "email_verified": False,
        "phone": None,
        "name": "Joe Bloggs",
        "avatar": None,
        "owner_id": None,
        "social_profiles": {"type": "list", "data": []},
        "has_hard_bounced": False,
        "marked_email_as_spam": False,
        "unsubscribed_from_emails": False,
        "created_at": NOW,
        "updated_at": NOW,
        "signed_up_at": 1734537424,
        "last_seen_at": None,
        "last_replied_at": None,
        "last_contacted_at": None,
        "last_email_opened_at": None,
        "last_email_clicked_at": None,
        "language_override": None,
        "browser": None,
        "browser_version": None,
        "browser_language": None,
        "os": None,
        "location": {
            "type": "location",
            "country": None,
            "region": None,
            "city": None,
            "country_code": None,
            "continent_code": None,
        },
        "android_app_name": None,
        "android_app_version": None,
        "android_device": None,
        "android_os_version": None,
        "android_sdk_version": None,
        "android_last_seen_at": None,
        "ios_app_name": None,
        "ios_app_version": None,
        "ios_device": None,
        "ios_os_version": None,
        "ios_sdk_version": None,
        "ios_last_seen_at": None,
        "custom_attributes": {},
        "tags": linked(contact, "tags"),
        "notes": linked(contact, "notes"),
        "companies": linked(contact, "companies"),
        "opted_out_subscription_types": linked(contact, "subscriptions"),
        "opted_in_subscription_types": linked(contact, "subscriptions"),
        "utm_campaign": None,
        "utm_content": None,
        "utm_medium": None,
        "utm_source": None,
        "utm_term": None,
        "referrer": None,
        "enabled_push_messaging": None,
    }
    assert rest.get(f"/contacts/{contact}").ok == made


def test_contact_with_role_alone_is_made(rest: Rest) -> None:
    lead = rest.post("/contacts", {"role": "lead"}).ok
    assert (lead["role"], lead["external_id"], lead["email"]) == ("lead", None, None)


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({}, "parameter_missing", "One of email, external_id or role is required"),
        ({"name": "A"}, "parameter_missing", "One of email, external_id or role is required"),
        ({"external_id": 70}, "parameter_invalid", "external_id must be a string"),
        ({"external_id": ""}, "parameter_invalid", "external_id must not be empty"),
        ({"email": "none"}, "parameter_invalid", "email is invalid"),
        (
            {"external_id": "1", "email_verified": True},
            "parameter_invalid",
            "email_verified must be sent together with an email",
        ),
        ({"role": "admin"}, "parameter_invalid", "role must be one of: user, lead"),
        ({"role": "lead", "external_id": "1"}, "parameter_invalid", "external IDs cannot be set if the role is lead"),
        (
            {"external_id": "1", "signed_up_at": 1772600767000},
            "parameter_invalid",
            "signed_up_at must be a UNIX timestamp in seconds",
        ),
        (
            {"external_id": "1", "last_seen_at": "2026-03-04"},
            "parameter_invalid",
            "last_seen_at must be a UNIX timestamp in seconds",
        ),
        (
            {"external_id": "1", "unsubscribed_from_emails": "true"},
            "parameter_invalid",
            "unsubscribed_from_emails must be a boolean",
        ),
        ({"external_id": "1", "custom_attributes": []}, "parameter_invalid", "custom_attributes must be an object"),
        ({"external_id": "1", "owner_id": 1}, "parameter_invalid", "owner_id must be a string"),
        ({"external_id": "1", "user_id": "1"}, "bad_request", "bad 'user_id' parameter"),
        ([], "bad_request", "The request body must be a JSON object"),
    ],
)
def test_contact_with_a_bad_field_is_refused_by_name(rest: Rest, body: Any, code: str, message: str) -> None:
    assert rest.post("/contacts", body).error == (400, code, message)
    assert rest.state()["counts"]["people"] == 0


def test_owner_id_is_an_integer_before_version_2_16_and_email_verified_is_unknown(rest: Rest) -> None:
    contact = rest.post("/contacts", {"external_id": "1", "owner_id": 5}, intercom_version="2.15").ok
    assert (contact["owner_id"], "email_verified" in contact) == (5, False)
    assert rest.get(f"/contacts/{contact['id']}").ok["owner_id"] == "5"
    refused = rest.post("/contacts", {"external_id": "2", "email_verified": True}, intercom_version="2.15")
    assert refused.error == (400, "bad_request", "bad 'email_verified' parameter")


# Conflicts


def test_external_id_that_is_taken_is_a_conflict_with_the_id_in_its_text(rest: Rest) -> None:
    contact = rest.contact(external_id="70")
    message = f"A contact matching those details already exists with id={contact}"
    assert rest.post("/contacts", {"external_id": "70", "name": "B"}).error == (409, "conflict", message)
    other = rest.contact(external_id="71")
    assert rest.put(f"/contacts/{other}", {"external_id": "70"}).error == (409, "conflict", message)
    assert rest.put(f"/contacts/{contact}", {"external_id": "70"}).status == 200


def test_email_alone_is_a_conflict_and_beside_another_external_id_it_is_not(rest: Rest) -> None:
    contact = rest.contact(external_id="70", email="Joe@bloggs.com")
    message = f"A contact matching those details already exists with id={contact}"
    assert rest.post("/contacts", {"email": "joe@Bloggs.com"}).error == (409, "conflict", message)
    assert rest.post("/contacts", {"external_id": "71", "email": "joe@bloggs.com"}).status == 200
    assert rest.post("/contacts", {"role": "lead", "email": "joe@bloggs.com"}).status == 200
    rest.set(unique_emails=True)
    assert rest.post("/contacts", {"external_id": "72", "email": "joe@bloggs.com"}).error == (409, "conflict", message)


def test_email_of_a_user_without_external_id_is_a_conflict_for_a_new_user(rest: Rest) -> None:
    contact = rest.contact(email="joe@bloggs.com")
    message = f"A contact matching those details already exists with id={contact}"
    refused = rest.post("/contacts", {"external_id": "70", "email": "joe@bloggs.com"})
    assert refused.error == (409, "conflict", message)


# Changed


def test_update_changes_what_it_names_and_leaves_the_rest(rest: Rest) -> None:
    contact = rest.contact(external_id="70", email="a@example.org", name="A", phone="1")
    rest.clock.now += 60
    changed = rest.put(f"/contacts/{contact}", {"name": "B", "phone": None, "unsubscribed_from_emails": True}).ok
    kept = {key: changed[key] for key in ("external_id", "email", "name", "phone", "unsubscribed_from_emails")}
    assert kept == {
        "external_id": "70",
        "email": "a@example.org",
        "name": "B",
        "phone": None,
        "unsubscribed_from_emails": True,
    }
    assert (changed["created_at"], changed["updated_at"]) == (NOW, NOW + 60)


def test_last_seen_at_moves_only_where_it_is_given_and_also_backwards(rest: Rest) -> None:
    contact = rest.contact(external_id="70", last_seen_at=1_700_000_000)
    assert rest.put(f"/contacts/{contact}", {"name": "B"}).ok["last_seen_at"] == 1_700_000_000
    assert rest.put(f"/contacts/{contact}", {"last_seen_at": 1_600_000_000}).ok["last_seen_at"] == 1_600_000_000


def test_long_text_is_cut_to_255_characters(rest: Rest) -> None:
    contact = rest.contact(external_id="70", name="x" * 300)
    assert rest.get(f"/contacts/{contact}").ok["name"] == "x" * 255


def test_lead_becomes_a_user_with_the_role_and_never_back(rest: Rest) -> None:
    lead = rest.contact(role="lead")
    refused = rest.put(f"/contacts/{lead}", {"external_id": "70"})
    assert refused.error == (400, "parameter_invalid", "external IDs cannot be set if the role is lead")
    assert rest.put(f"/contacts/{lead}", {"role": "user", "external_id": "70"}).ok["role"] == "user"
    refused = rest.put(f"/contacts/{lead}", {"role": "lead"})
    assert refused.error == (400, "parameter_invalid", "A user cannot become a lead")


# Found


@pytest.mark.parametrize("external_id", ["70", "u 17/ä", "a%2Fb", "..", "search"])
def test_find_by_external_id_takes_any_id_that_is_encoded_as_one_part(rest: Rest, external_id: str) -> None:
    contact = rest.contact(external_id=external_id)
    path = "%2E%2E" if external_id == ".." else quote(external_id, safe="")
    assert rest.get(f"/contacts/find_by_external_id/{path}").ok["id"] == contact


def test_find_by_external_id_with_a_bare_slash_is_another_path(rest: Rest) -> None:
    rest.contact(external_id="a/b")
    refused = rest.get("/contacts/find_by_external_id/a/b")
    assert refused.error == (404, "not_found", "The requested resource was not found")


def test_find_by_external_id_knows_users_only_from_version_2_13_on(rest: Rest) -> None:
    rest.contact(external_id="70")
    assert rest.get("/contacts/find_by_external_id/71").error == NOT_FOUND
    assert rest.get("/contacts/find_by_external_id/70", intercom_version="2.12").error == NOT_FOUND
    assert rest.get("/contacts/find_by_external_id/70", intercom_version="2.13").status == 200


def test_find_by_external_id_lags_where_that_is_ordered(rest: Rest) -> None:
    rest.fault(lookup_lag=180)
    contact = rest.contact(external_id="70")
    assert rest.get("/contacts/find_by_external_id/70").error == NOT_FOUND
    assert rest.get(f"/contacts/{contact}").status == 200
    rest.clock.now += 180
    assert rest.get("/contacts/find_by_external_id/70").status == 200


@pytest.mark.parametrize("path", ["1", "6a1e00c00000000000000009", "6a1e00c10000000000000001", "%C3%A4", "ffff" * 6])
def test_contact_of_no_id_is_not_found(rest: Rest, path: str) -> None:
    rest.company(company_id="1")
    assert rest.get(f"/contacts/{path}").error == NOT_FOUND
    assert rest.put(f"/contacts/{path}", {"name": "A"}).error == NOT_FOUND
    assert rest.delete(f"/contacts/{path}").error == NOT_FOUND
    assert rest.post(f"/contacts/{path}/archive").error == NOT_FOUND


@pytest.mark.parametrize("email", ["@", "a@", "@b.c", "nobody", " @ "])
def test_email_has_something_on_both_sides(rest: Rest, email: str) -> None:
    refused = rest.post("/contacts", {"external_id": "70", "email": email})
    assert refused.error == (400, "parameter_invalid", "email is invalid")
