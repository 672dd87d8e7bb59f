"""The sandbox's two halves on one store: what a server sends and what a page sends meet in one person."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import httpx2
from tests.support.rest_client import NOW, Rest, served_rest

from intercom_sandbox.testing import Event, running


def test_page_and_server_meet_in_one_person(rest: Rest) -> None:
    rest.ping({"user_id": "70", "email": "a@example.org", "name": "Ann", "plan": "pro", "created_at": 1_700_000_000})
    contact = rest.get("/contacts/find_by_external_id/70").ok
    shown = {
        key: contact[key] for key in ("role", "email", "name", "signed_up_at", "last_seen_at", "custom_attributes")
    }
    assert shown == {
        "role": "user",
        "email": "a@example.org",
        "name": "Ann",
        "signed_up_at": 1_700_000_000,
        "last_seen_at": NOW,
        "custom_attributes": {"plan": "pro"},
    }
    rest.post("/events", {"event_name": "Paid", "created_at": NOW, "user_id": "70"})
    rest.put(f"/contacts/{contact['id']}", {"name": "Bea", "custom_attributes": {"plan": "free"}})
    (person,) = rest.state()["people"]
    assert (person["events"], person["attributes"]["name"], person["attributes"]["plan"]) == (1, "Bea", "free")


def test_page_finds_the_contact_that_a_server_has_made(rest: Rest) -> None:
    contact = rest.contact(external_id="70", name="Ann")
    assert rest.get(f"/contacts/{contact}").ok["last_seen_at"] is None
    rest.clock.now += 60
    rest.ping({"user_id": "70"})
    seen = rest.get(f"/contacts/{contact}").ok
    assert (seen["name"], seen["last_seen_at"], seen["updated_at"]) == ("Ann", NOW + 60, NOW + 60)
    assert rest.state()["counts"]["people"] == 1


def test_page_makes_attributes_that_the_api_may_then_write(rest: Rest) -> None:
    contact = rest.contact(external_id="70")
    body = {"custom_attributes": {"seats": 5}}
    assert rest.put(f"/contacts/{contact}", body).error[2] == "Custom attribute 'seats' does not exist"
    rest.ping({"user_id": "70", "seats": 3, "since_at": NOW, "rate": 1.5, "vip": True, "tier": "x"})
    assert rest.put(f"/contacts/{contact}", body).ok["custom_attributes"]["seats"] == 5
    rows = rest.get("/data_attributes?model=contact").ok["data"]
    made = {row["name"]: (row["data_type"], row["messenger_writable"]) for row in rows if row["custom"]}
    assert made == {
        "seats": ("integer", True),
        "since_at": ("date", True),
        "rate": ("float", True),
        "vip": ("boolean", True),
        "tier": ("string", True),
    }


def test_page_value_of_another_type_is_shown_as_null_and_found_by_no_search(rest: Rest) -> None:
    odd = {"name": 5, "phone": {"a": 1}, "avatar": {"type": "avatar", "image_url": 7}, "language_override": 1}
    company = {"id": "c", "name": 5, "size": "big", "website": 1, "industry": [1]}
    rest.ping({"user_id": "70", **odd, "plan": "pro", "seats": 3, "company": company})
    rest.ping({"user_id": "70", "plan": 5, "seats": "many"})
    rest.ping({"user_id": "71", "name": "Ann", "plan": "5", "seats": 4})
    contact = rest.get("/contacts/find_by_external_id/70").ok
    assert [contact[name] for name in odd] == [None] * 4
    shown = rest.get("/companies?company_id=c").ok
    assert [shown[name] for name in ("name", "size", "website", "industry")] == [None] * 4
    for field in ("name", "custom_attributes.plan"):
        value = "Ann" if field == "name" else "5"
        assert [rest.found(field, operator, value) for operator in ("~", "^", "$", "=")] == [["71"]] * 4
    assert rest.found("custom_attributes.seats", ">", 1) == ["71"]
    everybody = {"field": "role", "operator": "=", "value": "user"}
    names = rest.post("/contacts/search", {"query": everybody, "sort": {"field": "name", "order": "ascending"}}).ok
    assert [row["name"] for row in names["data"]] == [None, "Ann"]


def test_page_company_is_the_servers_company(rest: Rest) -> None:
    company = rest.company(company_id="1", name="A")
    rest.ping({"user_id": "70", "company": {"id": "1", "plan": "pro"}})
    shown = rest.get(f"/companies/{company}").ok
    assert (shown["name"], shown["plan"]["name"], shown["user_count"]) == ("A", "pro", 1)


def test_visitor_is_no_contact_and_a_lead_is_one(rest: Rest) -> None:
    session = rest.ping({})["session"]
    assert rest.get("/contacts").ok["data"] == []
    fields = {"app_id": "demo", "session": session, "body": "Hello"}
    httpx2.post(f"{rest.origin}/sandbox/panel/messages", data=fields)
    (lead,) = rest.get("/contacts").ok["data"]
    assert lead["role"] == "lead"
    rest.ping({"user_id": "70"})
    rest.ping({"user_id": "70"}, session=session)
    user = rest.get("/contacts/find_by_external_id/70").ok["id"]
    assert rest.get(f"/contacts/{lead['id']}").headers["link"] == f'</contacts/{user}>; rel="canonical"'


def test_archived_contact_who_comes_back_to_a_page_is_archived_no_longer(rest: Rest) -> None:
    contact = rest.contact(external_id="70")
    rest.post(f"/contacts/{contact}/archive")
    assert rest.state()["people"][0]["archived"] is True
    rest.ping({"user_id": "70"})
    assert rest.get(f"/contacts/{contact}").status == 200


def test_token_of_another_workspace_sees_its_own_people(rest: Rest) -> None:
    rest.contact(external_id="70")
    base = rest.sandbox.workspaces["demo"]
    rest.sandbox.workspaces["other"] = type(base)(app_id="other", rest_token="other-token")
    headers = {"authorization": "Bearer other-token"}
    found = httpx2.get(f"{rest.url}/contacts/find_by_external_id/70", headers=headers)
    assert (found.status_code, found.headers["x-ratelimit-remaining"]) == (404, "1665")


def test_reset_forgets_contacts_attributes_and_tags(rest: Rest) -> None:
    rest.declare("plan")
    rest.post("/tags", {"name": "beta"})
    rest.contact(external_id="70", custom_attributes={"plan": "pro"})
    rest.control("reset", {})
    assert rest.get("/contacts").ok["data"] == rest.get("/tags").ok["data"] == []
    assert not [row for row in rest.get("/data_attributes").ok["data"] if row["custom"]]


def test_file_of_an_earlier_release_is_taken_over(tmp_path: Path) -> None:
    path = str(tmp_path / "people.sqlite")
    old = sqlite3.connect(path)
    old.executescript(
        """
        create table people (
            id integer primary key, app text not null, role text not null, anonymous_id text, user_id text, email text,
            data text not null default '{}', created real not null, seen real not null
        );
        create table companies (
            id integer primary key, app text not null, company_id text not null, data text not null,
            created real not null, unique (app, company_id)
        );
        """
    )
    values = ("demo", "user", "70", json.dumps({"name": "Ann"}), NOW - 9, NOW - 5)
    old.execute("insert into people (app, role, user_id, data, created, seen) values (?, ?, ?, ?, ?, ?)", values)
    old.commit()
    old.close()
    for updated, seen in ((NOW - 9, NOW - 5), (NOW, NOW)):
        with served_rest(path) as rest:
            contact = rest.get("/contacts/find_by_external_id/70").ok
            assert (contact["name"], contact["updated_at"], contact["last_seen_at"]) == ("Ann", updated, seen)
            assert rest.found("external_id", "=", "70") == ["70"]
            for email in ("a@example.org", "b@example.org"):
                session = rest.ping({})["session"]
                assert rest.ping({"user_id": "70", "email": email}, session=session)["user"]["email"] == email
            assert rest.state()["counts"]["people"] == 1


def test_handle_of_a_test_has_the_address_and_sees_what_a_server_sends() -> None:
    with running() as intercom:
        headers = {"authorization": f"Bearer {intercom.workspace.rest_token}"}
        httpx2.post(f"{intercom.rest_url}/contacts", json={"external_id": "70", "name": "Ann"}, headers=headers)
        event = {"event_name": "Paid", "created_at": NOW, "user_id": "70"}
        httpx2.post(f"{intercom.rest_url}/events", json=event, headers=headers)
        ann = intercom.wait_for_person(user_id="70", name="Ann")
        assert intercom.events == [Event("Paid", {}, ann)]
