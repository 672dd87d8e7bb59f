"""The destination's settings: what each may be, checked once, and its default."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from intercom_destination.events.event_types import Fields
from intercom_destination.events.values import get_given
from intercom_destination.js import are_strings, as_object, contains, entries, get_own, is_boolean, is_number, is_string
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values, merge, set_defined
from intercom_destination.js.text import separated, spelling, split
from intercom_destination.web.call_types import Row, Settings

DEFAULT_ACTIVATOR = "#IntercomDefaultWidget"

STRING = ["", is_string, "a string"]
# Those that Intercom has itself have no default: they are left to it.
MESSENGER_STRING = [None, is_string, "a string"]
MESSENGER_BOOLEAN = [None, is_boolean, "true or false"]
MESSENGER_NUMBER = [None, is_number, "a number"]

# Name -> default, the test of a value, what is allowed. Without a test it has to be one of a few words.
SETTINGS: dict[str, Row] = {
    "appId": STRING,
    "activator": [DEFAULT_ACTIVATOR, is_string, "a string"],
    "richLinkProperties": [[], are_strings, "a list of strings"],
    "apiBase": STRING,
    "customAttributes": ["flat", "", "flat or nested"],
    "nestedData": ["drop", "", "drop or flatten"],
    "loadStrategy": ["immediate", "", "immediate or idle or interaction"],
    "shutdownOnLogout": [True, is_boolean, "true or false"],
    "segmentFallback": [False, is_boolean, "true or false"],
    "widgetUrl": ["https://widget.intercom.io/widget/{appId}", is_string, "a string"],
    "actionColor": MESSENGER_STRING,
    "backgroundColor": MESSENGER_STRING,
    "cookieDomain": MESSENGER_STRING,
    "hideDefaultLauncher": MESSENGER_BOOLEAN,
    "hideNotifications": MESSENGER_BOOLEAN,
    "horizontalPadding": MESSENGER_NUMBER,
    "verticalPadding": MESSENGER_NUMBER,
    "zIndex": MESSENGER_NUMBER,
    "sessionDuration": MESSENGER_NUMBER,
    "alignment": [None, "", "left or right"],
    "themeMode": [None, "", "light or dark or system"],
}


def is_allowed(value: object, row: Row) -> bool:
    return row[1](value) if row[1] else contains(split(row[2], " or "), value)


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

    def checked(name: str, row: Row) -> object:
        value = get_given(source, name)
        if value is undefined or is_allowed(value, row):
            return row[0] if value is undefined else value
        report(name, value, row[2])
        return row[0]

    settings = merge(source, map_values(SETTINGS, checked))
    set_defined(settings, "apiBase", get_own(REGIONS, spelling(settings["apiBase"])))
    return cast(Settings, settings)


def messenger_settings(settings: Settings) -> Fields:
    """Intercom's own settings, under Intercom's names: those that are given."""
    fields: Fields = {}
    for name, row in entries(SETTINGS):
        value = get_own(settings, name)
        if row[0] is None and value is not None:
            fields[separated(name, "_")] = value
    return fields
