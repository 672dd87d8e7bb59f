"""Plain objects: new ones out of others. Compiled as it is, in the dialect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intercom_destination.js import entries
from intercom_destination.js.dom import PlainObject
from intercom_destination.js.globals import undefined


def set_defined(fields: PlainObject, name: str, value: object) -> None:
    """Set a field, unless the value is undefined."""
    if value is not undefined:
        fields[name] = value


def map_values(source: object, change: Callable[[str, Any], object]) -> PlainObject:
    """A new object: each value as `change(key, value)` gives it, without those for which that is undefined."""
    fields: PlainObject = {}
    for key, value in entries(source):
        set_defined(fields, key, change(key, value))
    return fields


def merge(one: object, other: object) -> PlainObject:
    """A new object with the fields of both; the other's win."""
    fields: PlainObject = {}
    for source in [one, other]:
        for key, value in entries(source):
            fields[key] = value
    return fields
