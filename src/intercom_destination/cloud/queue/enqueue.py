"""How events come into the file: once for each messageId, behind the others of their lane."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from intercom_destination.cloud.queue.queue_types import Full, NewEvent, Progress, PutResult
from intercom_destination.cloud.queue.reader import count_of
from intercom_destination.cloud.queue.schema import BEHIND, HEAD, RETRY

# Seconds that a messageId and the second of an event are remembered: libraries retry within this.
REMEMBERED = 24 * 3600


def check_room(path: Path, db: sqlite3.Connection, events: int, max_events: int, min_free_disk: int) -> None:
    """Raise `Full` where the events would be too many, or the disk too full."""
    waiting = count_of(db, "waiting")
    if waiting + events > max_events:
        raise Full(f"{waiting:,} events wait in {path.name}, and maxEvents is {max_events:,}")
    free = shutil.disk_usage(path.parent).free
    if free < min_free_disk:
        raise Full(f"{free:,} bytes are free on the disk of {path.name}, and minFreeDisk is {min_free_disk:,}")


def put_events(db: sqlite3.Connection, events: Sequence[NewEvent], *, shift: bool) -> PutResult:
    """Queue events. With `shift`, two events of one person and name get two seconds: Intercom would drop one."""
    queued = 0
    for event in events:
        if _is_known(db, event.message_id):
            continue
        lane = _lane_of(db, event, shift=shift)
        second = (
            _free_second(db, lane, event.event_name, event.second, event.at)
            if shift and event.event_name
            else event.second
        )
        behind = db.execute("select 1 from queue where lane = ? limit 1", (lane,)).fetchone()
        db.execute(
            "insert into queue (lane, message_id, body, state, tries, due, second, at) values (?, ?, ?, ?, 0, ?, ?, ?)",
            (lane, event.message_id, event.body, BEHIND if behind else HEAD, event.at, second, event.at),
        )
        queued += 1
    add_waiting(db, queued)
    return PutResult(queued)


def put_progress(db: sqlite3.Connection, progress: Progress) -> None:
    db.execute(
        "insert or replace into meta values (?, ?)", (f"read {progress.source}", f"{progress.read} {progress.mark}")
    )


def add_waiting(db: sqlite3.Connection, change: int) -> None:
    db.execute("update meta set value = value + ? where key = 'waiting'", (change,))


def promote(db: sqlite3.Connection, lane: str) -> None:
    """Make the first row of a lane its head, unless it is that already."""
    db.execute(
        "update queue set state = case when tries > 0 then ? else ? end"
        " where id = (select id from queue where lane = ? order by id limit 1) and state = ?",
        (RETRY, HEAD, lane, BEHIND),
    )


def _lane_of(db: sqlite3.Connection, event: NewEvent, *, shift: bool) -> str:
    """The lane of a person, once an email has been identified with a userId; what waits under the email moves there."""
    if event.email:
        by_email = f"email:{event.email}"
        known = db.execute("select leads_to from people where lane = ?", (by_email,)).fetchone()
        if known is None or known[0] != event.lane:
            db.execute(
                "insert into people (lane, leads_to, used) values (?, ?, ?)"
                " on conflict (lane) do update set leads_to = excluded.leads_to, used = excluded.used",
                (by_email, event.lane, int(event.at)),
            )
            _move(db, by_email, event.lane, shift=shift)
        return event.lane
    found = db.execute("select leads_to from people where lane = ?", (event.lane,)).fetchone()
    return found[0] if found and found[0] else event.lane


def _move(db: sqlite3.Connection, source: str, target: str, *, shift: bool) -> None:
    """Put what waits in one lane into another, in the order in which all of it was queued."""
    if shift:
        part_seconds(db, source, target)
    if db.execute("update queue set lane = ?, state = ? where lane = ?", (target, BEHIND, source)).rowcount:
        db.execute("update queue set state = ? where lane = ? and state != ?", (BEHIND, target, BEHIND))
        promote(db, target)


def _is_known(db: sqlite3.Connection, message_id: str) -> bool:
    statement = "select 1 from queue where message_id = ? union all select 1 from messages where message_id = ?"
    return db.execute(statement, (message_id, message_id)).fetchone() is not None


def part_seconds(db: sqlite3.Connection, source: str, target: str) -> None:
    """Give waiting events of one lane other seconds where another lane, now of the same person, has theirs, or had."""
    others = [name for name in _names_of(db, target) if name != source]
    names = (
        "select id, json_extract(body, '$.event'), second, at from queue"
        " where lane = ? and json_extract(body, '$.type') = 'track' and tries = 0 order by id"
    )
    # An event that was tried may have arrived: its second stays.
    for number, name, second, at in db.execute(names, (source,)).fetchall():
        event_name = str(name).lower()
        if _further(db, others, event_name, second) is not None:
            free = _free_second(db, target, event_name, second, at)
            db.execute("update queue set second = ? where id = ?", (free, number))


def _names_of(db: sqlite3.Connection, lane: str) -> list[str]:
    """All lanes of the person of a lane: emails that lead to it, and lanes that turned out to be the same contact."""
    found = db.execute(
        "select lane from people where leads_to = :lane union select other.lane from people one"
        " join people other on other.contact_id = one.contact_id where one.lane = :lane",
        {"lane": lane},
    )
    return [lane, *(name for (name,) in found if name != lane)]


def _free_second(db: sqlite3.Connection, lane: str, event_name: str, second: int, at: float) -> int:
    """The first second from this one on in which the person has no event of the name; it is taken now.

    Each second that is taken knows where to go on looking, so that many events of one second cost one look each.
    """
    lanes, free, passed = _names_of(db, lane), second, list[int]()
    while True:
        further = _further(db, lanes, event_name, free)
        if further is None:
            break
        passed.append(free)
        free = further
    rows = [(_key(lane, event_name, one), free + 1, int(at)) for one in (*passed, free)]
    db.executemany("insert or replace into taken_seconds values (?, ?, ?)", rows)
    return free


def _further(db: sqlite3.Connection, lanes: Sequence[str], event_name: str, second: int) -> int | None:
    """Where to go on looking, if one of the lanes has an event of the name in that second."""
    keys = [_key(lane, event_name, second) for lane in lanes]
    marks = ", ".join("?" * len(keys))
    found: tuple[int | None] = db.execute(
        f"select max(next) from taken_seconds where key in ({marks})",  # noqa: S608
        keys,
    ).fetchone()
    return found[0]


def _key(lane: str, event_name: str, second: int) -> int:
    digest = hashlib.blake2b(f"{lane}\0{event_name}\0{second}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
