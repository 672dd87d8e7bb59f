"""React Native: `@intercom/intercom-react-native`."""

from __future__ import annotations

from intercom_destination.js.dom import Foreign, Thenable
from intercom_destination.js.globals import undefined
from intercom_destination.mobile.adapters.sdk_methods import is_method, method_of

LOGIN = "loginUserWithUserAttributes"


def react_native(sdk: Foreign, platform: str) -> Foreign:
    """An adapter for the SDK; `platform` is `Platform.OS`."""

    def who() -> Thenable:
        # An SDK before 10.3.2 ends the app (Android) where it is asked for attributes, and nobody is logged in.
        return sdk.isUserLoggedIn().then(
            lambda is_in: sdk.fetchLoggedInUserAttributes().then(user_id) if is_in else None
        )

    adapter: Foreign = {
        "sdk": sdk if is_method(sdk, LOGIN) else None,
        "platform": platform,
        # Android's bridge drops what is nested in an event's data.
        "flat": platform == "android",
        # The one question that Android's bridge answers by a rejection, where others end the app.
        "isStarted": method_of(sdk, "getUnreadConversationCount"),
        "who": who if is_method(sdk, "fetchLoggedInUserAttributes") else None,
        "loginUser": method_of(sdk, LOGIN),
    }
    for name in [
        "initialize",
        "setUserHash",
        "setUserJwt",
        "loginUnidentifiedUser",
        "updateUser",
        "logEvent",
        "logout",
    ]:
        adapter[name] = method_of(sdk, name)
    return adapter


def user_id(attributes: Foreign) -> str:
    """The user id of somebody who is logged in, empty without one; undefined where the SDK does not say."""
    return (attributes.userId or "") if attributes else undefined
