"""The names that Intercom knows, in whatever spelling a trait has them."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import STANDARD
from intercom_destination.js import as_object, entries, get_own, spelling
from intercom_destination.js.globals import undefined


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


def any_spelling(source: object, name: str) -> Any:
    """The value of the first key of an object that spells the name, else undefined."""
    for key, value in entries(as_object(source)):
        if spelling(key) == name:
            return value
    return undefined
