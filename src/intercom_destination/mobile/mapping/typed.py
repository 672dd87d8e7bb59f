"""One type for each field: bridges end the app, or drop the value, where the SDK expects another (M10)."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import MAX_STRING
from intercom_destination.events.event_types import Fields, MaySend
from intercom_destination.events.traits import normalize_names, with_created_at
from intercom_destination.events.values import clean_value
from intercom_destination.js import entries, get_own, is_boolean, is_number, is_string, length, rounded
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values, set_defined
from intercom_destination.js.text import as_string, camel_case, truncate
from intercom_destination.mobile.call_types import Table

# As many numbers as Java's int has, half of them below zero: Android's bridge reads dates and amounts through `getInt`.
INTS = 4294967296


def as_text(value: object) -> Any:
    """A string as it is, a number as text, else undefined."""
    return as_string(value) if is_string(value) or is_number(value) else undefined


def as_id(value: object) -> Any:
    """Text that can identify somebody or something, as neither zero nor an empty string can, else undefined."""
    return as_text(value) if value else undefined


def as_whole(value: Any) -> Any:
    """A number, to the nearest whole one, within Java's int; else undefined."""
    whole = rounded(value) if is_number(value) else INTS
    return whole if rounded(whole / INTS) == 0 else undefined


def as_seconds(value: object) -> Any:
    """Unix seconds; zero is a date that somebody has left out."""
    return as_whole(value) if value else undefined


def as_boolean(value: object) -> Any:
    return value if is_boolean(value) else undefined


def as_nothing(value: object) -> Any:
    """For what is no attribute."""
    return undefined


def plain_fields(traits: Fields, may_send: MaySend) -> Fields:
    """The traits under the names that Intercom knows; dates as unix seconds."""
    fields = with_created_at(normalize_names(traits, may_send, undefined), ["created", "created_at"])
    return map_values(fields, lambda key, value: clean_value(key, value, [], False))


def attributes_of(fields: Fields, table: Table, custom: Fields) -> Fields:
    """The fields of a table under the SDKs' names, each in its type; the others as `customAttributes`.

    `custom` are attributes to begin with: a field of the same name wins.
    """
    attributes: Fields = {}
    others: Fields = custom
    for key, value in entries(fields):
        typed = get_own(table, key)
        if typed is not undefined:
            set_defined(attributes, camel_case(key), typed(value))
        else:
            others[key] = value
    if length(entries(others)):
        attributes["customAttributes"] = map_values(
            others, lambda key, value: truncate(value, MAX_STRING) if is_string(value) else value
        )
    return attributes
