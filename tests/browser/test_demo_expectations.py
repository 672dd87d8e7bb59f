"""Expectations: what counts as there, and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from demo_site.expectations import SUBJECTS, check, matches
from demo_site.scenarios import scenarios

BOOT = {"kind": "intercom", "data": {"method": "boot", "args": [{"app_id": "demo", "n": 1}]}}
EVENT = {"kind": "intercom", "data": {"method": "trackEvent", "args": ["Paid", {"sum": 2}]}}
REFUSED = {"kind": "refused", "data": {"status": 403, "error": {"errors": [{"code": "no", "message": "No"}]}}}
DIAGNOSTIC = {"kind": "segment", "data": {"method": "track"}, "diagnostics": [{"code": "truncated", "key": "bio"}]}
SAID = {"kind": "console", "data": {"level": "error", "text": "The App ID is wrong"}}
SENT = {"kind": "sent", "data": {"source": "apiUpdate", "user_data": {"user_id": "a", "created_at": 1795424400}}}
CAME = {"kind": "script", "data": {"address": "http://127.0.0.1/widget/demo"}}
ROWS: list[dict[str, Any]] = [BOOT, EVENT, REFUSED, DIAGNOSTIC, SAID, SENT, CAME, {"kind": "sent", "data": {}}]
STATE: dict[str, Any] = {"people": [{"role": "user", "attributes": {"plan": "pro"}}]}


@pytest.mark.parametrize(
    ("expectation", "is_ok"),
    [
        ({"call": "boot"}, True),
        ({"call": "boot", "has": {"n": 1}}, True),
        ({"call": "boot", "has": {"n": 2}}, False),
        ({"call": "boot", "has": {"m": 1}}, False),
        ({"call": "boot", "lacks": ["n"]}, False),
        ({"call": "boot", "lacks": ["m"]}, True),
        ({"call": "boot", "times": 2}, False),
        ({"call": "boot", "times": 0}, False),
        ({"call": "boot", "most": 1}, True),
        ({"call": "shutdown", "most": 1}, False),
        ({"call": "shutdown"}, False),
        ({"call": "shutdown", "times": 0}, True),
        ({"event": "Paid", "has": {"sum": 2}}, True),
        ({"event": "Paid", "has": {"sum": "2"}}, False),
        ({"refused": 403, "has": {"code": "no"}}, True),
        ({"refused": 404}, False),
        ({"diagnostic": "truncated", "has": {"key": "bio"}}, True),
        ({"diagnostic": "nested"}, False),
        ({"console": "App ID"}, True),
        ({"console": "domain"}, False),
        ({"sent": "update", "has": {"user_id": "a"}, "times": 1}, True),
        ({"sent": "boot|update", "times": 1}, True),
        ({"sent": "boot"}, False),
        ({"sent": "update", "has": {"created_at": {"$between": [1000000000, 9999999999]}}}, True),
        ({"sent": "update", "has": {"created_at": {"$between": [1000000000000, 9999999999999]}}}, False),
        ({"sent": "update", "has": {"user_id": {"$between": [1, 9]}}}, False),
        ({"script": "/widget/", "times": 1}, True),
        ({"script": "/analytics/"}, False),
        ({"stored": "people", "has": {"attributes": {"plan": "pro"}}, "times": 1}, True),
        ({"stored": "companies"}, False),
    ],
)
def test_expectation_is_met_or_not(expectation: dict[str, Any], is_ok: bool) -> None:
    assert check(expectation, ROWS, STATE)["ok"] is is_ok


@pytest.mark.parametrize("rows", [[], [{}], [None], [{"kind": "intercom"}], [{"kind": "refused", "data": {}}]])
@pytest.mark.parametrize("subject", list(SUBJECTS))
def test_time_line_that_makes_no_sense_meets_nothing(rows: list[Any], subject: str) -> None:
    assert not check({"subject": 1, subject: "x"}, rows, {})["ok"]


def test_lengths_lists_and_types_count() -> None:
    assert matches("abc", {"$length": 3})
    assert not matches("ab", {"$length": 3})
    assert not matches(None, {"$present": True})
    assert matches([{"a": 1, "b": 2}], [{"a": 1}])
    assert not matches([1, 2], [1])
    assert not matches(1, True)


def test_scenarios_all_say_what_to_look_for_and_expect_something() -> None:
    assert len(scenarios()) >= 20
    for scenario in scenarios().values():
        assert scenario.about
        assert scenario.steps
        assert scenario.expect
