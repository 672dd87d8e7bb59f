"""What identify and group have in common: which traits go out, and under which name."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import __diagnostics__, undefined
from intercom_destination.mapping.dates import created_seconds, note_form
from intercom_destination.mapping.fields import TOP_LEVEL
from intercom_destination.mapping.values import NO_PARENTS, changed, joined, plain, put, shortened, standard_name, trait
from intercom_destination.platform import contains, entries, note, own, size, truthy


def named(traits: Any, may_send: Any) -> Any:
    """The traits that may be sent, as they are, each under the name that Intercom knows it by.

    A standard name spelled exactly wins; else the first other spelling that may be sent takes it (D13).
    """
    fields: Any = {}
    misspelled: Any = {}
    for key, value in entries(traits):
        name = standard_name(key)
        if not may_send(key if name is undefined else name, value):
            pass  # `may_send` has said why.
        elif name is undefined or name == key:
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


def with_created_at(fields: Any, first: str, second: str) -> Any:
    """The fields with `created` and `created_at` as one `created_at`, in unix seconds.

    The first of the two that is a date counts. Where neither is truthy both stay as they are.
    """
    if not truthy(own(fields, first)) and not truthy(own(fields, second)):
        if (
            __diagnostics__
            and first == "created_at"
            and own(fields, first) is not undefined
            and fields[first] is not None
        ):
            note("created-twice", first, fields[first])
        return fields
    seconds = created_date(fields, first)
    if seconds is undefined:
        seconds = created_date(fields, second)
    rest = changed(fields, lambda key, value: undefined if contains([first, second], key) else value)
    put(rest, "created_at", seconds)
    return rest


def created_date(fields: Any, name: str) -> Any:
    value = own(fields, name)
    seconds = created_seconds(value) if truthy(value) else undefined
    if __diagnostics__ and truthy(value):
        note_form(name, value)
        if seconds is undefined:
            note("no-date", name, value)
    return seconds


def outgoing(key: str, value: Any) -> Any:
    """A trait as it is sent: cleaned, and cut where it is a custom attribute."""
    return shortened(key, trait(key, value, NO_PARENTS))


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
    explicit = own(fields, "custom_attributes")
    custom = joined(custom, plain(explicit))
    if size(entries(custom)):
        top["custom_attributes"] = custom
    return top
