"""The queue of one machine: lanes in one SQLite file.

Only heads of lanes are ever looked at, and each by an index, so that a million rows cost what a dozen cost. Which rows
are being sent is known in memory alone: after a crash the heads are sent again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from concurrent.futures import Future
from pathlib import Path

from intercom_destination.cloud.queue import enqueue
from intercom_destination.cloud.queue.pauses import Pauses
from intercom_destination.cloud.queue.queue_types import NewEvent, Progress, PutResult, Refusal, Row
from intercom_destination.cloud.queue.reader import Reader
from intercom_destination.cloud.queue.refused_events import keep_refused
from intercom_destination.cloud.queue.schema import BEHIND, RETRY
from intercom_destination.cloud.queue.writer import Writer

# Events younger than this overtake the backlog of other lanes: somebody may be at the other end.
YOUNG = 60

COLUMNS = "id, lane, message_id, body, tries, second, at"
NOT_BUSY = "lane not in (select lane from queue where id in (select value from json_each(?)))"


class SqliteQueue:
    """The `EventQueue` of one file. Takes `max_events`, and none while fewer than `min_free_disk` bytes are free."""

    def __init__(
        self, path: Path, writer: Writer, reader: Reader, *, max_events: int, min_free_disk: int, shift: bool
    ) -> None:
        self._path, self._writer, self._reader = path, writer, reader
        self._max_events, self._min_free_disk, self._shift = max_events, min_free_disk, shift

    def put(self, events: Sequence[NewEvent], progress: Progress | None = None) -> Future[PutResult]:
        def step(db: sqlite3.Connection) -> PutResult:
            if events:
                enqueue.check_room(self._path, db, len(events), self._max_events, self._min_free_disk)
            result = enqueue.put_events(db, events, shift=self._shift)
            if progress:
                enqueue.put_progress(db, progress)
            return result

        return self._writer.submit(step)

    def heads(self, count: int, now: float, busy: Collection[int]) -> list[Row]:
        """Heads that may be sent: young events first, then retries that are due, then the backlog, oldest first."""
        skip = json.dumps(list(busy))
        found: dict[int, Row] = {}
        for condition, order, value in (
            ("state = 1 and second > ?", "second", now - YOUNG),
            ("state = 2 and due <= ?", "due", now),
            ("state = 1 and id > ?", "id", 0),
        ):
            rows = self._reader.rows(
                f"select {COLUMNS} from queue where {condition} and {NOT_BUSY} order by {order} limit ?",  # noqa: S608
                *(value, skip, count - len(found)),
            )
            found.update((row[0], Row(*row)) for row in rows)
            if len(found) >= count:
                break
        return list(found.values())

    def followers(self, row: Row, count: int) -> list[Row]:
        """The rows right behind a head."""
        statement = f"select {COLUMNS} from queue where lane = ? and id > ? order by id limit ?"  # noqa: S608
        return [Row(*found) for found in self._reader.rows(statement, row.lane, row.id, count)]

    def done(self, rows: Sequence[Row], now: float) -> Future[None]:
        def step(db: sqlite3.Connection) -> None:
            for row in rows:
                _remove(db, row, now)
            _renew(db, rows[0])

        return self._writer.submit(step)

    def later(self, row: Row, due: float, *, failed: bool) -> Future[None]:
        """Put a head back until it is due. `failed` counts it as a try: the next pause is longer."""

        def step(db: sqlite3.Connection) -> None:
            db.execute(
                "update queue set state = ?, due = ?, tries = tries + ? where id = ? and state != ?",
                (RETRY, due, failed, row.id, BEHIND),
            )

        return self._writer.submit(step)

    def refuse(self, row: Row, refusal: Refusal, now: float) -> Future[None]:
        def step(db: sqlite3.Connection) -> None:
            if _remove(db, row, now):
                keep_refused(db, row, refusal, now)
            _renew(db, row)

        return self._writer.submit(step)

    def next_due(self, busy: Collection[int]) -> float | None:
        """When the next retry is due, except of rows that are being sent."""
        statement = f"select due from queue where state = 2 and {NOT_BUSY} order by due limit 1"  # noqa: S608
        row = self._reader.row(statement, json.dumps(list(busy)))
        return row[0] if row else None

    def pauses(self) -> Pauses:
        row = self._reader.row("select value from meta where key = 'pauses'")
        return Pauses(**json.loads(row[0])) if row else Pauses()

    def keep_pauses(self, pauses: Pauses) -> Future[None]:
        text = json.dumps({"spans": pauses.spans, "began": pauses.began})

        def step(db: sqlite3.Connection) -> None:
            db.execute("insert or replace into meta values ('pauses', ?)", (text,))

        return self._writer.submit(step)

    def waiting(self) -> int:
        row = self._reader.row("select value from meta where key = 'waiting'")
        return int(row[0]) if row else 0

    def oldest(self) -> float | None:
        """When the event was queued that has waited for longest."""
        row = self._reader.row("select at from queue order by id limit 1")
        return row[0] if row else None

    def blocked(self) -> int:
        """How many lanes wait for another try of their head."""
        row = self._reader.row("select count(*) from queue where state = 2")
        return int(row[0]) if row else 0

    def read_so_far(self, source: str) -> tuple[int, str]:
        """How many events of a source are in the queue, or were, and the mark of the last one."""
        row = self._reader.row("select value from meta where key = ?", f"read {source}")
        read, _, mark = str(row[0]).partition(" ") if row else ("0", "", "")
        return int(read), mark


def _remove(db: sqlite3.Connection, row: Row, now: float) -> bool:
    """Take a row out, and remember its messageId. A row that `forget` has removed meanwhile leaves nothing: False."""
    is_there = bool(db.execute("delete from queue where id = ?", (row.id,)).rowcount)
    if is_there:
        db.execute("insert or replace into messages values (?, ?)", (row.message_id, int(now)))
        enqueue.add_waiting(db, -1)
    return is_there


def _renew(db: sqlite3.Connection, row: Row) -> None:
    """The next row of the lane becomes its head; the lane may have another name by now."""
    moved = db.execute("select leads_to from people where lane = ?", (row.lane,)).fetchone()
    for lane in {row.lane, moved[0] if moved and moved[0] else row.lane}:
        enqueue.promote(db, lane)
