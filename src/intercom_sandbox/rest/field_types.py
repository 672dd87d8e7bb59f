"""The types of fields, strictly: what is of another type is refused, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intercom_sandbox.server.http import Refusal

INTEGER_LARGEST = 2**31 - 1
#: What 64 bits hold.
LONG_LARGEST = 2**63 - 1
#: Seconds up to the year 2286; what is larger is milliseconds.
SECONDS_LARGEST = 9_999_999_999

Check = Callable[[Any], bool]


def is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LONG_LARGEST


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_boolean(value: Any) -> bool:
    return isinstance(value, bool)


def is_seconds(value: Any) -> bool:
    return is_integer(value) and 0 <= value <= SECONDS_LARGEST


def is_amount(value: Any) -> bool:
    """A number that an integer of 32 bits can hold; fractions are cut off."""
    return is_number(value) and 0 <= value <= INTEGER_LARGEST


def is_object(value: Any) -> bool:
    return isinstance(value, dict)


def is_anything(_value: Any) -> bool:
    """For what has a refusal of its own."""
    return True


WANTED: dict[Check, str] = {
    is_integer: "an integer",
    is_text: "a string",
    is_boolean: "a boolean",
    is_seconds: "a UNIX timestamp in seconds",
    is_amount: f"a number from 0 to {INTEGER_LARGEST}",
    is_object: "an object",
}


def text_or_null(value: Any) -> str | None:
    """What is shown of a field of text: a page may have stored anything there."""
    return value if isinstance(value, str) else None


def check_fields(body: dict[str, Any], fields: dict[str, Check]) -> None:
    """Raise `Refusal` for the first key that is not known, and for the first value of a wrong type; null is allowed."""
    for name in body:
        if name not in fields:
            raise Refusal(400, "bad_request", f"bad '{name[:100]}' parameter")
    for name, value in body.items():
        if value is not None and not fields[name](value):
            raise Refusal(400, "parameter_invalid", f"{name} must be {WANTED[fields[name]]}")
