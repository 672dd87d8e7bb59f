"""What may be sent, and in which form: data only, dates as unix seconds, no key that could reach a prototype."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import MAX_DEPTH, MAX_STRING, NEVER_DATES, STANDARD
from intercom_destination.events.dates import strict_seconds
from intercom_destination.js import (
    append,
    appended,
    contains,
    get_own,
    is_boolean,
    is_date,
    is_list,
    is_number,
    is_plain,
    is_string,
    iso_text,
    length,
    strict_equal,
    truthy,
)
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values
from intercom_destination.js.text import ends_with, truncate


def is_scalar(value: object) -> bool:
    """What Intercom keeps in an attribute: a string, a number, a boolean, null."""
    return value is None or is_string(value) or is_number(value) or is_boolean(value)


def is_nested(value: object) -> bool:
    return is_plain(value) or is_list(value)


def is_sendable(value: object) -> bool:
    """Whether anything of a value is data."""
    return is_nested(value) or is_date(value) or is_scalar(value)


def is_identifier(value: object) -> bool:
    """Whether a value can identify somebody: any truthy scalar can."""
    return truthy(value) and is_scalar(value)


def get_identifier(fields: object, name: str) -> Any:
    """The value of a field, as it is, where it can identify somebody, else undefined."""
    value = get_own(fields, name)
    return value if is_identifier(value) else undefined


def get_given(fields: object, name: str) -> Any:
    """The value of a field; null and an empty string count as missing."""
    value = get_own(fields, name)
    return undefined if value is None or value == "" else value


def conflict(one: object, other: object) -> bool:
    """Whether both are there, and differ."""
    return one is not undefined and other is not undefined and not strict_equal(one, other)


def truncate_custom(key: str, value: Any) -> Any:
    """A value cut to what Intercom keeps of it, where its key is no standard name (D4)."""
    return truncate(value, MAX_STRING) if is_string(value) and not contains(STANDARD, key) else value


def may_be_date(key: str, value: object, in_event: bool) -> bool:
    """Whether a value of that name is read as a date: a Date object is one under any name of a trait (D6, D15)."""
    if in_event:
        return ends_with(key, "_date") or ends_with(key, "_at")
    return not is_string(value) or not contains(NEVER_DATES, key)


def clean_value(key: str, value: Any, parents: list[object], in_event: bool) -> Any:
    """A trait or an event property as it is sent, else undefined. `parents` are what it lies in.

    Dates become unix seconds: those of traits at any depth, those of events where the key says so.
    """
    if is_nested(value):
        if contains(parents, value) or length(parents) == MAX_DEPTH:
            return undefined
        within = appended(parents, value)
        if is_list(value):
            items: list[object] = []
            for item in value:
                kept = clean_value(key, item, within, in_event)
                if kept is not undefined:
                    append(items, kept)
            return items
        return map_values(value, lambda name, item: clean_value(name, item, within, in_event))
    if may_be_date(key, value, in_event):
        seconds = strict_seconds(value)
        if seconds is not undefined:
            return seconds
    if is_date(value):
        return iso_text(value)
    return value if is_scalar(value) else undefined
