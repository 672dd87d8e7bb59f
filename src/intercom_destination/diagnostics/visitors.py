"""Visitors of an export, told apart by anonymous id, else user id: what is remembered of each.

Memory is bounded: of the visitors, those seen last are remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Remembered = TypeVar("Remembered")

VISITORS = 10_000
IDENTITIES = frozenset({str, int, float, bool})
"""Exact types: a subclass may compare in ways of its own."""


class Visitors(Generic[Remembered]):
    """What is remembered of each visitor; `new` makes it for one who has done nothing before."""

    def __init__(self, new: Callable[[], Remembered]) -> None:
        self._new = new
        self._known: dict[Any, Remembered] = {}

    def of(self, event: Any) -> Remembered:
        """What is remembered of the visitor whom an event is about; events that name nobody have one in common."""
        identity = _identity(event)
        found = self._known.pop(identity) if identity in self._known else self._new()
        self._known[identity] = found
        if len(self._known) > VISITORS:
            del self._known[next(iter(self._known))]
        return found


def _identity(event: Any) -> Any:
    if not isinstance(event, dict):
        return None
    identity = event.get("anonymousId") or event.get("userId")
    if type(identity) in IDENTITIES:
        return identity
    return str.__str__(identity) if isinstance(identity, str) else None
