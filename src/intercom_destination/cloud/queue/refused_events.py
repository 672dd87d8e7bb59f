"""What was refused: kept for 30 days with its request and its answer, to be listed, exported, and tried again."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from intercom_destination.cloud.queue.enqueue import REMEMBERED, add_waiting, put_events
from intercom_destination.cloud.queue.queue_types import NewEvent, Refusal, Row
from intercom_destination.cloud.queue.reader import Reader
from intercom_destination.cloud.queue.schema import connect
from intercom_destination.cloud.request import Refused

# Seconds that a refused event is kept.
KEPT = 30 * 24 * 3600

NAMES = ("id", "messageId", "code", "message", "status", "request_id", "at", "event", "request", "answer")
SELECT = "select id, message_id, code, message, status, request_id, at, body, request, answer from refused order by id"


def keep_refused(db: sqlite3.Connection, row: Row | NewEvent, refusal: Refusal, now: float) -> None:
    db.execute(
        "insert or replace into refused"
        " (lane, message_id, body, second, at, code, message, status, request_id, request, answer)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(row.lane, row.message_id, row.body, row.second, now),
            *(refusal.code, refusal.message, refusal.status, refusal.request_id),
            *(json.dumps(refusal.request), json.dumps(refusal.answer)),
        ),
    )


def refused_events(reader: Reader) -> Iterator[dict[str, Any]]:
    """Each refused event, with all that is known of it."""
    for values in reader.rows(SELECT):
        found = dict(zip(NAMES, values, strict=True))
        yield found | {name: json.loads(found[name]) for name in ("event", "request", "answer")}


def retry_refused(db: sqlite3.Connection, code: str, read: Callable[[dict[str, Any]], NewEvent | None]) -> int:
    """Queue what was refused with a code once more, behind the other events of its person; gives how many.

    `read` makes a new event of an old one, and may raise `Refused`: then that one stays.
    """
    count = 0
    statement = "select id, message_id, body, second from refused where code = ? order by id"
    for number, message_id, body, second in db.execute(statement, (code,)).fetchall():
        with suppress(Refused):
            event = read(json.loads(body))
            db.execute("delete from messages where message_id = ?", (message_id,))
            db.execute("delete from refused where id = ?", (number,))
            if event is not None:
                # What was refused when it was read had no second yet.
                event = replace(event, second=second or event.second)
                count += put_events(db, [event], shift=not second).queued
    return count


def forget_person(path: Path, user: str) -> int:
    """Remove all that the file has of a person, by user ID or email, and overwrite it. Gives the number of events."""
    db = connect(path)
    try:
        db.execute("pragma secure_delete = on")
        db.execute("begin immediate")
        first = (f"user:{user}", f"email:{user.lower()}")
        found = db.execute("select lane, leads_to from people where lane in (?, ?) or leads_to in (?, ?)", first * 2)
        lanes = {*first, *(lane for row in found.fetchall() for lane in row if lane)}
        waiting = kept = 0
        for lane in lanes:
            db.execute(
                "delete from attached where contact_id in (select contact_id from people where lane = ?)", (lane,)
            )
            db.execute("delete from people where lane = ? or leads_to = ?", (lane, lane))
            waiting += db.execute("delete from queue where lane = ?", (lane,)).rowcount
            kept += db.execute("delete from refused where lane = ?", (lane,)).rowcount
        add_waiting(db, -waiting)
        kept += _forget_unread(db, {user.lower(), *(lane.partition(":")[2].lower() for lane in lanes)})
        db.execute("commit")
        (is_busy, _, _) = db.execute("pragma wal_checkpoint(truncate)").fetchone()
        if is_busy:
            raise ValueError(
                f"the events were removed; their bytes are still in {path.name}-wal, which another program reads: "
                "forget the person once more"
            )
    finally:
        db.close()
    return waiting + kept


def _forget_unread(db: sqlite3.Connection, names: set[str]) -> int:
    """Remove refused events that nobody could be read from, where one of the names is anywhere in them."""
    rows = db.execute("select id, body from refused where lane = ''").fetchall()
    found = [(number,) for number, body in rows if not names.isdisjoint(_strings(json.loads(body)))]
    db.executemany("delete from refused where id = ?", found)
    return len(found)


def _strings(event: Any) -> Iterator[str]:
    """All strings and numbers of an event, in lower case."""
    level = [event]
    while level:
        value = level.pop()
        if isinstance(value, dict):
            level.extend(value.values())
        elif isinstance(value, list):
            level.extend(value)
        else:
            yield str(value).lower()


def prune(db: sqlite3.Connection, now: float | None = None) -> None:
    """Drop what is kept no longer."""
    now = time.time() if now is None else now
    db.execute("delete from messages where at < ?", (int(now - REMEMBERED),))
    db.execute("delete from taken_seconds where at < ?", (int(now - REMEMBERED),))
    db.execute("delete from refused where at < ?", (now - KEPT,))
