"""Which diagnostics an identify or a group fires: all of them with their keys and values, and no others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.support.diagnostics_of import Diagnostic, diagnostics, group, identify

from intercom_destination import Explainer

DATE = datetime(2014, 1, 1, tzinfo=UTC)
COMPANY = {"id": "c1", "name": "One"}
AVATAR = [("avatar", "avatar", {"since": DATE})]


def options(**given: Any) -> dict[str, Any]:
    return {"Intercom": given}


@pytest.mark.parametrize(
    ("traits", "fired"),
    [
        ({"avatar": ["x"]}, [("avatar", "avatar", ["x"])]),
        ({"avatar": {"type": "avatar"}}, [("avatar", "avatar", {"type": "avatar"})]),
        ({"avatar": ""}, []),
        ({"companies": [COMPANY]}, []),
        ({"company": None}, []),
        ({"createdAt": "2014-01-01"}, []),
        ({"since": "2014-01-01"}, [("date-needs-at-suffix", "since", "2014-01-01")]),
        ({"since": DATE}, [("date-needs-at-suffix", "since", DATE)]),
        ({"since_at": "2014-01-01", "plan": "2014-01-01", "remote_created_at": DATE}, []),
        ({"since": 31557600000, "seen_at": 31557599999, "created_at": 1404938234123}, []),
        ({"seen_at": 31557600000}, [("milliseconds", "seen_at", 31557600000)]),
        ({"remote_created_at": 1404938234123}, [("milliseconds", "remote_created_at", 1404938234123)]),
        ({"seen_at": "9999-12-31"}, []),
        ({"plan": None}, [("null-overwrites", "plan", None)]),
        ({"colour": None}, [("null-overwrites", "colour", None)]),
        (
            {"company": {**COMPANY, "plan": None, "since": DATE, "seen_at": 1404938234123}},
            [
                ("null-overwrites", "plan", None),
                ("date-needs-at-suffix", "since", DATE),
                ("milliseconds", "seen_at", 1404938234123),
            ],
        ),
        (
            {"custom_attributes": {"plan": None, "since": "2014-01-01", "seen_at": 1404938234123}},
            [
                ("null-overwrites", "plan", None),
                ("date-needs-at-suffix", "since", "2014-01-01"),
                ("milliseconds", "seen_at", 1404938234123),
            ],
        ),
        ({"companies": [{**COMPANY, "since": DATE, "plan": None}], "avatar": {"since": DATE}}, AVATAR),
        ({"created": 0}, []),
        ({"created": {}}, [("nested-standard", "created", {}), ("invalid-date", "created", {})]),
        (
            {"company": {**COMPANY, "created": {}}},
            [("nested-standard", "created", {}), ("invalid-date", "created", {})],
        ),
        ({"company": {**COMPANY, "created": float("inf")}}, [("invalid-date", "created", float("inf"))]),
    ],
)
def test_traits_fire_these_diagnostics(traits: dict[str, Any], fired: list[Diagnostic]) -> None:
    assert diagnostics(identify(traits)) == fired


@pytest.mark.parametrize(("user_id", "fired"), [(None, []), (False, [("invalid-user-id", "userId", False)])])
def test_invalid_user_id_fires_unless_it_is_null(user_id: Any, fired: list[Diagnostic]) -> None:
    assert diagnostics(identify({"email": "a@b.co"}, userId=user_id)) == fired


def test_disabled_by_integrations_fires_alone() -> None:
    off = {"All": False}
    assert diagnostics(identify({"f": object()}, integrations=off)) == [
        ("disabled-by-integrations", "integrations", off)
    ]


def test_anonymous_identify_fires_for_a_date_as_user_id() -> None:
    assert diagnostics(identify(userId=DATE)) == [("anonymous-identify", "userId", DATE)]


def test_anonymous_identify_names_the_user_id() -> None:
    fired = [("anonymous-identify", "userId", ["u1"]), ("nested-standard", "userId", ["u1"])]
    assert diagnostics(identify(userId=["u1"])) == fired


def test_another_person_names_the_new_user_id() -> None:
    assert diagnostics(identify(), identify(userId="u2")) == [("another-person", "userId", "u2")]


@pytest.mark.parametrize(
    ("event", "fired"),
    [
        ({"integrations": options()}, []),
        ({"integrations": options(user_hash="h")}, []),
        ({"integrations": options(user_hash=None)}, [("invalid-option", "user_hash", None)]),
        ({"integrations": options(hideDefaultLauncher=True)}, []),
        ({"integrations": options(hideDefaultLauncher=0)}, [("invalid-launcher-option", "hideDefaultLauncher", 0)]),
        ({"integrations": options(hide_default_launcher=0)}, [("invalid-launcher-option", "hide_default_launcher", 0)]),
        (
            {"integrations": options(hide_default_launcher=True)},
            [("nonstandard-option", "hide_default_launcher", True)],
        ),
        ({"integrations": options(intercom_user_jwt="j")}, [("nonstandard-option", "intercom_user_jwt", "j")]),
        ({"integrations": options(intercomUserJwt="j")}, [("nonstandard-option", "intercomUserJwt", "j")]),
        ({"integrations": options(intercom_user_jwt=0)}, [("invalid-option", "intercom_user_jwt", 0)]),
        (
            {"integrations": options(user_hash={}, userHash="h")},
            [("invalid-option", "user_hash", {}), ("nonstandard-option", "userHash", "h")],
        ),
        ({"context": options(user_hash="h")}, []),
        ({"context": options(user_hash="h"), "integrations": {"All": True}}, []),
        ({"context": options(user_hash="h"), "integrations": {"Intercom": True}}, []),
        ({"context": options(user_hash="h"), "integrations": options()}, [("nonstandard-option", "user_hash", "h")]),
        (
            {"context": options(user_hash="h"), "integrations": {"Intercom": DATE}},
            [("nonstandard-option", "user_hash", "h")],
        ),
        (
            {"context": {"intercom": {"user_hash": "a"}, **options(user_hash="b")}, "integrations": {"All": True}},
            [("nonstandard-option", "user_hash", "b")],
        ),
    ],
)
def test_options_fire_these_diagnostics(event: dict[str, Any], fired: list[Diagnostic]) -> None:
    assert diagnostics(identify(**event)) == fired


@pytest.mark.parametrize(
    ("traits", "in_group", "in_identify"),
    [
        ({"created_at": False}, [("created-passthrough", "created_at", False)], []),
        ({"created_at": None}, *[[("null-overwrites", "created_at", None)]] * 2),
        ({}, [], []),
    ],
)
def test_created_passthrough_fires_for_a_group_only(
    traits: dict[str, Any], in_group: list[Diagnostic], in_identify: list[Diagnostic]
) -> None:
    assert diagnostics(group(**traits)) == in_group
    assert diagnostics(identify(traits)) == in_identify


@pytest.mark.parametrize(
    ("traits", "key"),
    [
        ({"Company": {**COMPANY, "created": 1}}, "Company"),
        ({"Company": {**COMPANY, "createdAt": 1}}, "Company"),
        ({"company.created": 1}, "company.created"),
        ({"company.createdAt": 1}, "company.createdAt"),
        ({"Company": COMPANY}, None),
        ({"company": {**COMPANY, "created": 1}}, None),
        ({"company.created": 0}, None),
        ({"Company": {**COMPANY, "created": {}}}, "Company"),
        ({"Company": {**COMPANY, "createdAt": []}}, "Company"),
        ({"company.created": {}}, "company.created"),
        ({"office": {"created": 1}}, None),
        ({"company": COMPANY, "company.created": 1}, None),
    ],
)
def test_js_throwing_key_fires_for_a_companys_date_elsewhere(traits: dict[str, Any], key: str | None) -> None:
    fired = [name for code, name, _ in diagnostics(identify(traits)) if code == "js-throwing-key"]
    assert fired == ([] if key is None else [key])


@pytest.mark.parametrize(
    ("company", "fired"),
    [
        ({"id": "c1", "name": "One"}, []),
        ({"company_id": "c1", "name": "One"}, []),
        ({"name": "One"}, [("company-incomplete", "id", None)]),
        ({}, [("company-incomplete", "id", None), ("company-incomplete", "name", None)]),
        ({"id": "c1", "company_id": "", "name": "One"}, [("company-incomplete", "id", "")]),
        ({"id": "c1", "name": ""}, [("company-incomplete", "name", "")]),
        ({"id": "c1", "remove": True}, []),
        ({"id": "c1", "remove": {}}, []),
        ({"id": "c1", "remove": False}, [("company-incomplete", "name", None)]),
    ],
)
def test_company_incomplete_fires_for_one_that_intercom_does_not_create(
    company: dict[str, Any], fired: list[Diagnostic]
) -> None:
    assert diagnostics(identify({"company": company})) == fired


@pytest.mark.parametrize("option", [{"user_hash": "h"}, {"intercom_user_jwt": "j"}])
def test_hash_missing_is_no_alarm_for_a_hash_or_token_given_once(option: dict[str, Any]) -> None:
    verified = identify(integrations={"Intercom": option})
    assert diagnostics(verified, {"type": "page"}) == []
    assert diagnostics(verified, {"type": "page"}, identify({"plan": "pro"})) == []


@pytest.mark.parametrize(
    ("settings", "fired"),
    [
        ({}, []),
        ({"activator": "#a", "richLinkProperties": ["a"], "apiBase": ""}, []),
        ({"activator": ""}, [("default-activator", "activator", "")]),
        ({"activator": None}, [("default-activator", "activator", None)]),
        ({"richLinkProperties": ""}, [("invalid-rich-link-setting", "richLinkProperties", "")]),
        (
            {"richLinkProperties": [5]},
            [("setting", "richLinkProperties", [5]), ("invalid-rich-link-setting", "richLinkProperties", [5])],
        ),
        ({"loadStrategy": "late"}, [("setting", "loadStrategy", "late")]),
    ],
)
def test_settings_fire_these_diagnostics(settings: dict[str, Any], fired: list[Diagnostic]) -> None:
    assert [(one.code, one.key, one.value) for one in Explainer(settings).setting_diagnostics] == fired


def test_filled_from_group_names_what_the_group_adds_to_a_company() -> None:
    known = group(plan="pro")
    assert diagnostics(known, identify({"company": {"id": "g"}})) == [
        ("filled-from-group", "name", "n"),
        ("filled-from-group", "plan", "pro"),
    ]
    assert diagnostics(known, identify({"company": {"id": "g", "name": "n", "plan": "free"}})) == []


def test_company_under_another_name_is_nothing_odd_in_a_group() -> None:
    company = {"id": "c1", "created": 1}
    assert diagnostics(group(Company=company)) == [("nested-standard", "company", company)]


def test_rich_link_of_a_group() -> None:
    assert diagnostics(group(article={}), richLinkProperties=["article"]) == []
