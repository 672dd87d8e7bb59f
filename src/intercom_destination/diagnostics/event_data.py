"""An event of Python as a page could have it, for events that the mapping cannot read as they are.

A page's objects have strings as keys and values of few types. What Python has besides, and subclasses that could do
anything when they are read, have no place there.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.events.constants import MAX_DEPTH
from intercom_destination.js.cpython import INVALID_DATE
from intercom_destination.js.globals import undefined

# Deeper than this nothing is read: the mapping begins to count one or two levels below the event.
DEEPEST_READ = MAX_DEPTH + 10
LONGEST_SHOWN = 10**15
PLAIN = (bool, float, str, type(None))


class NoData:
    """Stands in the place of a value that is no data, such as a tuple or an object of a class."""

    def __init__(self, kind: type) -> None:
        self._name = kind.__name__

    def __repr__(self) -> str:
        return f"<{self._name}>"


def event_data(event: Any, found: Found) -> Any:
    """A copy of an event, without keys that are not strings: each gets a diagnostic. Cycles stay cycles."""
    return _copy(event, 0, {}, found)


def _copy(value: Any, depth: int, copies: dict[int, Any], diagnostics: Found) -> Any:
    kind = type(value)  # not `isinstance`, which believes what a proxy says of itself
    if kind in PLAIN or value is undefined or value is INVALID_DATE or depth > DEEPEST_READ:
        return value
    if issubclass(kind, (dict, list)):
        if id(value) not in copies:
            found: Any = {} if issubclass(kind, dict) else []
            copies[id(value)] = found
            _fill(found, value, depth + 1, copies, diagnostics)
        return copies[id(value)]
    if issubclass(kind, datetime):
        return _date(value)
    for base, exact in ((str, str.__str__), (int, _number), (float, float.__float__)):
        if issubclass(kind, base):
            return exact(value)
    return NoData(kind)


def _fill(found: Any, value: Any, depth: int, copies: dict[int, Any], diagnostics: Found) -> None:
    if isinstance(found, list):
        for item in list.__iter__(value):
            found.append(_copy(item, depth, copies, diagnostics))
        return
    for key, item in dict.items(value):
        if issubclass(type(key), str):
            found[str.__str__(key)] = _copy(item, depth, copies, diagnostics)
        else:
            diagnostics.append(["non-string-key", _shown(key), undefined])


def _number(value: int) -> float:
    """A whole number as JavaScript has it: beyond all doubles it is infinite."""
    try:
        float(int.__int__(value))
    except OverflowError:
        return math.inf if int.__gt__(value, 0) else -math.inf
    return int.__int__(value)


def _date(value: datetime) -> Any:
    """The date, or an invalid one where it is out of reach, as the first and last days are in some zones."""
    try:
        value.astimezone(UTC)
    except Exception:
        return INVALID_DATE
    return value


def _shown(key: Any) -> str:
    """A key in a diagnostic's message: itself where it is short, else its type."""
    kind = type(key)
    short = abs(key) < LONGEST_SHOWN if kind is int else kind in (bool, float, type(None))
    return repr(key) if short else f"<{kind.__name__}>"
