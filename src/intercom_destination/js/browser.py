"""The browser's half: what compiled code needs from the language, said in JavaScript's own terms.

`cpython.py` beside it has the same names with the same meaning; a test compares the two. In a bundle this module
replaces the package. Nothing here relies on what a page may add to a prototype: only own keys are read. A page may have
a Date of its own, that throws: then strings and Date objects are no dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intercom_destination.js.globals import (
    JSON,
    Array,
    Date,
    Math,
    Object,
    __diagnostics__,
    __new__,
    __typeof__,
    atob,
    console,
    isFinite,
    undefined,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import TypeGuard

    from typing_extensions import TypeIs

# A page may put functions of its own in the place of these, once this is loaded.
keys_of = Object.keys
has_own = Object.prototype.hasOwnProperty

PROTOTYPE_KEYS = ["__proto__", "constructor", "prototype"]

# The last millisecond that a Date can hold; the first is as far from 1970.
LAST_MS = 8640000000000000


def attempt(action: Callable[[], Any]) -> Any:
    """What the action returns, or undefined where it throws: the last line between this bundle and the page."""
    try:
        return action()
    except Exception as error:
        if __diagnostics__:
            report_caught(error)
    return undefined


def report_caught(error: object) -> None:
    """Say what was caught; a browser that refuses storage is no surprise."""
    if error.name != "SecurityError" and error.name != "QuotaExceededError":
        try:
            console.warn("Intercom destination: caught", error)
        except Exception:
            pass


def kind(value: object) -> object:
    """JavaScript's own word for what an object is: "[object Date]", "[object Array]", ...; false for other values."""
    return __typeof__(value) == "object" and Object.prototype.toString.call(value)


def truthy(value: object) -> bool:
    """JavaScript's own idea of true: the value itself, which is for conditions only."""
    return value


def either(one: object, other: object) -> Any:
    """The first value where it is truthy, else the other."""
    return one or other


def is_string(value: object) -> TypeIs[str]:
    return __typeof__(value) == "string"


def is_number(value: object) -> TypeGuard[float]:
    """A finite number: NaN and the infinities are no data."""
    return __typeof__(value) == "number" and isFinite(value)


def is_boolean(value: object) -> TypeIs[bool]:
    return __typeof__(value) == "boolean"


def is_date(value: object) -> bool:
    """A Date object that holds a date."""
    return kind(value) == "[object Date]" and isFinite(date_ms(value))


def is_invalid_date(value: object) -> bool:
    """A Date object that holds no date."""
    return kind(value) == "[object Date]" and not is_date(value)


def is_list(value: object) -> TypeIs[list[object]]:
    return Array.isArray(value)


def is_plain(value: object) -> TypeIs[dict[str, object]]:
    """An object of no built-in kind, of any frame: what a library's copy of an event is made of."""
    return kind(value) == "[object Object]"


def as_object(value: object) -> dict[str, object]:
    """The value where it is a plain object, else an empty one."""
    return value if is_plain(value) else {}


def entries(source: object) -> list[tuple[str, object]]:
    """The own enumerable [key, value] pairs, except keys that could reach a prototype (D8) and undefined values."""
    pairs: list[tuple[str, object]] = []
    for key in keys_of(source):
        value = get_own(source, key)
        if value is not undefined and key != "__proto__" and key != "constructor" and key != "prototype":
            pairs.push([key, value])
    return pairs


def prototype_keys(source: dict[str, object]) -> list[str]:
    """The own enumerable keys of an object that could reach a prototype."""
    return keys_of(source).filter(lambda key: contains(PROTOTYPE_KEYS, key))


def keys_without_value(source: dict[str, object]) -> list[str]:
    """The own enumerable keys of an object that have no value."""
    return keys_of(source).filter(lambda key: get_own(source, key) is undefined)


def get_own(source: object, key: str) -> Any:
    """The value of an own key, else undefined; a getter that throws counts as none."""
    # To ask undefined would throw, which costs a hundred times as much as to look first.
    try:
        if source and has_own.call(source, key):
            return source[key]
    except Exception:
        pass
    return undefined


def strict_equal(one: object, other: object) -> bool:
    """Whether two scalars are one value: 1 and 1.0 are, 1 and true are not."""
    return one == other


def append(items: list[object], item: object) -> None:
    items.push(item)


def appended(items: list[object], item: object) -> list[object]:
    """A new list with one more item."""
    return items.concat([item])


def without_first(items: list[object]) -> list[object]:
    """A new list without the first item."""
    return items.slice(1)


def length(items: list[object] | str) -> int:
    return items.length


def are_strings(value: object) -> TypeGuard[list[str]]:
    """A list of strings."""
    return Array.isArray(value) and value.every(is_string)


def contains(items: list[object], item: object) -> bool:
    """Whether the very same item, or the same text, is in the list."""
    return items.includes(item)


def rounded(number: float) -> float:
    """To the nearest whole number, halves up."""
    return Math.round(number)


def date_ms(when: datetime) -> int:
    """Milliseconds since 1970 of a Date object; undefined for what only says that it is one."""
    return attempt(lambda: Date.prototype.getTime.call(when))


def seconds_of(ms: object) -> Any:
    """Whole seconds of milliseconds that a Date can hold, rounded down, else undefined; so for NaN and undefined."""
    return Math.floor(ms / 1000) if ms >= -LAST_MS and ms <= LAST_MS else undefined


def iso_text(when: datetime) -> str:
    return Date.prototype.toISOString.call(when)


def ms_of(year: int, month: int, day: int, hour: int, minute: int, second: int, behind: object) -> float:
    """Milliseconds since 1970. `month` counts from 0; what overflows rolls over; years 0 to 99 mean 1900 to 1999.

    The time is so many minutes behind UTC; local where that is undefined: at the offset of that moment, and in the gap
    where clocks are put forward at the one before.
    """
    return attempt(
        lambda: (
            +__new__(Date(year, month, day, hour, minute, second))
            if behind is undefined
            else Date.UTC(year, month, day, hour, minute + behind, second)
        )
    )


def token_user_id(token: object) -> Any:
    """The `user_id` that a JSON Web Token claims, unverified, else undefined. Its bytes are read as Latin-1."""
    # An exception for each identify without a token would cost more than all the rest.
    try:
        return token and get_own(
            JSON.parse(atob(token.split(".")[1].split("-").join("+").split("_").join("/"))), "user_id"
        )
    except Exception:
        pass
    return undefined


def in_wire_order(fields: dict[str, object]) -> dict[str, object]:
    """JavaScript keeps keys that are whole numbers first by itself."""
    return fields
