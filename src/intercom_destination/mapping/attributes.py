"""What identify and group have in common: which traits go out, and under which name."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import __diagnostics__, undefined
from intercom_destination.mapping.dates import created_seconds, note_form
from intercom_destination.mapping.fields import SECONDS_BELOW, TOP_LEVEL
from intercom_destination.mapping.values import changed, cleaned, joined, plain, put, shortened, standard_name
from intercom_destination.platform import contains, either, ends_with, entries, is_number, note, own, size, truthy


def named(traits: Any, may_send: Any) -> Any:
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
            if own(misspelled, name) is undefined:
                misspelled[name] = value
    return joined(misspelled, fields)


def is_read_alike(traits: Any, created: Any) -> bool:
    """Whether Segment's own integration makes the same of `createdAt`: a date, and no other under the standard name."""
    return truthy(created) and created_seconds(created) is not undefined and own(traits, "created_at") is undefined


def with_created_at(fields: Any, names: Any) -> Any:
    """The fields with `created` and `created_at`, the two names, as one `created_at`, in unix seconds.

    The last of the two that is a date counts. Where neither is truthy both stay as they are.
    """
    rest: Any = undefined
    for name in names:
        value = own(fields, name)
        if truthy(value):
            if rest is undefined:
                rest = changed(fields, lambda key, value: undefined if contains(names, key) else value)
            seconds = created_seconds(value)
            put(rest, "created_at", seconds)
            if __diagnostics__:
                note_form(name, value)
                if seconds is undefined:
                    note("no-date", name, value)
    if (
        __diagnostics__
        and rest is undefined
        and names[1] == "created_at"
        and own(fields, "created_at") is not undefined
        and fields["created_at"] is not None
    ):
        note("created-twice", "created_at", fields["created_at"])
    return either(rest, fields)


def outgoing(key: str, value: Any) -> Any:
    """A trait as it is sent: cleaned, and cut where it is a custom attribute."""
    sent = shortened(key, cleaned(key, value, [], False))
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
    custom = joined(custom, plain(own(fields, "custom_attributes")))
    if size(entries(custom)):
        top["custom_attributes"] = custom
    return top


def note_attribute(key: str, value: Any, sent: Any) -> None:
    """Note an attribute of a person or company that Intercom takes for another thing than is meant."""
    if sent is None:
        note("null-overwrites", key, None)
    elif key == "custom_attributes":
        for name, item in entries(plain(sent)):
            note_attribute(name, own(value, name), item)
    elif is_number(sent) and (standard_name(key) != key or ends_with(key, "_at")):
        note_number(key, value, sent)


def note_number(key: str, value: Any, sent: Any) -> None:
    """Note a date that Intercom reads as a number, and milliseconds that it reads as seconds."""
    if is_number(value):
        if ends_with(key, "_at") and sent >= SECONDS_BELOW:
            note("milliseconds", key, value)
    elif not ends_with(key, "_at"):
        note("date-name", key, value)
