"""The destination's settings: what each may be, checked once, and its default."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from intercom_destination.events.event_types import Fields
from intercom_destination.events.values import get_given
from intercom_destination.js import are_strings, as_object, contains, get_own, is_boolean, is_number, is_string
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values, merge, set_defined
from intercom_destination.js.text import separated, spelling, split
from intercom_destination.web.call_types import Kind, Settings

DEFAULT_ACTIVATOR = "#IntercomDefaultWidget"


# A row a kind: the test of a value, what is allowed, and the settings that Intercom has itself.
# Without a test a value has to be one of a few words.
KINDS: list[Kind] = [
    [is_string, "a string", "actionColor backgroundColor cookieDomain"],
    [are_strings, "a list of strings", ""],
    [is_boolean, "true or false", "hideDefaultLauncher hideNotifications"],
    [is_number, "a number", "horizontalPadding verticalPadding zIndex sessionDuration"],
    ["", "flat or nested", ""],
    ["", "drop or flatten", ""],
    ["", "immediate or idle or interaction", ""],
    ["", "left or right", "alignment"],
    ["", "light or dark or system", "themeMode"],
]

# Name -> default. Those of Intercom's own settings are left to Intercom.
DEFAULTS: Fields = {
    "appId": "",
    "activator": DEFAULT_ACTIVATOR,
    "richLinkProperties": [],
    "apiBase": "",
    "customAttributes": "flat",
    "nestedData": "drop",
    "loadStrategy": "immediate",
    "shutdownOnLogout": True,
    "segmentFallback": False,
    "widgetUrl": "https://widget.intercom.io/widget/{appId}",
}


def add_messenger_settings() -> dict[str, str]:
    """Add Intercom's own settings to `DEFAULTS`, without a default; gives Intercom's spelling -> our name."""
    table: dict[str, str] = {}
    for kind in KINDS:
        for name in split(kind[2], " "):
            if name:
                table[separated(name, "_")] = name
                DEFAULTS[name] = None
    return table


MESSENGER_SETTINGS = add_messenger_settings()


def is_allowed(value: object, kind: Kind) -> bool:
    return kind[0](value) if kind[0] else contains(split(kind[1], " or "), value)


def kind_of(name: str) -> Kind:
    """The row that names a setting; else the kind of its default, the last of those that allow it."""
    found: Kind
    for kind in KINDS:
        if is_allowed(DEFAULTS[name], kind) or contains(split(kind[2], " "), name):
            found = kind
    return found


REGIONS = {
    "us": "https://api-iam.intercom.io",
    "eu": "https://api-iam.eu.intercom.io",
    "au": "https://api-iam.au.intercom.io",
}


def checked_settings(given_settings: object, report: Callable[[str, object, str], None]) -> Settings:
    """The settings in full, where the given ones leave something out.

    Unknown ones are kept. For one of a wrong type `report` is called with its name, its value and what is allowed,
    and the default is used. A missing, null or empty one is no error.
    """
    source = as_object(given_settings)

    def checked(name: str, standard: object) -> object:
        value = get_given(source, name)
        if value is undefined:
            return standard
        kind = kind_of(name)
        if is_allowed(value, kind):
            return value
        report(name, value, kind[1])
        return standard

    settings = merge(source, map_values(DEFAULTS, checked))
    set_defined(settings, "apiBase", get_own(REGIONS, spelling(settings["apiBase"])))
    return cast(Settings, settings)


def messenger_settings(settings: Settings) -> Fields:
    """Intercom's own settings, under Intercom's names: those that are given."""

    def given(spelled: str, name: str) -> object:
        value = get_own(settings, name)
        return undefined if value is None else value

    return map_values(MESSENGER_SETTINGS, given)
