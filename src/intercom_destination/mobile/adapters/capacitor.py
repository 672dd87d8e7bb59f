"""Capacitor and Ionic: `@capacitor-community/intercom`.

The SDK is a Proxy that has any method, `then` too: nothing here asks whether it has one, and no promise gives it back.
"""

from __future__ import annotations

from intercom_destination.js.dom import Foreign
from intercom_destination.js.objects import merge


def capacitor(sdk: Foreign) -> Foreign:
    """An adapter for the SDK."""
    return {
        "sdk": sdk,
        "lacks": ["companies", "signedUpAt", "unsubscribedFromEmails"],
        "initialize": lambda ios, app, android: sdk.loadWithKeys(
            {"appId": app, "apiKeyIOS": ios, "apiKeyAndroid": android}
        ),
        "setUserHash": lambda user_hash: sdk.setUserHash({"hmac": user_hash}),
        "setUserJwt": lambda token: sdk.setUserJwt({"jwt": token}),
        # With an email beside the id, iOS logs in twice.
        "loginUser": lambda user: sdk.registerIdentifiedUser({"userId": user.userId}),
        "loginUnidentifiedUser": lambda: sdk.registerUnidentifiedUser(),
        # Android passes null on where there are no custom attributes.
        "updateUser": lambda attributes: sdk.updateUser(merge({"customAttributes": {}}, attributes)),
        "logEvent": lambda name, data: sdk.logEvent({"name": name, "data": data} if data else {"name": name}),
        "logout": lambda: sdk.logout(),
    }
