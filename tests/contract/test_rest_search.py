"""The sandbox's REST API: searches and lists of contacts, and the index that they lag behind with."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.rest_client import NOW, Rest

DAY = 86_400


def people(rest: Rest) -> None:
    rest.declare("plan")
    rest.declare("seats", "integer")
    rest.contact(external_id="1", email="Ann@example.org", name="Ann", custom_attributes={"plan": "pro", "seats": 3})
    rest.contact(external_id="2", email="bob@example.com", name="Bob", unsubscribed_from_emails=True)
    rest.contact(external_id="3", name="Cid", signed_up_at=NOW - 3 * DAY, custom_attributes={"seats": 10})


@pytest.mark.parametrize(
    ("field", "operator", "value", "found"),
    [
        ("external_id", "=", "2", ["2"]),
        ("external_id", "!=", "2", ["1", "3"]),
        ("external_id", "=", "", []),
        ("email", "=", "ann@Example.org", ["1"]),
        ("email", "=", None, ["3"]),
        ("email_domain", "=", "example.com", ["2"]),
        ("email", "IN", ["ann@example.org", "bob@example.com"], ["1", "2"]),
        ("external_id", "NIN", ["1", "2"], ["3"]),
        ("name", "~", "n", ["1"]),
        ("name", "!~", "n", ["2", "3"]),
        ("name", "^", "B", ["2"]),
        ("name", "$", "d", ["3"]),
        ("role", "=", "lead", []),
        ("unsubscribed_from_emails", "=", True, ["2"]),
        ("unsubscribed_from_emails", "=", "false", ["1", "3"]),
        ("created_at", "=", NOW - NOW % DAY, ["1", "2", "3"]),
        ("created_at", ">", str(NOW - DAY), ["1", "2", "3"]),
        ("created_at", ">", NOW - NOW % DAY, []),
        ("signed_up_at", "<", NOW, ["3"]),
        ("custom_attributes.plan", "=", "pro", ["1"]),
        ("custom_attributes.seats", ">", 3, ["3"]),
        ("custom_attributes.seats", "=", "3", ["1"]),
    ],
)
def test_search_filter_finds(rest: Rest, field: str, operator: str, value: Any, found: list[str]) -> None:
    people(rest)
    assert rest.found(field, operator, value) == found


def test_search_answers_a_list_of_whole_contacts(rest: Rest) -> None:
    contact = rest.contact(external_id="1", email="a@example.org")
    query = {"query": {"field": "external_id", "operator": "=", "value": "1"}}
    assert rest.post("/contacts/search", query).ok == {
        "type": "list",
        "data": [rest.get(f"/contacts/{contact}").ok],
        "total_count": 1,
        "pages": {"type": "pages", "page": 1, "per_page": 50, "total_pages": 1},
    }
    query["query"]["value"] = "2"
    assert rest.post("/contacts/search", query).ok == {
        "type": "list",
        "data": [],
        "total_count": 0,
        "pages": {"type": "pages", "page": 1, "per_page": 50, "total_pages": 0},
    }


def test_search_groups_nest_two_levels(rest: Rest) -> None:
    people(rest)
    one, two, three = ({"field": "external_id", "operator": "=", "value": value} for value in "123")
    either = {"operator": "OR", "value": [one, two]}
    seats = {"field": "custom_attributes.seats", "operator": "=", "value": 3}
    assert rest.found("", "AND", [either, seats]) == ["1"]
    assert rest.found("", "OR", [one, three]) == ["1", "3"]
    refused = rest.post("/contacts/search", {"query": {"operator": "AND", "value": [{**either, "value": [either]}]}})
    assert refused.error == (400, "parameter_invalid", "there can be at most 2 nested groups")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({}, "query must have an operator and a value"),
        ({"operator": "AND", "value": []}, "the value of AND and OR must be a list of filters"),
        ({"operator": "AND", "value": "x"}, "the value of AND and OR must be a list of filters"),
        (
            {"operator": "OR", "value": [{"field": "id", "operator": "=", "value": "1"}] * 16},
            "there can be at most 15 filters in a group",
        ),
        ({"operator": "=", "value": 1}, "field is required"),
        (
            {"field": "id", "operator": ">=", "value": 1},
            "operator must be one of: AND, OR, =, !=, IN, NIN, >, <, ~, !~, ^, $",
        ),
        ({"field": "name", "operator": ">", "value": "a"}, "operator > cannot be used with name"),
        ({"field": "created_at", "operator": "~", "value": 1}, "operator ~ cannot be used with created_at"),
        ({"field": "created_at", "operator": ">", "value": 10**400}, "the value of created_at must be a number"),
        ({"field": "created_at", "operator": ">", "value": "foobar"}, "the value of created_at must be a number"),
        ({"field": "external_id", "operator": "=", "value": 1}, "the value of external_id must be a string"),
        ({"field": "has_hard_bounced", "operator": "=", "value": 3}, "the value of has_hard_bounced must be a boolean"),
        ({"field": "external_id", "operator": "IN", "value": "1"}, "the value of IN must be a list"),
        ({"field": "user_id", "operator": "=", "value": "1"}, "user_id is not a field that can be searched"),
        (
            {"field": "custom_attributes.x", "operator": "=", "value": "1"},
            "custom_attributes.x is not a field that can be searched",
        ),
    ],
)
def test_search_query_that_is_none_is_refused(rest: Rest, query: Any, message: str) -> None:
    assert rest.post("/contacts/search", {"query": query}).error == (400, "parameter_invalid", message)


def test_search_without_query_is_refused(rest: Rest) -> None:
    assert rest.post("/contacts/search", {}).error == (400, "parameter_missing", "query is required")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"sort": {"field": "plan"}}, "sort.field is not a field that can be sorted by"),
        ({"sort": "name"}, "sort must be an object"),
        ({"pagination": {"per_page": 0}}, "per_page must be a positive integer"),
        ({"pagination": {"per_page": "5"}}, "per_page must be a positive integer"),
        ({"pagination": {"starting_after": "WyJhIl0="}}, "starting_after is not a cursor of this list"),
    ],
)
def test_search_sort_or_page_that_is_none_is_refused(rest: Rest, more: Any, message: str) -> None:
    body = {"query": {"field": "external_id", "operator": "=", "value": "1"}, **more}
    assert rest.post("/contacts/search", body).error == (400, "parameter_invalid", message)


def test_search_pages_follow_a_cursor_in_the_order_that_is_asked_for(rest: Rest) -> None:
    for number in range(5):
        rest.contact(external_id=str(number), name="N")
        rest.clock.now += 1
    body: dict[str, Any] = {
        "query": {"field": "name", "operator": "=", "value": "N"},
        "sort": {"field": "created_at", "order": "ascending"},
        "pagination": {"per_page": 2},
    }
    found, pages = [], []
    while True:
        answer = rest.post("/contacts/search", body).ok
        found += [row["external_id"] for row in answer["data"]]
        pages.append((answer["pages"]["page"], answer["pages"]["total_pages"], answer["total_count"]))
        if "next" not in answer["pages"]:
            break
        body["pagination"]["starting_after"] = answer["pages"]["next"]["starting_after"]
    assert (found, pages) == (["0", "1", "2", "3", "4"], [(1, 3, 5), (2, 3, 5), (3, 3, 5)])
    message = "Invalid sort order 'desc'. Must be one of: ascending, descending"
    refused = rest.post("/contacts/search", {**body, "sort": {"order": "desc"}})
    assert refused.error == (400, "invalid_sort_order", message)
    refused = rest.post("/contacts/search", {**body, "pagination": {"starting_after": "x"}})
    assert refused.error == (400, "parameter_invalid", "starting_after is not a cursor of this list")


def test_contacts_are_listed_newest_first_150_at_most(rest: Rest) -> None:
    for number in range(151):
        rest.contact(external_id=str(number))
    first = rest.get("/contacts?per_page=500").ok
    assert (first["data"][0]["external_id"], len(first["data"]), first["pages"]["per_page"]) == ("150", 150, 150)
    second = rest.get(f"/contacts?per_page=150&starting_after={first['pages']['next']['starting_after']}").ok
    assert [row["external_id"] for row in second["data"]] == ["0"]


# The index


def test_search_lags_behind_new_contacts(rest: Rest) -> None:
    rest.fault(search_lag=180)
    rest.contact(external_id="1")
    assert rest.found("external_id", "=", "1") == []
    assert rest.get("/contacts").ok["data"] == []
    rest.clock.now += 179
    assert rest.found("external_id", "=", "1") == []
    rest.clock.now += 1
    assert rest.found("external_id", "=", "1") == ["1"]


def test_search_lags_behind_changes_and_shows_what_was(rest: Rest) -> None:
    contact = rest.contact(external_id="1", email="a@example.org")
    rest.clock.now += 200
    rest.fault(search_lag=180)
    rest.put(f"/contacts/{contact}", {"email": "b@example.org"})
    assert rest.found("email", "=", "a@example.org") == ["1"]
    assert rest.found("email", "=", "b@example.org") == []
    query = {"query": {"field": "external_id", "operator": "=", "value": "1"}}
    assert rest.post("/contacts/search", query).ok["data"][0]["email"] == "a@example.org"
    rest.clock.now += 180
    assert rest.found("email", "=", "a@example.org") == []
    assert rest.found("email", "=", "b@example.org") == ["1"]


def test_search_lags_behind_an_archive_and_never_shows_what_is_deleted_or_merged(rest: Rest) -> None:
    archived, deleted = rest.contact(external_id="1"), rest.contact(external_id="2")
    lead, user = rest.contact(role="lead", email="a@example.org"), rest.contact(external_id="3", email="a@example.org")
    rest.clock.now += 200
    rest.fault(search_lag=180)
    rest.post(f"/contacts/{archived}/archive")
    rest.delete(f"/contacts/{deleted}")
    rest.post("/contacts/merge", {"from": lead, "into": user})
    assert rest.found("id", "IN", [archived, deleted, lead, user]) == ["1", "3"]
    rest.clock.now += 180
    assert rest.found("id", "IN", [archived, deleted, lead, user]) == ["3"]


def test_search_knows_what_a_page_has_sent_and_lags_behind_that_too(rest: Rest) -> None:
    rest.fault(search_lag=180)
    rest.ping({"user_id": "1", "email": "a@example.org"})
    assert rest.found("email", "=", "a@example.org") == []
    rest.clock.now += 180
    assert rest.found("email", "=", "a@example.org") == ["1"]


def test_search_finds_tags(rest: Rest) -> None:
    contact, tag = rest.contact(external_id="1"), rest.post("/tags", {"name": "beta"}).ok["id"]
    rest.contact(external_id="2")
    rest.post(f"/contacts/{contact}/tags", {"id": tag})
    assert rest.found("tag_id", "=", tag) == ["1"]
    assert rest.found("tag_id", "!=", tag) == ["2"]
    assert rest.found("tag_id", "IN", [tag, "9"]) == ["1"]
