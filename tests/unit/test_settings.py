"""Settings are checked once; a wrong one is named with what is allowed, and the default is used."""

from __future__ import annotations

from typing import Any

import pytest

from intercom_destination.js import undefined
from intercom_destination.mapping.settings import DEFAULTS, checked_settings


def checked(given: Any) -> tuple[dict[str, Any], list[tuple[str, Any, str]]]:
    complaints: list[tuple[str, Any, str]] = []
    settings = checked_settings(given, lambda name, value, allowed: complaints.append((name, value, allowed)))
    return settings, complaints


EMPTY = [dict.fromkeys(DEFAULTS, nothing) for nothing in (None, "", undefined)]
WRONG: list[tuple[str, Any, str]] = [
    ("appId", 5, "a string"),
    ("activator", ["#a"], "a string"),
    ("activator", {"css": "#x"}, "a string"),
    ("richLinkProperties", "article", "a list of strings"),
    ("richLinkProperties", ["article", 5], "a list of strings"),
    ("apiBase", True, "a string"),
    ("customAttributes", "deep", "flat or nested"),
    ("loadStrategy", "late", "immediate or idle or interaction"),
    ("shutdownOnLogout", "false", "true or false"),
    ("shutdownOnLogout", "no", "true or false"),
    ("hideDefaultLauncher", "yes", "true or false"),
    ("widgetUrl", True, "a string"),
    ("widgetUrl", ["u"], "a string"),
]


@pytest.mark.parametrize("given", [{}, None, "x", 5, [], *EMPTY])
def test_what_is_missing_or_empty_gets_its_default_without_complaint(given: Any) -> None:
    assert checked(given) == (DEFAULTS, [])


@pytest.mark.parametrize(("name", "value", "allowed"), WRONG)
def test_a_wrong_one_is_named_and_the_default_used(name: str, value: Any, allowed: str) -> None:
    assert checked({name: value}) == (DEFAULTS, [(name, value, allowed)])


def test_each_of_several_wrong_ones_is_named_in_the_order_of_the_table() -> None:
    wrong = {name: (name, value, allowed) for name, value, allowed in WRONG}
    assert wrong.keys() == DEFAULTS.keys()
    given = {name: wrong[name][1] for name in reversed(DEFAULTS)}
    assert checked(given) == (DEFAULTS, [wrong[name] for name in DEFAULTS])


def test_unknown_ones_are_kept() -> None:
    assert checked({"versionSettings": 5}) == ({**DEFAULTS, "versionSettings": 5}, [])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("us", "https://api-iam.intercom.io"),
        ("eu", "https://api-iam.eu.intercom.io"),
        ("au", "https://api-iam.au.intercom.io"),
        ("https://proxy.example", "https://proxy.example"),
        ("", ""),
    ],
)
def test_regions_have_short_names(given: str, expected: str) -> None:
    assert checked({"apiBase": given}) == ({**DEFAULTS, "apiBase": expected}, [])


def test_the_given_ones_stay_as_they_were() -> None:
    given = {"appId": "a", "loadStrategy": "late"}
    checked(given)
    assert given == {"appId": "a", "loadStrategy": "late"}
