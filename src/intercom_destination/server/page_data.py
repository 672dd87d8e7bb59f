"""Python values as the data of a page's first calls: a string or a number where the meaning is clear.

A page is rendered for a visitor, so a value without a clear meaning must not break it: that one value is left out, and
logged with its path and its type, never with the value itself, which may be personal. `strict` raises instead.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from numbers import Integral, Real
from typing import Any
from uuid import UUID

from intercom_destination.events.constants import MAX_DEPTH
from intercom_destination.js import is_number

logger = logging.getLogger("intercom_destination")

LEFT_OUT: Any = object()
LONGEST_KEY_SHOWN = 40
WORD = rf"[A-Za-z_][A-Za-z0-9_]{{0,{LONGEST_KEY_SHOWN}}}"
# Strings that are translated when they are asked for. Django's need no row: they have a string's own methods.
LAZY_STRINGS = {("babel.support", "LazyProxy"), ("flask_babel.speaklater", "LazyString")}


class UnclearValueError(TypeError, ValueError):
    """A value that a page cannot take. The message has its path and type, never the value."""


def page_fields(name: str, given: Mapping[Any, Any], *, strict: bool = False) -> dict[str, Any]:
    """Traits as JSON can hold them; `name` is what paths start with. Raises UnclearValueError where `strict`."""
    fields = _data(name, given, strict, ())
    return {} if fields is LEFT_OUT else fields


def _data(path: str, value: Any, strict: bool, parents: tuple[Any, ...]) -> Any:
    """The value as JSON can hold it, else `LEFT_OUT`. `parents` are what it lies in."""
    return _or_left_out(_converted, value, path, strict, parents)


def _or_left_out(convert: Callable[..., Any], value: Any, path: str, strict: bool, *more: Any) -> Any:
    try:
        return convert(value, path, strict, *more)
    except UnclearValueError as error:
        if strict:
            raise
        reason = str(error)
    except Exception as error:  # a translation that fails, a mapping that changes meanwhile, ...
        reason = f"{path} is of type {type(value).__name__}, and raises {type(error).__name__} when it is read"
        if strict:
            raise UnclearValueError(reason) from error
    logger.warning("left out of the Intercom snippet: %s", reason)
    return LEFT_OUT


def _converted(value: Any, path: str, strict: bool, parents: tuple[Any, ...]) -> Any:
    value = _unwrapped(value)
    if value is None or isinstance(value, bool):
        return value
    if _is_string(value):
        return str(value)
    if isinstance(value, (Real, Decimal)):
        return _number(path, value)
    if isinstance(value, datetime):
        zoned = value.replace(tzinfo=UTC) if value.utcoffset() is None else value
        return zoned.astimezone(UTC).isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if not isinstance(value, (Mapping, list, tuple, set, frozenset)):
        raise UnclearValueError(f"{path} is of type {type(value).__name__}, which is no data that a page can take")
    if len(parents) > MAX_DEPTH or any(value is parent for parent in parents):
        raise UnclearValueError(
            f"{path} is of type {type(value).__name__}, and contains itself or is nested too deeply"
        )
    within = (*parents, value)
    if isinstance(value, Mapping):
        return _fields(path, value, strict, within)
    items = [_data(f"{path}[{index}]", item, strict, within) for index, item in enumerate(value)]
    kept = [item for item in items if item is not LEFT_OUT]
    return sorted(kept, key=repr) if isinstance(value, (set, frozenset)) else kept


def _fields(path: str, fields: Mapping[Any, Any], strict: bool, parents: tuple[Any, ...]) -> dict[str, Any]:
    found = {}
    for key, value in list(fields.items()):
        name = _or_left_out(_name, key, f"a key of {path}", strict)
        if name is LEFT_OUT:
            continue
        item = _data(_joined(path, name), value, strict, parents)
        if item is not LEFT_OUT:
            found[name] = item
    return found


def _name(key: Any, path: str, _strict: bool) -> str:
    key = _unwrapped(key)
    kind = type(key)
    if kind is not bool and (_is_string(key) or isinstance(key, (UUID, Integral))):
        return str(key)
    raise UnclearValueError(f"{path} is of type {kind.__name__}, not a string")


def _joined(path: str, name: str) -> str:
    """The path of a value; a name that is more than a word is quoted and cut, so that a log stays readable."""
    return f"{path}.{name}" if re.fullmatch(WORD, name) else f"{path}[{name[:LONGEST_KEY_SHOWN]!r}]"


def _unwrapped(value: Any) -> Any:
    return value.value if isinstance(value, Enum) and isinstance(value.value, (str, int)) else value


def _is_string(value: Any) -> bool:
    """Whether a value is a string, or has a string's methods, or is known to be translated into one."""
    kind = type(value)
    if isinstance(value, str) or hasattr(kind, "casefold"):
        return True
    return any((one.__module__, one.__name__) in LAZY_STRINGS for one in kind.__mro__)


def _number(path: str, value: Any) -> float:
    """A number as a page has it: whole where it is whole."""
    if isinstance(value, Decimal):
        # Finite ones only: 1E+999999 as an int would take all memory.
        number = float(value) if value.is_finite() else math.nan
        if math.isfinite(number) and value == value.to_integral_value():
            number = int(value)
    else:
        number = int(value) if isinstance(value, Integral) else float(value)
    if not is_number(number):
        raise UnclearValueError(f"{path} is of type {type(value).__name__}, without a finite value")
    return number
