"""The names that Intercom knows, in whatever spelling a trait has them."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import STANDARD
from intercom_destination.js import get_own, spelling


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
