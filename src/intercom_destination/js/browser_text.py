"""The browser's half of `text.py`, whose name it takes in a bundle: patterns, spellings, numbers in text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intercom_destination.js import as_object, get_own, keys_of
from intercom_destination.js.globals import JSON, RegExp, Uint32Array, __new__, parseFloat, parseInt, undefined

if TYPE_CHECKING:
    import re


def pattern(source: str) -> re.Pattern[str]:
    """A regular expression that ignores case. Only constructs that both languages read alike may be used."""
    return RegExp(source, "i")


def match(expression: re.Pattern[str], text: str) -> list[object] | None:
    """The whole match and the groups, else null."""
    return expression.exec(text)


def spelling(key: str) -> str:
    """What two spellings of a name have in common: ASCII letters, digits and dots, in lower case."""
    return key.replace(NOT_SPELLED, "").toLowerCase()


NOT_SPELLED = RegExp("[^a-zA-Z0-9.]+", "g")


def get_spelled(source: object, name: str) -> Any:
    """The value of the first key of an object that spells the name, else undefined."""
    for key in keys_of(as_object(source)):
        if spelling(key) == name:
            value = get_own(source, key)
            if value is not undefined:
                return value
    return undefined


def camel_case(name: str) -> str:
    """`z_index` as `zIndex`."""
    return name.replace(RegExp("_.", "g"), lambda found: found[1].toUpperCase())


def separated(name: str, mark: str) -> str:
    """`zIndex` as `z_index`, where the mark is `_`."""
    return name.replace(RegExp("[A-Z]", "g"), lambda letter: mark + letter.toLowerCase())


def split(text: str, between: str) -> list[str]:
    return text.split(between)


def replace_all(text: str, part: str, other: str) -> str:
    return text.split(part).join(other)


def remove_all(text: str, part: str) -> str:
    return text.split(part).join("")


def ends_with(text: str, end: str) -> bool:
    return text.endsWith(end)


def trim(text: str) -> str:
    return text.trim()


def integer(digits: str | None) -> int:
    """The number that a run of digits stands for; 0 for none."""
    return +(digits or 0)


def as_string(value: object) -> str:
    """What JavaScript writes for a scalar."""
    return "" + value


def json_text(value: object) -> str:
    """JSON of plain data, undefined of undefined; equal strings are equal data, whose keys are in the same order."""
    return JSON.stringify(value)


def leading_number(text: str) -> float:
    """The number that a string starts with, else NaN."""
    return parseFloat(text)


def leading_integer(text: str) -> float:
    """The whole number that a string starts with, else NaN."""
    return parseInt(text, 10)


def truncate(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units, and no half of a surrogate pair at the end."""
    return text.slice(0, limit - (text.length > limit and text.charCodeAt(limit - 1) >> 10 == 0xD800 >> 10))


def string_hash(value: object) -> str:
    """The decimal string of the 32-bit hash djb2 (xor) of a scalar's text, read from the end, over UTF-16 units."""
    text = "" + value
    number = text.split("").reduceRight(lambda number, unit: (number * 33) ^ unit.charCodeAt(), 5381)
    return "" + __new__(Uint32Array([number]))
