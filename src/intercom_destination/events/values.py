"""What may be sent, and in which form: data only, dates as unix seconds, no key that could reach a prototype."""

from __future__ import annotations

from typing import Any

from intercom_destination.diagnostics.js_pitfalls import note_keys, note_no_data
from intercom_destination.events.constants import MAX_DEPTH, MAX_STRING, NEVER_DATES, STANDARD
from intercom_destination.events.dates import note_form, strict_seconds
from intercom_destination.js import (
    append,
    appended,
    contains,
    ends_with,
    entries,
    get_own,
    is_boolean,
    is_date,
    is_list,
    is_number,
    is_plain,
    is_string,
    iso_text,
    length,
    note,
    spelling,
    strict_equal,
    truncate,
    truthy,
)
from intercom_destination.js.globals import __diagnostics__, undefined


def by_spelling(names: Any) -> Any:
    """Spelling -> the name that has it."""
    table: Any = {}
    for name in names:
        table[spelling(name)] = name
    return table


SPELLINGS = by_spelling(STANDARD)


def standard_name(key: str) -> Any:
    """The standard name that a key spells, else undefined."""
    return get_own(SPELLINGS, spelling(key))


def is_scalar(value: Any) -> bool:
    """What Intercom keeps in an attribute: text, a number, a boolean, null."""
    return value is None or is_string(value) or is_number(value) or is_boolean(value)


def is_nested(value: Any) -> bool:
    return is_plain(value) or is_list(value)


def is_sendable(value: Any) -> bool:
    """Whether anything of a value is data."""
    return is_nested(value) or is_date(value) or is_scalar(value)


def is_identifier(value: Any) -> bool:
    """Whether a value can identify somebody: any truthy scalar can."""
    return truthy(value) and is_scalar(value)


def get_identifier(fields: Any, name: str) -> Any:
    """The value of a field, as it is, where it can identify somebody, else undefined."""
    value = get_own(fields, name)
    return value if is_identifier(value) else undefined


def get_given(fields: Any, name: str) -> Any:
    """The value of a field; null and an empty string count as none."""
    value = get_own(fields, name)
    return undefined if value is None or value == "" else value


def conflict(one: Any, other: Any) -> bool:
    """Whether both are there, and are not the same."""
    return one is not undefined and other is not undefined and not strict_equal(one, other)


def as_object(value: Any) -> Any:
    """The value where it is a plain object, else an empty one."""
    return value if is_plain(value) else {}


def set_defined(fields: Any, name: str, value: Any) -> None:
    """Set a field, unless there is nothing to set."""
    if value is not undefined:
        fields[name] = value


def map_values(source: Any, change: Any) -> Any:
    """A new object: each value as `change(key, value)` gives it, without those for which that is undefined."""
    fields: Any = {}
    for key, value in entries(source):
        made = change(key, value)
        if made is not undefined:
            fields[key] = made
    return fields


def merge(one: Any, other: Any) -> Any:
    """A new object with the fields of both; the other's win."""
    fields: Any = {}
    for source in [one, other]:
        for key, value in entries(source):
            fields[key] = value
    return fields


def truncate_custom(key: str, value: Any) -> Any:
    """A value cut to what Intercom keeps of it, where its key is no standard name (D4)."""
    if not is_string(value) or standard_name(key) == key:
        return value
    kept = truncate(value, MAX_STRING)
    if __diagnostics__ and kept != value:
        note("cut", key, value)
    return kept


def note_unsendable(name: str, value: Any, settings: Any) -> None:
    """Note a value that is left out: an object or a list, or no data at all."""
    if not is_sendable(value):
        note_no_data(name, value, False)
    elif is_nested(value) and not contains(settings["richLinkProperties"], name):
        note("nested-standard" if standard_name(name) == name else "nested", name, value)
        if name == "created" or name == "created_at":
            note("no-date", name, value)


def clean_value(key: str, value: Any, parents: Any, in_event: bool) -> Any:
    """A trait or an event property as it is sent, else undefined. `parents` are what it lies in.

    Dates become unix seconds: those of traits at any depth, those of events where the key says so (D6).
    """
    if is_nested(value):
        if contains(parents, value) or length(parents) == MAX_DEPTH:
            if __diagnostics__:
                note("endless", key, value)
            return undefined
        within = appended(parents, value)
        if is_list(value):
            items: Any = []
            for item in value:
                kept = clean_value(key, item, within, in_event)
                if kept is not undefined:
                    append(items, kept)
            return items
        if __diagnostics__:
            note_keys(value)
        return map_values(value, lambda name, item: clean_value(name, item, within, in_event))
    # A Date object is a date under any name of a trait.
    if (
        (ends_with(key, "_date") or ends_with(key, "_at"))
        if in_event
        else not is_string(value) or not contains(NEVER_DATES, key)
    ):
        seconds = strict_seconds(value)
        if seconds is not undefined:
            if __diagnostics__:
                note_form(key, value)
                if in_event:
                    note("event-date", key, value)
            return seconds
    elif __diagnostics__ and strict_seconds(value) is not undefined:
        note("event-date" if in_event else "no-date-name", key, value)
    if is_date(value):
        return iso_text(value)
    if is_scalar(value):
        return value
    if __diagnostics__:
        note_no_data(key, value, in_event)
    return undefined
