"""Companies of a person, and their removal: S12 and S13."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.cloud_events import (
    company,
    group,
    identify,
    sent,
)

MEMBERSHIPS = "/contacts/{person}/companies"


@pytest.mark.parametrize(
    ("traits", "ids"),
    [
        ({"company": "Acme"}, ["2087422127"]),
        ({"company": {"name": "Acme"}}, ["2087422127"]),
        ({"companies": ["Acme", {"id": 12}, {"company_id": "c2"}]}, ["2087422127", "12", "c2"]),
        ({"company": {"id": 0, "companyId": "c1"}}, ["c1"]),
        ({"company": {"id": "", "name": "Acme"}}, ["2087422127"]),
        ({"company": {"id": True, "name": 7}}, ["177554"]),
        ({"companies": [None, 5, "", {}, {"plan": "x"}, [{"id": 1}]]}, []),
        ({"company": 5, "companies": [{"id": 1}]}, ["1"]),
        ({"company": "", "companies": "Acme"}, ["2087422127"]),
        ({"company": {"id": 1}, "companies": [{"id": 2}]}, ["1"]),
        ({"company": [], "companies": [{"id": 2}]}, []),
        ({"company": {}, "companies": [{"id": 2}]}, []),
    ],
)
def test_company_ids_are_texts(traits: dict[str, Any], ids: list[str]) -> None:  # S12
    requests = sent(identify(traits))
    assert [body["company_id"] for _, path, body in requests if path == "/companies"] == ids
    assert [body["id"] for _, path, body in requests if path == MEMBERSHIPS] == [f"{{company:{one}}}" for one in ids]


def test_company_by_name_has_no_traits_of_the_persons() -> None:  # S12
    event = identify({"company": "Acme", "plan": "pro", "monthlySpend": 12.5, "createdAt": "2018-03-26"})
    assert sent(event)[1][2] == {"company_id": "2087422127", "name": "Acme"}


@pytest.mark.parametrize("remove", [True, "true", 1, 1.0], ids=repr)
def test_remove_detaches(remove: object) -> None:  # S13
    event = identify({"company": {"id": "a/b", "name": "Acme", "remove": remove}})
    assert sent(event)[1:] == [["DELETE", "/contacts/{person}/companies/{company:a/b}", {}]]


@pytest.mark.parametrize("remove", [False, "yes", "True", 0, 2, None, [1], 1.5], ids=repr)
def test_remove_of_any_other_value_attaches(remove: object) -> None:  # S13
    event = identify({"company": {"id": "c1", "remove": remove}})
    assert [method for method, _, _ in sent(event)[1:]] == ["POST", "POST"]
    assert sent(event)[1][2] == {"company_id": "c1"}


def test_remove_in_a_group_call_detaches_after_the_update() -> None:  # S13
    assert [[method, path] for method, path, _ in sent(group({"name": "Acme", "remove": True}))] == [
        ["POST", "/companies"],
        ["POST", "/contacts"],
        ["DELETE", "/contacts/{person}/companies/{company:g-5}"],
    ]


def test_companies_of_a_company_are_dropped() -> None:
    assert company({"company": "Acme", "companies": "Bolt", "name": "n"}) == {"name": "n"}


def test_company_by_a_long_name_is_known_by_the_whole_name() -> None:
    one, other = (sent(identify({"company": "x" * 255 + end}))[1][2] for end in ("a", "b"))
    assert one["name"] == other["name"] == "x" * 255
    assert one["company_id"] != other["company_id"]
