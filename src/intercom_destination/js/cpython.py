"""CPython's half: what `browser.py` says, down to JavaScript's rounding and UTF-16.

An event is made of what `json.loads` gives (dict, list, str, int, float, bool, None), of `datetime` for Date objects
(naive ones are local time), and of `undefined`. Anything else is no data, as in the browser.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from intercom_destination.js.globals import undefined

if TYPE_CHECKING:
    from typing import TypeGuard

    from typing_extensions import TypeIs


class InvalidDate:
    """A Date object that holds no date."""

    def __repr__(self) -> str:
        return "Invalid Date"


INVALID_DATE: Any = InvalidDate()
PROTOTYPE_KEYS = frozenset({"__proto__", "constructor", "prototype"})


def attempt(action: Callable[[], Any]) -> Any:
    """What the action returns, or undefined where it throws."""
    try:
        return action()
    except Exception:
        return undefined


def truthy(value: object) -> bool:
    """JavaScript's idea of true: an empty object is, NaN is not."""
    if isinstance(value, (dict, list)):
        return True
    return bool(value) and value == value  # NaN is the one value that differs from itself


def either(one: Any, other: Any) -> Any:
    """The first value where it is truthy, else the other."""
    return one if one.__class__ is dict or truthy(one) else other  # the first is true nearly always, and quicker


def is_string(value: object) -> TypeIs[str]:
    return isinstance(value, str)


def is_number(value: object) -> TypeGuard[float]:
    """A finite number: NaN and the infinities are no data."""
    try:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:  # an int that no double can hold: JavaScript's Infinity
        return False


def is_boolean(value: object) -> TypeIs[bool]:
    return isinstance(value, bool)


def is_date(value: object) -> TypeGuard[datetime]:
    """A datetime, which always holds a date."""
    return isinstance(value, datetime)


def is_invalid_date(value: object) -> bool:
    """A Date object that holds no date."""
    return value is INVALID_DATE


def is_list(value: object) -> TypeIs[list[Any]]:
    return isinstance(value, list)


def is_plain(value: object) -> TypeIs[dict[str, Any]]:
    return isinstance(value, dict)


def as_object(value: object) -> dict[str, Any]:
    """The value where it is a plain object, else an empty one."""
    return value if isinstance(value, dict) else {}


def entries(source: Any) -> list[tuple[str, Any]]:
    """The [key, value] pairs of an object, but for keys that could reach a prototype (D8) and undefined values.

    Those of a list, too: its keys are the indices.
    """
    if source.__class__ is list:
        source = {str(index): value for index, value in enumerate(source)}
    for key, value in source.items():
        if value is undefined or key in PROTOTYPE_KEYS or "0" <= key[:1] <= "9":
            return _odd_entries(source)
    return list(source.items())


def _odd_entries(source: dict[str, Any]) -> list[tuple[str, Any]]:
    return _numbers_first(
        [pair for pair in source.items() if pair[0] not in PROTOTYPE_KEYS and pair[1] is not undefined]
    )


def prototype_keys(source: dict[str, Any]) -> list[str]:
    """The keys of an object that could reach a prototype."""
    return [key for key in source if key in PROTOTYPE_KEYS]


def keys_without_value(source: dict[str, Any]) -> list[str]:
    """The keys of an object that have no value."""
    return [key for key, value in source.items() if value is undefined]


def get_own(source: Any, key: str) -> Any:
    """The value of a key, else undefined."""
    if source.__class__ is dict or isinstance(source, dict):  # the first is true nearly always, and quicker
        return source.get(key, undefined)
    return undefined


def strict_equal(one: Any, other: Any) -> bool:
    """Whether two scalars are one value: 1 and 1.0 are, 1 and true are not; what is no scalar is only itself."""
    if isinstance(one, (dict, list)):
        return one is other
    return bool(one == other) and isinstance(one, bool) is isinstance(other, bool)


def append(items: list[Any], item: Any) -> None:
    items.append(item)


def appended(items: list[Any], item: Any) -> list[Any]:
    """A new list with one more item."""
    return [*items, item]


def without_first(items: list[Any]) -> list[Any]:
    """A new list without the first item."""
    return items[1:]


def length(items: list[Any] | str) -> int:
    return len(items)


def are_strings(value: object) -> TypeGuard[list[str]]:
    """A list of strings."""
    return is_list(value) and all(is_string(item) for item in value)


def contains(items: list[Any], item: Any) -> bool:
    """Whether the very same item, or the same text, is in the list."""
    for one in items:  # noqa: SIM110  `any` takes a generator, which is slow for the short lists of here
        if one is item or (one.__class__ is str and one == item):
            return True
    return False


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
    """JSON of plain data; equal texts are equal data, whose keys are in the same order. 1 and 1.0 are one number.

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
    """The number that a text starts with, else NaN."""
    found = NUMBER.match(text.lstrip(WHITE_SPACE))
    if not found or ("nf" in found[0].lower() and "Infinity" not in found[0]):
        return math.nan
    return float(found[0])


INTEGER = re.compile(r"[+-]?\d+", re.ASCII)


def leading_integer(text: str) -> float:
    """The whole number that a text starts with, else NaN."""
    found = INTEGER.match(text.lstrip(WHITE_SPACE))
    return float(found[0]) if found else math.nan


def rounded(number: float) -> float:
    """To the nearest whole number, halves up."""
    if not math.isfinite(number):
        return number
    floor = math.floor(number)
    return floor + (number - floor >= 0.5)


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


def in_wire_order(fields: dict[str, Any]) -> dict[str, Any]:
    """JavaScript keeps keys that are whole numbers first, in ascending order; so does what is sent."""
    for key in fields:
        if "0" <= key[:1] <= "9":
            return dict(_numbers_first(list(fields.items())))
    return fields


def _numbers_first(pairs: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    indices = [pair for pair in pairs if _is_index(pair[0])]
    return sorted(indices, key=lambda pair: int(pair[0])) + [pair for pair in pairs if not _is_index(pair[0])]


def _is_index(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= 10 and str(int(key)) == key and int(key) < 4294967295
