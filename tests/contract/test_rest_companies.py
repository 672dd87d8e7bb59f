"""The sandbox's REST API: companies, and which contacts belong to them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.rest_client import NOW, Rest

NOT_FOUND = (404, "company_not_found", "Company Not Found")
NO_CONTACT = (404, "not_found", "User Not Found")


def test_company_created_has_every_field_of_the_description(rest: Rest) -> None:
    given = {"company_id": "company_remote_id", "name": "my company", "remote_created_at": 1374138000}
    made = rest.post("/companies", given).ok
    assert len(made["id"]) == 24
    assert made == {
        "type": "company",
        "company_id": "company_remote_id",
        "id": made["id"],
        "app_id": "demo",
        "name": "my company",
        "remote_created_at": 1374138000,
        "created_at": NOW,
        "updated_at": NOW,
        "last_request_at": None,
        "monthly_spend": 0,
        "session_count": 0,
        "user_count": 0,
        "tags": {"type": "tag.list", "tags": []},
        "segments": {"type": "segment.list", "segments": []},
        "plan": {},
        "custom_attributes": {},
    }
    assert rest.get(f"/companies/{made['id']}").ok == made
    assert rest.get("/companies?company_id=company_remote_id").ok == made
    assert rest.get("/companies?name=my%20company").ok == made


def test_company_is_updated_by_its_company_id(rest: Rest) -> None:
    rest.declare("tier", "string", "company")
    company = rest.company(company_id="1", name="A", size=5, plan="free")
    rest.clock.now += 60
    given = {"company_id": "1", "plan": "pro", "monthly_spend": 155.98, "custom_attributes": {"tier": "gold"}}
    changed = rest.post("/companies", given).ok
    assert (changed["id"], changed["name"], changed["size"], changed["monthly_spend"]) == (company, "A", 5, 155)
    assert changed["plan"] == {"type": "plan", "id": changed["plan"]["id"], "name": "pro"}
    assert (changed["custom_attributes"], changed["created_at"], changed["updated_at"]) == (
        {"tier": "gold"},
        NOW,
        NOW + 60,
    )
    assert rest.put(f"/companies/{company}", {"website": "https://example.org"}).ok["website"] == "https://example.org"
    refused = rest.put(f"/companies/{company}", {"company_id": "2"})
    assert refused.error == (400, "bad_request", "bad 'company_id' parameter")


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"test": "invalid"}, "bad_request", "bad 'test' parameter"),
        ({"company_id": "1", "contact_id": "2"}, "bad_request", "bad 'contact_id' parameter"),
        ({"company_id": "1", "created_at": 1}, "bad_request", "bad 'created_at' parameter"),
        ({"name": "A"}, "parameter_missing", "company_id is required"),
        ({"company_id": 1}, "parameter_invalid", "company_id must be a string"),
        ({"company_id": "1", "size": "5"}, "parameter_invalid", "size must be a number from 0 to 2147483647"),
        (
            {"company_id": "1", "monthly_spend": 2**31},
            "parameter_invalid",
            "monthly_spend must be a number from 0 to 2147483647",
        ),
        (
            {"company_id": "1", "remote_created_at": "2026-03-04T05:06:07Z"},
            "parameter_invalid",
            "remote_created_at must be a UNIX timestamp in seconds",
        ),
        ({"company_id": "1", "plan": {"name": "pro"}}, "parameter_invalid", "plan must be a string"),
        (
            {"company_id": "1", "custom_attributes": {"tier": 1}},
            "parameter_invalid",
            "Custom attribute 'tier' does not exist",
        ),
    ],
)
def test_company_with_a_bad_field_is_refused_by_name(rest: Rest, body: Any, code: str, message: str) -> None:
    assert rest.post("/companies", body).error == (400, code, message)
    assert rest.state()["counts"]["companies"] == 0


def test_update_last_request_at_is_known_from_version_2_16_on(rest: Rest) -> None:
    body = {"company_id": "1", "update_last_request_at": True}
    refused = rest.post("/companies", body, intercom_version="2.15")
    assert refused.error == (400, "bad_request", "bad 'update_last_request_at' parameter")
    company = rest.post("/companies", body).ok
    assert (company["last_request_at"], company["custom_attributes"]) == (NOW, {})


def test_companies_are_listed_once_they_have_contacts(rest: Rest) -> None:
    contact, company = rest.contact(external_id="70"), rest.company(company_id="1", name="A")
    rest.company(company_id="2")
    assert rest.get("/companies").ok["data"] == []
    rest.post(f"/contacts/{contact}/companies", {"id": company})
    listed = rest.get("/companies").ok
    assert [row["company_id"] for row in listed["data"]] == ["1"]
    pages = {"type": "pages", "next": None, "page": 1, "per_page": 15, "total_pages": 1}
    assert (listed["pages"], listed["total_count"]) == (pages, 1)
    assert rest.post("/companies/list?per_page=1&page=2").ok["data"] == []
    refused = rest.post("/companies/list?order=up")
    assert refused.error == (400, "parameter_invalid", "order must be one of: asc, desc")
    refused = rest.get("/companies?page=0")
    assert refused.error == (400, "parameter_invalid", "page must be a positive integer")


@pytest.mark.parametrize("path", ["/companies/1", "/companies?company_id=2", "/companies?name=B"])
def test_company_that_is_not_there_is_not_found(rest: Rest, path: str) -> None:
    rest.company(company_id="1", name="A")
    assert rest.get(path).error == NOT_FOUND


def test_deleted_company_leaves_its_contacts(rest: Rest) -> None:
    contact, company = rest.contact(external_id="70"), rest.company(company_id="1")
    rest.post(f"/contacts/{contact}/companies", {"id": company})
    assert rest.delete(f"/companies/{company}").ok == {"id": company, "object": "company", "deleted": True}
    assert rest.get(f"/companies/{company}").error == NOT_FOUND
    assert rest.get(f"/contacts/{contact}/companies").ok["data"] == []


# Memberships


def test_contact_is_attached_listed_and_detached(rest: Rest) -> None:
    contact, company = rest.contact(external_id="70"), rest.company(company_id="1", name="A")
    attached = rest.post(f"/contacts/{contact}/companies", {"id": company}).ok
    assert attached == rest.get(f"/companies/{company}").ok
    assert attached["user_count"] == 1
    assert rest.get(f"/contacts/{contact}/companies").ok == {
        "type": "list",
        "data": [attached],
        "pages": {"type": "pages", "next": None, "page": 1, "per_page": 50, "total_pages": 1},
        "total_count": 1,
    }
    linked = rest.get(f"/contacts/{contact}").ok["companies"]
    assert linked == {
        "type": "list",
        "data": [{"id": company, "type": "company", "url": f"/companies/{company}"}],
        "url": f"/contacts/{contact}/companies",
        "total_count": 1,
        "has_more": False,
    }
    assert [row["id"] for row in rest.get(f"/companies/{company}/contacts").ok["data"]] == [contact]
    assert rest.delete(f"/contacts/{contact}/companies/{company}").ok["user_count"] == 0
    assert rest.delete(f"/contacts/{contact}/companies/{company}").error == NOT_FOUND


def test_attach_a_second_time_is_the_same(rest: Rest) -> None:
    contact, company = rest.contact(external_id="70"), rest.company(company_id="1")
    answers = [rest.post(f"/contacts/{contact}/companies", {"id": company}).ok["user_count"] for _ in range(2)]
    assert answers == [1, 1]


def test_attach_and_detach_say_what_is_missing(rest: Rest) -> None:
    contact, company = rest.contact(external_id="70"), rest.company(company_id="1")
    for body in (None, {}, {"id": ""}, {"id": None}):
        refused = rest.post(f"/contacts/{contact}/companies", body)
        assert refused.error == (400, "parameter_not_found", "company not specified")
    refused = rest.post(f"/contacts/{contact}/companies", {"company_id": "1"})
    assert refused.error == (400, "bad_request", "bad 'company_id' parameter")
    assert rest.post(f"/contacts/{contact}/companies", {"id": "1"}).error == NOT_FOUND
    assert rest.post("/contacts/1/companies", {"id": company}).error == NO_CONTACT
    assert rest.delete(f"/contacts/{contact}/companies/1").error == NOT_FOUND
    assert rest.delete(f"/contacts/1/companies/{company}").error == NO_CONTACT
    assert rest.get("/contacts/1/companies").error == NO_CONTACT


def test_contact_has_at_most_1000_companies_and_shows_ten(rest: Rest) -> None:
    contact, company = rest.contact(external_id="70"), rest.company(company_id="last")
    person = rest.sandbox.store.rows("select id from people")[0]["id"]
    with rest.sandbox.store as store:
        for number in range(1_000):
            row = store.write(
                "insert into companies (app, company_id, data, created) values ('demo', ?, '{}', 0)", str(number)
            )
            store.write("insert into members values (?, ?)", person, row)
    message = "Contact has reached the maximum of 1000 company associations"
    refused = rest.post(f"/contacts/{contact}/companies", {"id": company})
    assert refused.error == (400, "contact_company_limit_exceeded", message)
    linked = rest.get(f"/contacts/{contact}").ok["companies"]
    assert (len(linked["data"]), linked["total_count"], linked["has_more"]) == (10, 1_000, True)
