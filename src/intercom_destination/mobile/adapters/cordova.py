"""Cordova: `cordova-plugin-intercom`, of npm (12) and of its repository (16), which names other methods.

Keys are in `config.xml`. Attributes have the names of Intercom's REST API here.
"""

from __future__ import annotations

from typing import cast

from intercom_destination.events.event_types import Fields
from intercom_destination.js import entries, is_list, is_string
from intercom_destination.js.dom import Foreign, Thenable
from intercom_destination.js.globals import JSON, Promise, __new__
from intercom_destination.js.text import separated
from intercom_destination.mobile.adapters.sdk_methods import is_method


def cordova(sdk: Foreign) -> Foreign:
    """An adapter for the SDK, `window.intercom` after `deviceready`."""

    def ask(name: str, given: Foreign) -> Thenable:
        """A promise of the first callback: iOS calls back twice."""
        return __new__(Promise(lambda resolve, reject: sdk[name].apply(sdk, given.concat([resolve, reject]))))

    is_new = is_method(sdk, "loginUserWithUserAttributes")
    login = "loginUserWithUserAttributes" if is_new else "registerIdentifiedUser"
    login_unidentified = ("login" if is_new else "register") + "UnidentifiedUser"
    return {
        "sdk": sdk if is_method(sdk, "updateUser") else None,
        # The error says that nobody is logged in.
        "who": (lambda: ask("fetchLoggedInUserAttributes", []).then(user_id, lambda: None))
        if is_method(sdk, "fetchLoggedInUserAttributes")
        else None,
        "setUserHash": lambda user_hash: ask("setUserHash", [user_hash]),
        "loginUser": lambda user: ask(login, [user]),
        "loginUnidentifiedUser": lambda: ask(login_unidentified, [{}]),
        "updateUser": lambda attributes: ask("updateUser", [rest_names(attributes)]),
        "logEvent": lambda name, data: ask("logEvent", [name, data or {}]),
        "logout": lambda: ask("logout", []),
    }


def user_id(given: Foreign) -> str:
    """The user id of somebody who is logged in, empty without one."""
    return (JSON.parse(given) if is_string(given) else given).userId or ""


def rest_names(attributes: Fields) -> Fields:
    """The attributes under the REST API's names; a false consent is left out, as iOS would make it true."""
    fields: Fields = {}
    for name, given in entries(attributes):
        if given is not False or name != "unsubscribedFromEmails":
            key = "company_id" if name == "id" else separated(name, "_")
            fields[key] = cast(Foreign, given).map(rest_names) if is_list(given) else given
    return fields
