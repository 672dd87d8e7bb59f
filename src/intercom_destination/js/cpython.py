"""CPython's half: what `browser.py` says, down to JavaScript's rounding and UTF-16.

An event is made of what `json.loads` gives (dict, list, str, int, float, bool, None), of `datetime` for Date objects
(naive ones are local time), and of `undefined`. Anything else is no data, as in the browser.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
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
    """The [key, value] pairs of an object, except keys that could reach a prototype (D8) and undefined values.

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


def keys_of(source: dict[str, Any]) -> list[str]:
    """The own enumerable keys of an object."""
    return list(source)


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


def rounded(number: float) -> float:
    """To the nearest whole number, halves up."""
    if not math.isfinite(number):
        return number
    floor = math.floor(number)
    return floor + (number - floor >= 0.5)


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
