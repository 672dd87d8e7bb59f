"""The shapes of what goes in, for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

from intercom_destination.js.dom import PlainObject

Fields = PlainObject
"""An object of a person's, a company's or an event's data: string keys, and values that may be anything."""

MaySend = Callable[[str, object, Any], bool]
"""Whether a trait is sent: by its name as Intercom knows it, its value, and the settings."""


class Event(TypedDict, total=False):
    """A raw Segment event, as a library hands it over. Nothing in it can be relied on: each value may be anything."""

    type: object
    userId: object
    anonymousId: object
    groupId: object
    event: object
    traits: object
    properties: object
    integrations: object
    options: object
    context: object


class Group(TypedDict, total=False):
    """The group that the analytics library knows."""

    id: object
    traits: object


class Settings(TypedDict):
    """What the reading of an event depends on, of the settings."""

    nestedData: str
    richLinkProperties: list[str]


class Money(TypedDict):
    """Intercom's monetary amount."""

    amount: float
    """Cents."""
    currency: object
