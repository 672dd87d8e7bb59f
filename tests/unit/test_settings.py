"""Settings are checked once; a wrong one is named with what is allowed, and the default is used."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.mapped import calls_for, checked_settings, messenger_settings

from intercom_destination.js.globals import undefined
from intercom_destination.web.adapters.tag_attributes import setting_from_text
from intercom_destination.web.mapping.settings import SETTINGS
from intercom_destination.web.session import end_session, new_session


def checked(given: Any) -> tuple[dict[str, Any], list[tuple[str, Any, str]]]:
    reports: list[tuple[str, Any, str]] = []
    settings = checked_settings(given, lambda name, value, allowed: reports.append((name, value, allowed)))
    return settings, reports


DEFAULTS = {name: row[0] for name, row in SETTINGS.items()}
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
    ("nestedData", "deep", "drop or flatten"),
    ("nestedData", True, "drop or flatten"),
    ("segmentFallback", 1, "true or false"),
    ("actionColor", 5, "a string"),
    ("backgroundColor", ["red"], "a string"),
    ("cookieDomain", False, "a string"),
    ("hideNotifications", "true", "true or false"),
    ("horizontalPadding", "20", "a number"),
    ("horizontalPadding", float("nan"), "a number"),
    ("verticalPadding", float("inf"), "a number"),
    ("zIndex", True, "a number"),
    ("sessionDuration", [5], "a number"),
    ("alignment", "center", "left or right"),
    ("alignment", ["left"], "left or right"),
    ("themeMode", "Dark", "light or dark or system"),
]


def test_defaults_are_these() -> None:
    ours = {name: default for name, default in checked({})[0].items() if default is not None}
    assert ours == {
        "appId": "",
        "activator": "#IntercomDefaultWidget",
        "richLinkProperties": [],
        "apiBase": "",
        "customAttributes": "flat",
        "nestedData": "drop",
        "loadStrategy": "immediate",
        "shutdownOnLogout": True,
        "segmentFallback": False,
        "widgetUrl": "https://widget.intercom.io/widget/{appId}",
    }


@pytest.mark.parametrize("given", [{}, None, "x", 5, [], *EMPTY])
def test_setting_that_is_missing_or_empty_gets_its_default_silently(given: Any) -> None:
    assert checked(given) == (DEFAULTS, [])


@pytest.mark.parametrize(("name", "value", "allowed"), WRONG)
def test_setting_that_is_wrong_is_named_and_the_default_used(name: str, value: Any, allowed: str) -> None:
    assert checked({name: value}) == (DEFAULTS, [(name, value, allowed)])


def test_settings_that_are_wrong_are_all_named_in_the_order_of_the_table() -> None:
    wrong = {name: (name, value, allowed) for name, value, allowed in WRONG}
    assert wrong.keys() == DEFAULTS.keys()
    given = {name: wrong[name][1] for name in reversed(DEFAULTS)}
    assert checked(given) == (DEFAULTS, [wrong[name] for name in DEFAULTS])


def test_settings_that_are_unknown_are_kept() -> None:
    assert checked({"versionSettings": 5}) == ({**DEFAULTS, "versionSettings": 5}, [])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("us", "https://api-iam.intercom.io"),
        ("eu", "https://api-iam.eu.intercom.io"),
        ("au", "https://api-iam.au.intercom.io"),
        ("EU", "https://api-iam.eu.intercom.io"),
        ("https://proxy.example", "https://proxy.example"),
        ("", ""),
    ],
)
def test_api_base_takes_short_names_of_regions(given: str, expected: str) -> None:
    assert checked({"apiBase": given}) == ({**DEFAULTS, "apiBase": expected}, [])


def test_settings_that_are_given_stay_as_they_were() -> None:
    given = {"appId": "a", "loadStrategy": "late"}
    checked(given)
    assert given == {"appId": "a", "loadStrategy": "late"}


GIVEN = {
    "actionColor": "#f00",
    "backgroundColor": "blue",
    "cookieDomain": "a.example",
    "hideNotifications": False,
    "horizontalPadding": 20,
    "verticalPadding": 0,
    "zIndex": 1000.5,
    "sessionDuration": 60000,
    "alignment": "left",
    "themeMode": "system",
}
SENT = {
    "action_color": "#f00",
    "background_color": "blue",
    "cookie_domain": "a.example",
    "hide_notifications": False,
    "horizontal_padding": 20,
    "vertical_padding": 0,
    "z_index": 1000.5,
    "session_duration": 60000,
    "alignment": "left",
    "theme_mode": "system",
}


def test_look_fields_are_intercoms_own_settings_that_are_given() -> None:
    assert messenger_settings(checked({**GIVEN, "segmentFallback": True})[0]) == SENT
    assert messenger_settings(checked({"zIndex": 5, "alignment": None, "other": 6, "z_index": 7})[0]) == {"z_index": 5}
    assert messenger_settings(checked({})[0]) == {}


@pytest.mark.parametrize("method", ["page", "identify"])
def test_look_fields_go_with_every_boot_and_no_update(method: str) -> None:
    settings, _ = checked({"appId": "demo", **GIVEN})
    session = new_session()
    event = {"userId": "u1", "traits": {"plan": "pro", "alignment": "right"}} if method == "identify" else {}
    person = {"user_id": "u1", "id": "u1", "plan": "pro"} if method == "identify" else {}
    boot = [["boot", {**person, **SENT, "app_id": "demo"}]]
    update = [["update", {**person, **({"alignment": "right"} if person else {}), "app_id": "demo"}]]
    assert calls_for(method, event, None, settings, session) == boot
    assert calls_for(method, event, None, settings, session) == update
    end_session(session)
    assert calls_for(method, event, None, settings, session) == boot


@pytest.mark.parametrize("hidden", [True, False])
def test_hide_default_launcher_goes_with_every_boot_and_update(hidden: bool) -> None:
    settings, _ = checked({"appId": "demo", "hideDefaultLauncher": hidden})
    session = new_session()
    fields = {"app_id": "demo", "hide_default_launcher": hidden}
    assert calls_for("page", {}, None, settings, session) == [["boot", fields]]
    assert calls_for("page", {}, None, settings, session) == [["update", fields]]
    company = {"company": {"id": "g"}, "hide_default_launcher": hidden}
    assert calls_for("group", {"groupId": "g"}, None, settings, session) == [["update", company]]


def test_hide_default_launcher_of_the_call_is_stronger_than_the_setting() -> None:
    settings, _ = checked({"appId": "demo", "hideDefaultLauncher": True})
    event = {"integrations": {"Intercom": {"hideDefaultLauncher": False}}}
    calls = calls_for("page", event, None, settings, new_session())
    assert calls == [["boot", {"app_id": "demo", "hide_default_launcher": False}]]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("appId", "true", "true"),
        ("apiBase", "5", "5"),
        ("richLinkProperties", "a, b,, ,c ", ["a", "b", "c"]),
        ("richLinkProperties", "", []),
        ("shutdownOnLogout", "false", False),
        ("hideDefaultLauncher", "true", True),
        ("hideNotifications", "", True),
        ("segmentFallback", "no", "no"),
        ("zIndex", "1000", 1000),
        ("zIndex", "-1", -1),
        ("horizontalPadding", "20.5", 20.5),
        ("horizontalPadding", "", ""),
        ("alignment", "left", "left"),
        *(("zIndex", text, text) for text in ("1e3", "0x10", "+5", ".5", "5.", "5px", " 5", "5\n", "\u0663", "9" * 16)),
    ],
)
def test_setting_from_text(name: str, text: str, value: Any) -> None:
    assert setting_from_text(name, text) == value
    assert type(setting_from_text(name, text)) in (type(value), float)
