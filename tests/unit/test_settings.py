"""Settings are checked once; a wrong one is named with what is allowed, and the default is used."""

from __future__ import annotations

from typing import Any

import pytest

from intercom_destination.mapping.settings import DEFAULTS, checked_settings


def checked(given: Any) -> tuple[dict[str, Any], list[tuple[str, Any, str]]]:
    complaints: list[tuple[str, Any, str]] = []
    settings = checked_settings(given, lambda name, value, allowed: complaints.append((name, value, allowed)))
    return settings, complaints


@pytest.mark.parametrize("given", [{}, None, "x", 5, [], dict.fromkeys(DEFAULTS)])
def test_what_is_missing_gets_its_default_without_complaint(given: Any) -> None:
    settings, complaints = checked(given)
    assert {name: settings[name] for name in DEFAULTS} == DEFAULTS
    assert complaints == []


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("appId", 5, "a string"),
        ("activator", ["#a"], "a string"),
        ("richLinkProperties", "article", "a list of strings"),
        ("richLinkProperties", ["article", 5], "a list of strings"),
        ("customAttributes", "deep", "flat or nested"),
        ("loadStrategy", "late", "immediate or idle or interaction"),
        ("shutdownOnLogout", "false", "true or false"),
        ("widgetUrl", True, "a string"),
    ],
)
def test_a_wrong_one_is_named_and_the_default_used(name: str, value: Any, allowed: str) -> None:
    settings, complaints = checked({name: value})
    assert complaints == [(name, value, allowed)]
    assert settings[name] == DEFAULTS[name]


def test_unknown_ones_are_kept() -> None:
    assert checked({"versionSettings": 5})[0]["versionSettings"] == 5


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
    assert checked({"apiBase": given})[0]["apiBase"] == expected


def test_the_given_ones_stay_as_they_were() -> None:
    given = {"appId": "a", "loadStrategy": "late"}
    checked(given)
    assert given == {"appId": "a", "loadStrategy": "late"}
