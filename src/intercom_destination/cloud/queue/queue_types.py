"""The records that go into the queue and come out of it, and what any queue has to offer.

The SQLite file is the queue of one machine. A queue of several machines would stand behind the same `EventQueue`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol

from intercom_destination.cloud.queue.pauses import Pauses


class Full(RuntimeError):  # noqa: N818  the caller may wait and try again
    """The queue takes no more: it has `maxEvents` events, or the disk has less than `minFreeDisk` bytes free."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event on its way into the queue.

    ``second`` is the event's own time, in unix seconds. ``event_name`` is the name under which Intercom counts it as
    one event of that second; nothing for what is no event of Intercom's. ``email`` is an address that leads to
    ``lane`` from now on.
    """

    lane: str
    message_id: str
    body: str
    second: int
    at: float
    event_name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The head of a lane."""

    id: int
    lane: str
    message_id: str
    body: str
    tries: int
    second: int
    at: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an event was refused: a code and a sentence of ours, then the request and the answer, where there are any."""

    code: str
    message: str
    request: dict[str, Any] | None = None
    answer: Any = None
    status: int | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a source of events has been read, and the mark of the last one: stored with the events that were read."""

    source: str
    read: int
    mark: str


@dataclass(frozen=True, slots=True)
class PutResult:
    """How many events of a batch were queued; the others had the messageId of one that is known."""

    queued: int


class EventQueue(Protocol):
    """A queue of lanes. What gives a `Future` is on disk once the future has its result."""

    def put(self, events: Sequence[NewEvent], progress: Progress | None = None) -> Future[PutResult]: ...

    def heads(self, count: int, now: float, busy: Collection[int]) -> list[Row]: ...

    def followers(self, row: Row, count: int) -> list[Row]: ...

    def done(self, rows: Sequence[Row], now: float) -> Future[None]: ...

    def later(self, row: Row, due: float, *, failed: bool) -> Future[None]: ...

    def refuse(self, row: Row, refusal: Refusal, now: float) -> Future[None]: ...

    def next_due(self, busy: Collection[int]) -> float | None: ...

    def pauses(self) -> Pauses: ...

    def keep_pauses(self, pauses: Pauses) -> Future[None]: ...

    def waiting(self) -> int: ...

    def oldest(self) -> float | None: ...

    def blocked(self) -> int: ...

    def read_so_far(self, source: str) -> tuple[int, str]: ...
