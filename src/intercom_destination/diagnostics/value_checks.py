"""What there is to say of single values, at any depth, and of the keys that they stand under."""

from __future__ import annotations

from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.events.constants import MAX_DEPTH, SECONDS_BELOW
from intercom_destination.events.dates import ISO, SECONDS, strict_seconds
from intercom_destination.events.event_types import Fields, Settings
from intercom_destination.events.traits import standard_name
from intercom_destination.events.values import is_nested, is_scalar, is_sendable, may_be_date, truncate_custom
from intercom_destination.js import (
    append,
    appended,
    as_object,
    contains,
    entries,
    get_own,
    is_date,
    is_invalid_date,
    is_list,
    is_number,
    is_plain,
    is_string,
    keys_without_value,
    length,
    prototype_keys,
    strict_equal,
    truthy,
)
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import ends_with, match, pattern, spelling


def add(found: Found, code: str, key: str, value: object) -> None:
    append(found, [code, key, value])


def check_keys(found: Found, fields: Fields) -> None:
    """Keys of an object that mean something to JavaScript, those that are dropped, and those without a value."""
    # A list, an element, a buffer: what Segment's integration takes the object for (D18).
    if is_number(get_own(fields, "length")):
        add(found, "js-reserved-key", "length", fields["length"])
    if strict_equal(get_own(fields, "nodeType"), 1):
        add(found, "js-reserved-key", "nodeType", 1)
    if truthy(get_own(fields, "_isBuffer")):
        add(found, "js-reserved-key", "_isBuffer", fields["_isBuffer"])
    # What it calls, whatever the data has put there (D9).
    if truthy(get_own(fields, "valueOf")):
        add(found, "js-throwing-key", "valueOf", fields["valueOf"])
    if get_own(fields, "hasOwnProperty") is not undefined:
        add(found, "js-throwing-key", "hasOwnProperty", fields["hasOwnProperty"])
    for key in prototype_keys(fields):
        add(found, "prototype-key", key, undefined)
    for key in keys_without_value(fields):
        add(found, "unserializable-value", key, undefined)


def check_fields(found: Found, source: str, fields: object) -> None:
    """The traits or properties themselves, over which Segment's own integration may stumble (D9, D18)."""
    if is_plain(fields):
        check_keys(found, fields)
    elif fields is not undefined and fields is not None:
        add(found, "not-an-object", source, fields)


def check_unserializable(found: Found, key: str, value: object, in_event: bool) -> None:
    """A value that is dropped since it is no data, or a Date object without a date (D6, D16)."""
    if not is_invalid_date(value):
        add(found, "unserializable-value", key, value)
    else:
        add(found, "event-invalid-date" if in_event else "invalid-date", key, value)


def check_unsendable(found: Found, name: str, value: object, settings: Settings) -> None:
    """A value that is dropped: an object or a list, or no data at all."""
    if not is_sendable(value):
        check_unserializable(found, name, value, False)
    elif is_nested(value) and not contains(settings["richLinkProperties"], name):
        add(found, "nested-standard" if standard_name(name) == name else "nested", name, value)
        if name == "created" or name == "created_at":
            add(found, "invalid-date", name, value)


def check_date_format(found: Found, key: str, value: object) -> None:
    """A date that Segment's own integration leaves to the browser, or reads in another zone (D27)."""
    if is_string(value):
        part = match(ISO, value)
        if part[4] == " " if part else match(pattern(r"\d"), value) and not match(SECONDS, value):
            add(found, "date-format", key, value)


def check_value(found: Found, key: str, value: object, parents: list[object], in_event: bool) -> None:
    """A value as `clean_value` cleans it."""
    if is_nested(value):
        if contains(parents, value) or length(parents) == MAX_DEPTH:
            add(found, "circular-or-too-deep", key, value)
            return
        within = appended(parents, value)
        if is_list(value):
            for item in value:
                check_value(found, key, item, within, in_event)
            return
        check_keys(found, as_object(value))
        for name, item in entries(value):
            check_value(found, name, item, within, in_event)
        return
    seconds = strict_seconds(value)
    if may_be_date(key, value, in_event):
        if seconds is not undefined:
            check_date_format(found, key, value)
            if in_event:
                add(found, "event-date", key, value)
            return
    elif seconds is not undefined:
        add(found, "event-date" if in_event else "date-like-identifier", key, value)
    if not is_date(value) and not is_scalar(value):
        check_unserializable(found, key, value, in_event)


def check_length(found: Found, key: str, cleaned: object) -> None:
    """A custom attribute that is longer than Intercom keeps (D4)."""
    if truncate_custom(key, cleaned) != cleaned:
        add(found, "truncated", key, cleaned)


def check_attribute(found: Found, key: str, value: object, sent: object) -> None:
    """An attribute of a person or company that Intercom takes for another thing than is meant."""
    if sent is None:
        add(found, "null-overwrites", key, None)
    elif key == "custom_attributes":
        for name, item in entries(as_object(sent)):
            check_attribute(found, name, get_own(value, name), item)
    elif is_number(sent) and (standard_name(key) != key or ends_with(key, "_at")):
        if is_number(value):
            if ends_with(key, "_at") and sent >= SECONDS_BELOW:
                add(found, "milliseconds", key, value)
        elif not ends_with(key, "_at"):
            add(found, "date-needs-at-suffix", key, value)


def check_rich_link_spelling(found: Found, fields: object, names: list[str]) -> None:
    """Keys that are another spelling of a rich link's name (D14)."""
    for name in names:
        for key, value in entries(as_object(fields)):
            if key != name and spelling(key) == spelling(name) and not is_nested(value):
                add(found, "rich-link-spelling", key, value)
