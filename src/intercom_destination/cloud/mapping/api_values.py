"""Values as Intercom's API takes them: strings, whole numbers, dates; None stands for what it does not take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from intercom_destination.events.constants import MAX_STRING
from intercom_destination.events.dates import created_seconds
from intercom_destination.js import is_number
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import as_string, spelling, truncate

MAX_INTEGER = 2_147_483_647
"""The largest that `monthly_spend` and `size` may be."""
LATEST = 9_999_999_999
"""Unix seconds in the year 2286: what is larger are milliseconds or microseconds, and Intercom refuses them."""
# Something on both sides of the sign.
ADDRESS = re.compile(r"\S@\S")
# 99, 99.95, $1,999.99; a range such as 11-50 is no number.
NUMBER = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)


def text_of(value: object) -> str | None:
    """A string, unless it is empty; a number as a string."""
    if isinstance(value, str):
        return value or None
    return as_string(value) if is_number(value) else None


def email_of(value: object) -> str | None:
    """A string that can be an address: for one that cannot be, Intercom refuses the whole contact."""
    return value if isinstance(value, str) and ADDRESS.search(value) else None


def short_text_of(value: object) -> str | None:
    """A string, cut to what Intercom keeps of it."""
    text = text_of(value)
    return text and truncate(text, MAX_STRING)


def integer_of(value: object) -> int | None:
    """A whole number that is not negative; of a fraction, or of a number written as text, what is before the point."""
    if isinstance(value, str):
        found = NUMBER.fullmatch(value.strip())
        return integer_of(int(found[1].replace(",", ""))) if found else None
    if not is_number(value) or value < 0:
        return None
    number = int(value)
    return number if number <= MAX_INTEGER else None


def first_date(values: Iterable[object]) -> int | None:
    """Unix seconds of the first value that is a date in any form; 0 and what is empty are none.

    So is what was before 1970, or will be after 2286: Intercom refuses it.
    """
    for value in values:
        seconds = created_seconds(value) if value else undefined
        if is_in_range(seconds):
            return cast(int, seconds)
    return None


def is_in_range(seconds: Any) -> bool:
    """Whether Intercom takes these unix seconds for a date; undefined are none."""
    return seconds is not undefined and 0 <= seconds <= LATEST


def without_none(**fields: Any) -> dict[str, Any]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None}


def object_of(value: object) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def is_given(value: object) -> bool:
    return value is not None


def spelled(fields: Mapping[str, Any], name: str, is_usable: Callable[[object], bool] = is_given) -> Any:
    """The value of the name, else of the first other key that spells it, whatever its capitals and punctuation.

    A value that is not usable does not count; None where there is none.
    """
    if name in fields and is_usable(fields[name]):
        return fields[name]
    wanted = spelling(name)
    for key, value in fields.items():
        if isinstance(key, str) and spelling(key) == wanted and is_usable(value):
            return value
    return None


def sorted_out(fields: Mapping[str, Any], names: Mapping[str, str]) -> tuple[dict[str, Any], list[tuple[str, Any]]]:
    """The fields that have a standard name, under it, and the others as they are.

    `names` gives the standard name for a spelling. Where two keys spell one name, the exact one counts, else the first.
    """
    standard: dict[str, Any] = {}
    others: list[tuple[str, Any]] = []
    for key, value in fields.items():
        name = names.get(spelling(key))
        if name is None:
            others.append((key, value))
        elif key == name:
            standard[name] = value
        else:
            standard.setdefault(name, value)
    return standard, others
