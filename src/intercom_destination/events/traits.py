"""What identify and group have in common: which traits go out, and under which name."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import SECONDS_BELOW, TOP_LEVEL
from intercom_destination.events.dates import created_seconds, note_form
from intercom_destination.events.values import (
    as_object,
    clean_value,
    map_values,
    merge,
    set_defined,
    standard_name,
    truncate_custom,
)
from intercom_destination.js import contains, either, ends_with, entries, get_own, is_number, length, note, truthy
from intercom_destination.js.globals import __diagnostics__, undefined


def normalize_names(traits: Any, may_send: Any) -> Any:
    """The traits that may be sent, as they are, each under the name that Intercom knows it by.

    A standard name spelled exactly wins; else the first other spelling that may be sent takes it (D13).
    """
    fields: Any = {}
    misspelled: Any = {}
    for key, value in entries(traits):
        name = standard_name(key) or key
        if not may_send(name, value):
            pass  # `may_send` has said why.
        elif name == key:
            fields[key] = value
        else:
            if __diagnostics__ and not (key == "createdAt" and is_read_alike(traits, value)):
                note("spelling", key, value)
            if get_own(misspelled, name) is undefined:
                misspelled[name] = value
    return merge(misspelled, fields)


def is_read_alike(traits: Any, created: Any) -> bool:
    """Whether Segment's own integration makes the same of `createdAt`: a date, and no other under the standard name."""
    return truthy(created) and created_seconds(created) is not undefined and get_own(traits, "created_at") is undefined


def with_created_at(fields: Any, names: Any) -> Any:
    """The fields with `created` and `created_at`, the two names, as one `created_at`, in unix seconds.

    The last of the two that is a date counts. Where neither is truthy both stay as they are.
    """
    rest: Any = undefined
    for name in names:
        value = get_own(fields, name)
        if truthy(value):
            if rest is undefined:
                rest = map_values(fields, lambda key, value: undefined if contains(names, key) else value)
            seconds = created_seconds(value)
            set_defined(rest, "created_at", seconds)
            if __diagnostics__:
                note_form(name, value)
                if seconds is undefined:
                    note("no-date", name, value)
    if (
        __diagnostics__
        and rest is undefined
        and names[1] == "created_at"
        and get_own(fields, "created_at") is not undefined
        and fields["created_at"] is not None
    ):
        note("created-twice", "created_at", fields["created_at"])
    return either(rest, fields)


def clean_trait(key: str, value: Any) -> Any:
    """A trait as it is sent: cleaned, and cut where it is a custom attribute."""
    sent = truncate_custom(key, clean_value(key, value, [], False))
    if __diagnostics__:
        note_attribute(key, value, sent)
    return sent


def nested_custom(fields: Any, settings: Any) -> Any:
    """The fields as `customAttributes` asks: `nested` puts all that is no standard name under `custom_attributes`."""
    if settings["customAttributes"] != "nested":
        return fields
    top: Any = {}
    custom: Any = {}
    for key, value in entries(fields):
        if standard_name(key) == key or contains(TOP_LEVEL, key):
            top[key] = value
        else:
            custom[key] = value
    custom = merge(custom, as_object(get_own(fields, "custom_attributes")))
    if length(entries(custom)):
        top["custom_attributes"] = custom
    return top


def note_attribute(key: str, value: Any, sent: Any) -> None:
    """Note an attribute of a person or company that Intercom takes for another thing than is meant."""
    if sent is None:
        note("null-overwrites", key, None)
    elif key == "custom_attributes":
        for name, item in entries(as_object(sent)):
            note_attribute(name, get_own(value, name), item)
    elif is_number(sent) and (standard_name(key) != key or ends_with(key, "_at")):
        note_number(key, value, sent)


def note_number(key: str, value: Any, sent: Any) -> None:
    """Note a date that Intercom reads as a number, and milliseconds that it reads as seconds."""
    if is_number(value):
        if ends_with(key, "_at") and sent >= SECONDS_BELOW:
            note("milliseconds", key, value)
    elif not ends_with(key, "_at"):
        note("date-name", key, value)
