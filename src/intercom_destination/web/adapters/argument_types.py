"""The records of the stand-alone API, for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from intercom_destination.events.event_types import Fields
from intercom_destination.js.dom import Array, Foreign

Given = Array[Foreign]
"""What a page has called a method with: anything."""


class Arguments(TypedDict, total=False):
    """What the arguments of a call mean."""

    id: object
    event: object
    category: str | None
    name: str
    data: Fields
    options: Fields
    callback: Foreign


class Entity(TypedDict, total=False):
    """A user or a group: what it is now, and the two methods that say so."""

    current: object
    known: Fields
    id: Callable[[], object]
    traits: Callable[[], Fields]
