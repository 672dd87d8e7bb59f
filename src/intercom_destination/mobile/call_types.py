"""The shapes of settings, readings and calls, for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

from intercom_destination.events.event_types import Fields

Call = list[Any]
"""A native call: its neutral name, then its arguments.

`initialize` (key, app id, Android's key), `setUserHash` (hash), `setUserJwt`
(token), `loginUser` ({userId}), `loginUnidentifiedUser`, `updateUser` (attributes), `logEvent` (name, data or none),
`logout`. What `call_for` gives may also be `identify` (Person), which the session turns into such calls.
"""

Table = dict[str, Callable[[Any], Any]]
"""Standard name, which the SDKs have in camel case -> what makes the one type of it, or undefined."""

Note = Callable[[str, str, str], None]
"""Takes what there is to say: a code, the name of an attribute, and a message."""


class Person(TypedDict):
    """Whom an identify is about; undefined where it does not say."""

    userId: str
    hash: str
    jwt: str
    attributes: Fields


class Settings(TypedDict, total=False):
    """The destination's settings: Segment's names, and keys of each platform where one source has both."""

    appId: str
    mobileApiKey: str
    apiKeyIOS: str
    apiKeyAndroid: str
    collectContext: bool
    shutdownOnLogout: bool
    richLinkProperties: list[str]
