"""The destination's settings: what each may be, and its default; and the call that starts an SDK."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from intercom_destination.events.event_types import Fields
from intercom_destination.events.values import get_given
from intercom_destination.js import appended, are_strings, is_boolean, is_string
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values, merge
from intercom_destination.mobile.call_types import Settings

# Name -> default, the test of a value, what is allowed. Segment's own names; the platforms' keys are ours, for a source
# that has both platforms.
STRING = ["", is_string, "a string"]
SETTINGS: dict[str, list[Any]] = {
    "appId": STRING,
    "mobileApiKey": STRING,
    "apiKeyIOS": STRING,
    "apiKeyAndroid": STRING,
    "collectContext": [False, is_boolean, "true or false"],
    "shutdownOnLogout": [True, is_boolean, "true or false"],
    "richLinkProperties": [[], are_strings, "a list of strings"],
}


def checked_settings(given: Fields, report: Callable[[str, str], None]) -> Settings:
    """The settings in full, where the given ones leave something out; unknown ones are kept.

    For one of a wrong type `report` is called with its name and what is allowed, and the default is used. A missing,
    null or empty one is no error.
    """

    def checked(name: str, row: list[Any]) -> object:
        value = get_given(given, name)
        if value is undefined or row[1](value):
            return row[0] if value is undefined else value
        report(name, row[2])
        return row[0]

    return cast(Settings, merge(given, map_values(SETTINGS, checked)))


def start_call(settings: Settings, platform: str) -> Any:
    """The call that starts the SDK, else undefined: where there is no key, native code of the app has to do it.

    `platform` is ios or android; where it is not known the SDK chooses from the two keys.
    """
    ios = settings["apiKeyIOS"] or settings["mobileApiKey"]
    android = settings["apiKeyAndroid"] or settings["mobileApiKey"]
    if platform:
        ios = android = android if platform == "android" else ios
    if not settings["appId"] or not (ios or android):
        return undefined
    call = ["initialize", ios, settings["appId"]]
    return call if platform else appended(call, android)
