"""What identify and group have in common: which traits go out, and under which name; a person's full name."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import STANDARD
from intercom_destination.events.dates import created_seconds
from intercom_destination.events.event_types import Fields, MaySend
from intercom_destination.events.values import clean_value, truncate_custom
from intercom_destination.js import contains, entries, get_own, is_string, truthy
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values, merge, set_defined
from intercom_destination.js.text import get_spelled, spelling, trim


def by_spelling(names: list[str]) -> dict[str, str]:
    """Spelling -> the name that has it."""
    table = {}
    for name in names:
        table[spelling(name)] = name
    return table


SPELLINGS = by_spelling(STANDARD)


def standard_name(key: str) -> Any:
    """The standard name that a key spells, else undefined."""
    return get_own(SPELLINGS, spelling(key))


def normalize_names(traits: Fields, may_send: MaySend, settings: object) -> Fields:
    """The traits that may be sent, as they are, each under the name that Intercom knows it by.

    A standard name spelled exactly wins; else the first other spelling that may be sent takes it (D13).
    """
    fields: Fields = {}
    misspelled: Fields = {}
    for key, value in entries(traits):
        name = standard_name(key) or key
        if may_send(name, value, settings):
            if name == key:
                fields[key] = value
            elif get_own(misspelled, name) is undefined:
                misspelled[name] = value
    return merge(misspelled, fields)


def with_created_at(fields: Fields, names: list[str]) -> Fields:
    """The fields with `created` and `created_at`, the two names, as one `created_at`, in unix seconds.

    The last of the two that is a date counts. Where neither is truthy both stay as they are.
    """
    dated = fields
    for name in names:
        value = get_own(fields, name)
        if truthy(value):
            if dated is fields:
                dated = map_values(fields, lambda key, value: undefined if contains(names, key) else value)
            set_defined(dated, "created_at", created_seconds(value))
    return dated


def clean_trait(key: str, value: object) -> Any:
    """A trait as it is sent: cleaned, and cut where it is a custom attribute."""
    return truncate_custom(key, clean_value(key, value, [], False))


def full_name(name: object, traits: Fields) -> str:
    """The name, trimmed, unless that leaves nothing; else first and last name, where both are there."""
    if is_string(name):
        return trim(name) or name
    first = trimmed(get_spelled(traits, "firstname"))
    last = trimmed(get_spelled(traits, "lastname"))
    return first + " " + last if first and last else undefined


def trimmed(value: object) -> str:
    return trim(value) if is_string(value) else ""
