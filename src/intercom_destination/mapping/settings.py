"""The destination's settings: what each may be, checked once, and what stands in for it."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import __diagnostics__, undefined
from intercom_destination.mapping.values import joined, plain, put
from intercom_destination.platform import contains, entries, every, is_boolean, is_list, is_string, note, own, parts

DEFAULT_ACTIVATOR = "#IntercomDefaultWidget"

# Name -> default.
DEFAULTS = {
    "appId": "",
    "activator": DEFAULT_ACTIVATOR,
    "richLinkProperties": [],
    "apiBase": "",
    "customAttributes": "flat",
    "loadStrategy": "immediate",
    "shutdownOnLogout": True,
    # None: left to each call's option, and to Intercom's dashboard.
    "hideDefaultLauncher": None,
    "widgetUrl": "https://widget.intercom.io/widget/{appId}",
}

# Name -> the only values that are allowed, as a complaint lists them.
CHOICES = {
    "customAttributes": "flat or nested",
    "loadStrategy": "immediate or idle or interaction",
}

REGIONS = {
    "us": "https://api-iam.intercom.io",
    "eu": "https://api-iam.eu.intercom.io",
    "au": "https://api-iam.au.intercom.io",
}


def checked_settings(given: Any, report: Any) -> Any:
    """The settings in full, where the given ones leave something out.

    Unknown ones are kept. For one of a wrong type `report` is called with its name, its value and what is allowed,
    and the default is used. A missing, null or empty one is no error.
    """
    settings = joined(plain(given), {})
    for name, standard in entries(DEFAULTS):
        value = own(settings, name)
        if value is undefined or value is None or value == "":
            if __diagnostics__ and value is not undefined:
                if name == "activator":
                    note("default-activator", name, value)
                elif name == "richLinkProperties":
                    note("rich-link-setting", name, value)
            settings[name] = standard
        else:
            allowed = allowed_instead(value, standard, own(CHOICES, name))
            if allowed != "":
                if __diagnostics__ and name == "richLinkProperties":
                    note("rich-link-setting", name, value)
                report(name, value, allowed)
                settings[name] = standard
    put(settings, "apiBase", own(REGIONS, settings["apiBase"]))
    return settings


def allowed_instead(value: Any, standard: Any, choices: Any) -> str:
    """What is allowed, in words, where the value is not; else empty."""
    if is_boolean(standard) or standard is None:
        return "" if is_boolean(value) else "true or false"
    if is_list(standard):
        return "" if is_list(value) and every(value, is_string) else "a list of strings"
    if choices is not undefined:
        return "" if contains(parts(choices, " or "), value) else choices
    return "" if is_string(value) else "a string"
