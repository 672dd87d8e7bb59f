"""Vectors' values in CPython: the tags for what JSON cannot hold, read and written.

See tests/data/vectors/README.md. The page's half is in page.js (reading) and in the demo's
recorder.js (writing).
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import Any

from intercom_destination.js import iso_text
from intercom_destination.js.cpython import INVALID_DATE
from intercom_destination.js.globals import undefined

NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}
LARGEST_EXACT = 2**53
LARGEST_INDEX = 2**32 - 2


def loads(text: str) -> Any:
    """Read JSON with numbers as JavaScript has them: beyond 2**53, the nearest double."""
    return json.loads(text, parse_int=_number)


def _number(digits: str) -> int | float:
    exact = int(digits)
    return exact if abs(exact) <= LARGEST_EXACT else float(digits)


def decode(value: Any, around: tuple[Any, ...] = ()) -> Any:
    """The value that the mapping is given; `around` holds the objects that it lies in, the innermost last."""
    if isinstance(value, list):
        items: list[Any] = []
        items.extend(decode(item, (*around, items)) for item in value)
        return items
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((tag, inner),) = value.items()
        if tag == "$undef":
            return undefined
        if tag == "$num":
            return NUMBERS[inner]
        if tag == "$date":
            return INVALID_DATE if inner is None else _date(inner)
        if tag == "$up":
            return around[-inner] if inner <= len(around) else undefined
    fields: dict[str, Any] = {}
    for key, inner in value.items():
        fields[key] = decode(inner, (*around, fields))
    return fields


def _date(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def encode(value: Any, around: tuple[int, ...] = ()) -> Any:
    """The value as the page would write it, keys in the order of a JavaScript object."""
    if value is undefined:
        return {"$undef": True}
    if value is INVALID_DATE:
        return {"$date": None}
    if isinstance(value, datetime):
        return {"$date": iso_text(value)}
    if isinstance(value, float):
        return _encode_float(value)
    if isinstance(value, (list, tuple, dict)):
        if id(value) in around:
            return {"$object": "cycle"}
        inside = (*around, id(value))
        if isinstance(value, dict):
            return {key: encode(value[key], inside) for key in sorted(value, key=_key_order)}
        return [encode(item, inside) for item in value]
    return value


def _encode_float(value: float) -> Any:
    for name, number in NUMBERS.items():
        same_sign = math.copysign(1, value) == math.copysign(1, number)
        if value == number and same_sign:
            return {"$num": name}
    return {"$num": "NaN"} if math.isnan(value) else value


def _key_order(key: str) -> tuple[bool, int]:
    # Indexes come first, by size; `sorted` leaves the others in the order they were put in.
    is_index = key.isascii() and key.isdigit() and len(key) <= 10 and str(int(key)) == key
    if is_index and int(key) <= LARGEST_INDEX:
        return (False, int(key))
    return (True, 0)
