"""Text as JavaScript reads it: patterns, spellings, the numbers in it, its UTF-16 units.

This is CPython's half; in a bundle `browser_text.py` takes its name. Both have the same names with the same meaning.
"""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from intercom_destination.js import as_object, entries, is_number
from intercom_destination.js.globals import undefined


def pattern(source: str) -> re.Pattern[str]:
    """A regular expression that ignores case. Only constructs that both languages read alike may be used."""
    # Python's `$` also matches before a last line break; JavaScript's does not.
    return re.compile(re.sub(r"\$(?=$|\))", r"\\Z", source), re.ASCII | re.IGNORECASE)


def match(expression: re.Pattern[str], text: str) -> list[Any] | None:
    """The whole match and the groups, else None."""
    found = expression.search(text)
    return [found[0], *found.groups()] if found else None


NOT_SPELLED = re.compile(r"[^a-zA-Z0-9.]+")


@lru_cache(maxsize=4096)
def spelling(key: str) -> str:
    """What two spellings of a name have in common: ASCII letters, digits and dots, in lower case."""
    return NOT_SPELLED.sub("", key).lower()


def get_spelled(source: object, name: str) -> Any:
    """The value of the first key of an object that spells the name, else undefined."""
    for key, value in entries(as_object(source)):
        if spelling(key) == name:
            return value
    return undefined


def camel_case(name: str) -> str:
    """`z_index` as `zIndex`."""
    return re.sub("_.", lambda found: found[0][1].upper(), name)


def separated(name: str, mark: str) -> str:
    """`zIndex` as `z_index`, where the mark is `_`."""
    return re.sub("[A-Z]", lambda letter: mark + letter[0].lower(), name)


def split(text: str, between: str) -> list[str]:
    return text.split(between)


def replace_all(text: str, part: str, other: str) -> str:
    return text.replace(part, other)


def remove_all(text: str, part: str) -> str:
    return text.replace(part, "")


def ends_with(text: str, end: str) -> bool:
    return text.endswith(end)


# What JavaScript's `trim` and `parseFloat` take for white space; Python's own idea of it is another.
WHITE_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)


def trim(text: str) -> str:
    return text.strip(WHITE_SPACE)


def integer(digits: str | None) -> int:
    """The number that a run of digits stands for; 0 for none."""
    return int(digits or 0)


def as_string(value: Any) -> str:
    """What JavaScript writes for a scalar: of a number as few digits as tell it from others, no `e` from 1e-6 on."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not is_number(value):
        return str(value)
    shortest = repr(float(value))
    if value == 0 or 1e-6 <= abs(value) < 1e21:
        return re.sub(r"^-0$", "0", f"{Decimal(shortest):f}".removesuffix(".0"))
    return re.sub(r"e([+-])0", r"e\1", shortest)


def json_text(value: Any) -> Any:
    """JSON of plain data; equal strings are equal data, whose keys are in the same order. 1 and 1.0 are one number.

    As in JavaScript, undefined has none.
    """
    if value is undefined:
        return undefined
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{json_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(json_text, value)) + "]"
    return as_string(value) if is_number(value) else json.dumps(value)


NUMBER = re.compile(r"[+-]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)", re.ASCII | re.IGNORECASE)


def leading_number(text: str) -> float:
    """The number that a string starts with, else NaN."""
    found = NUMBER.match(text.lstrip(WHITE_SPACE))
    if not found or ("nf" in found[0].lower() and "Infinity" not in found[0]):
        return math.nan
    return float(found[0])


INTEGER = re.compile(r"[+-]?\d+", re.ASCII)


def leading_integer(text: str) -> float:
    """The whole number that a string starts with, else NaN."""
    found = INTEGER.match(text.lstrip(WHITE_SPACE))
    return float(found[0]) if found else math.nan


def truncate(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units, and no half of a surrogate pair at the end."""
    if len(text) * 2 <= limit:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= limit * 2:
        return text
    if 0xD8 <= units[limit * 2 - 1] < 0xDC:
        limit -= 1
    return units[: limit * 2].decode("utf-16-le", "surrogatepass")


def string_hash(value: Any) -> str:
    """The decimal string of the 32-bit hash djb2 (xor) of a scalar's text, read from the end, over UTF-16 units."""
    units = as_string(value).encode("utf-16-le", "surrogatepass")
    number = 5381
    for index in range(len(units) - 2, -1, -2):
        number = (number * 33 ^ (units[index] | units[index + 1] << 8)) & 0xFFFFFFFF
    return str(number)
