"""Ids as Intercom gives them: 24 hexadecimal digits that say nothing, another kind for each kind of thing."""

from __future__ import annotations

import re

CONTACT, COMPANY, EVENT = "6a1e00c0", "6a1e00c1", "6a1e00c2"
TEXT = re.compile("([0-9a-f]{8})([0-9a-f]{16})")
#: The largest number that SQLite has for a row.
LARGEST = 2**63 - 1


def to_text(kind: str, number: int) -> str:
    return f"{kind}{number:016x}"


def to_number(kind: str, text: str) -> int:
    """The row that an id stands for; 0, which is no row, for what is no id of that kind."""
    match = TEXT.fullmatch(text)
    number = int(match[2], 16) if match and match[1] == kind else 0
    return number if number <= LARGEST else 0
