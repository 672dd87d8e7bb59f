"""Several calls in one: the newest value of each key, and all companies."""

from __future__ import annotations

from typing import Any

import pytest

from intercom_destination.web.client.merge import add_company, add_fields

ACME = {"company_id": "a", "name": "Acme"}
BETA = {"company_id": "b", "name": "Beta"}


def test_add_fields_takes_the_newest_value_of_each_key() -> None:
    fields: dict[str, Any] = {"email": "a@b.co", "name": "Ann"}
    assert add_fields(fields, {"name": "Bob", "plan": None}) is fields
    assert fields == {"email": "a@b.co", "name": "Bob", "plan": None}


def test_add_fields_adds_a_company_to_the_one_that_is_known() -> None:
    fields: dict[str, Any] = {"company": ACME}
    add_fields(fields, {"company": BETA, "name": "Ann"})
    assert fields == {"company": BETA, "companies": [ACME, BETA], "name": "Ann"}


@pytest.mark.parametrize("name", ["company_id", "id", "name"])
def test_add_company_merges_one_that_is_the_same(name: str) -> None:
    fields: dict[str, Any] = {"company": {name: "a", "plan": "free", "size": 5}}
    add_company(fields, {name: "a", "plan": "pro"})
    assert fields == {"company": {name: "a", "plan": "pro", "size": 5}}


def test_add_company_tells_companies_apart_by_the_first_name_that_both_have() -> None:
    fields: dict[str, Any] = {"company": {"company_id": "a", "name": "Same"}}
    add_company(fields, {"company_id": "b", "name": "Same"})
    assert fields["companies"] == [{"company_id": "a", "name": "Same"}, {"company_id": "b", "name": "Same"}]
    add_company(fields, {"id": "c", "name": "Same"})
    assert fields["companies"] == [
        {"company_id": "b", "name": "Same"},
        {"company_id": "a", "name": "Same", "id": "c"},
    ]


def test_add_company_moves_one_that_is_listed_to_the_end() -> None:
    fields: dict[str, Any] = {"company": BETA, "companies": [ACME, BETA]}
    add_company(fields, {"company_id": "a", "plan": "pro"})
    acme = {**ACME, "plan": "pro"}
    assert fields == {"company": acme, "companies": [BETA, acme]}


def test_add_company_takes_empty_identifiers_for_none() -> None:
    fields: dict[str, Any] = {"company": {"id": "", "plan": "free"}}
    add_company(fields, {"id": "", "plan": "pro"})
    assert fields["companies"] == [{"id": "", "plan": "free"}, {"id": "", "plan": "pro"}]


def test_add_company_leaves_its_arguments_as_they_were() -> None:
    known, listed = dict(ACME), [dict(ACME)]
    fields: dict[str, Any] = {"company": known, "companies": listed}
    more = {"company_id": "a", "plan": "pro"}
    add_company(fields, more)
    assert (known, listed, more) == (ACME, [ACME], {"company_id": "a", "plan": "pro"})


@pytest.mark.parametrize(
    ("known", "company", "left"),
    [
        ("Acme", "Beta", "Beta"),
        ("Acme", BETA, BETA),
        (ACME, "Beta", ACME),
        (ACME, None, ACME),
        (None, None, None),
    ],
)
def test_add_company_prefers_an_object_to_a_name(known: Any, company: Any, left: Any) -> None:
    fields: dict[str, Any] = {"company": known}
    add_company(fields, company)
    assert fields == {"company": left}
