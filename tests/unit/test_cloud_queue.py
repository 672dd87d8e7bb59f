"""The queue of one SQLite file: lanes, order, messageIds, bounds, what is kept and for how long."""

from __future__ import annotations

import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from intercom_destination.cloud.queue.deliverer_lock import DelivererLock
from intercom_destination.cloud.queue.queue_types import Full, NewEvent, Progress, Refusal
from intercom_destination.cloud.queue.reader import Reader
from intercom_destination.cloud.queue.refused_events import forget_person, prune, refused_events, retry_refused
from intercom_destination.cloud.queue.schema import create_file
from intercom_destination.cloud.queue.sqlite_queue import SqliteQueue
from intercom_destination.cloud.queue.writer import Writer

NOW = 1_800_000_000.0
DAY = 24 * 3600


class File:
    """A queue in a file, with what it stands on."""

    def __init__(self, path: Path, **limits: int) -> None:
        create_file(path)
        self.path, self.writer, self.reader = path, Writer(path), Reader(path)
        bounds = {"max_events": 100, "min_free_disk": 0, **limits}
        self.queue = SqliteQueue(path, self.writer, self.reader, shift=True, **bounds)

    def put(self, *events: NewEvent) -> int:
        return self.queue.put(events).result().queued

    def heads(self, now: float = NOW, busy: tuple[int, ...] = ()) -> list[str]:
        return [row.message_id for row in self.queue.heads(50, now, busy)]

    def do(self, step: Any) -> Any:
        return self.writer.submit(step).result()

    def close(self) -> None:
        self.writer.close()
        self.reader.close()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[File]:
    file = File(tmp_path / "queue.db")
    yield file
    file.close()


def event(message_id: str, lane: str = "user:1", second: int = 0, **more: Any) -> NewEvent:
    return NewEvent(lane, message_id, "{}", second, NOW, **more)


def test_queue_gives_the_head_of_each_lane_only(file: File) -> None:
    file.put(event("a1"), event("b1", "user:2"), event("a2"))
    assert file.heads() == ["a1", "b1"]


def test_queue_gives_the_next_of_a_lane_once_its_head_is_done(file: File) -> None:
    file.put(event("a1"), event("a2"))
    (head,) = file.queue.heads(1, NOW, ())
    file.queue.done([head], NOW).result()
    assert file.heads() == ["a2"]
    assert file.queue.waiting() == 1


def test_queue_skips_lanes_of_rows_that_are_busy(file: File) -> None:
    file.put(event("a1"), event("b1", "user:2"))
    first = file.queue.heads(1, NOW, ())[0]
    assert file.heads(busy=(first.id,)) == ["b1"]


def test_retry_holds_its_own_lane_until_it_is_due(file: File) -> None:
    file.put(event("a1"), event("a2"), event("b1", "user:2"))
    head = file.queue.heads(1, NOW, ())[0]
    file.queue.later(head, NOW + 5, failed=True).result()
    assert file.heads(NOW) == ["b1"]
    assert file.queue.next_due() == NOW + 5
    assert file.heads(NOW + 5) == ["a1", "b1"]
    assert [row.tries for row in file.queue.heads(1, NOW + 5, ())] == [1]


def test_young_events_overtake_the_backlog_of_other_lanes(file: File) -> None:
    file.put(event("old", "user:1", int(NOW) - 61), event("young", "user:2", int(NOW) - 59))
    assert file.heads() == ["young", "old"]


def test_young_event_does_not_overtake_its_own_lane(file: File) -> None:
    file.put(event("old", second=int(NOW) - 61), event("young", second=int(NOW)))
    assert file.heads() == ["old"]


def test_message_id_is_queued_once_also_after_it_was_delivered(file: File) -> None:
    assert file.put(event("a"), event("a")) == 1
    file.queue.done(file.queue.heads(1, NOW, ()), NOW).result()
    assert file.put(event("a")) == 0
    file.do(lambda db: prune(db, NOW + DAY - 1))
    assert file.put(event("a")) == 0
    file.do(lambda db: prune(db, NOW + DAY + 1))
    assert file.put(event("a")) == 1


def test_message_id_of_what_waits_is_known_for_as_long_as_it_waits(file: File) -> None:
    file.put(event("a"))
    file.do(lambda db: prune(db, NOW + 3 * DAY))
    assert file.put(event("a")) == 0


def test_events_of_one_name_and_second_are_shifted_to_the_next_free_second(file: File) -> None:
    names: dict[str, Any] = {"event_name": "ordered", "second": 100}
    file.put(event("a", **names), event("b", **names), event("c", "user:2", **names))
    file.put(event("d", event_name="ordered", second=101), event("e", event_name="paid", second=100))
    rows = dict(file.reader.rows("select message_id, second from queue"))
    assert rows == {"a": 100, "b": 101, "c": 100, "d": 102, "e": 100}


def test_email_that_is_identified_moves_what_waits_under_it(file: File) -> None:
    by_email = "email:ann@example.org"
    file.put(event("a", by_email), event("b", by_email), event("c"))
    file.put(event("d", email="ann@example.org"), event("e", by_email))
    order = []
    while rows := file.queue.heads(5, NOW, ()):
        assert [row.lane for row in rows] == ["user:1"]
        order.append(rows[0].message_id)
        file.queue.done(rows, NOW).result()
    assert order == ["a", "b", "c", "d", "e"]


def test_row_that_was_being_sent_when_its_lane_moved_keeps_the_new_lane_busy(file: File) -> None:
    by_email = "email:ann@example.org"
    file.put(event("a", by_email))
    (row,) = file.queue.heads(1, NOW, ())
    file.put(event("b", email="ann@example.org"))
    assert file.heads(busy=(row.id,)) == []
    file.queue.done([row], NOW).result()
    assert file.heads() == ["b"]


def test_max_events_is_full(tmp_path: Path) -> None:
    file = File(tmp_path / "queue.db", max_events=2)
    file.put(event("a"), event("b"))
    with pytest.raises(Full, match=r"2 events wait in queue\.db, and maxEvents is 2"):
        file.put(event("c"))
    file.queue.done(file.queue.heads(1, NOW, ()), NOW).result()
    assert file.put(event("c")) == 1
    file.close()


def test_min_free_disk_is_full(tmp_path: Path) -> None:
    file = File(tmp_path / "queue.db", min_free_disk=10**15)
    with pytest.raises(Full, match="minFreeDisk is 1,000,000,000,000,000"):
        file.put(event("a"))
    assert file.queue.waiting() == 0
    file.close()


def test_step_that_fails_leaves_the_others_of_its_commit(file: File) -> None:
    started, go = threading.Event(), threading.Event()

    def hold(_db: sqlite3.Connection) -> None:
        started.set()
        go.wait()

    def fail(db: sqlite3.Connection) -> None:
        db.execute("delete from queue")
        raise ValueError("no")

    file.writer.submit(hold)
    started.wait()
    # What comes while a commit is held goes into the next one together.
    steps: list[Future[Any]] = [
        file.queue.put([event("a")]),
        file.writer.submit(fail),
        file.queue.put([event("b", "user:2")]),
    ]
    go.set()
    with pytest.raises(ValueError, match="no"):
        steps[1].result()
    steps[2].result()
    assert file.heads() == ["a", "b"]


def test_progress_is_stored_with_the_events(file: File) -> None:
    file.queue.put([event("a")], Progress("f", 7, "m")).result()
    assert file.queue.read_so_far("f") == (7, "m")
    assert file.queue.read_so_far("g") == (0, "")


def test_refused_event_is_kept_for_30_days(file: File) -> None:
    file.put(event("a"), event("b"))
    (row,) = file.queue.heads(1, NOW, ())
    refusal = Refusal("conflict", "a sentence", {"path": "/contacts"}, {"errors": []}, 409, "r-1")
    file.queue.refuse(row, refusal, NOW).result()
    assert file.heads() == ["b"]
    (one,) = refused_events(file.reader)
    assert one == {
        "id": 1,
        "messageId": "a",
        "code": "conflict",
        "message": "a sentence",
        "status": 409,
        "request_id": "r-1",
        "at": NOW,
        "event": {},
        "request": {"path": "/contacts"},
        "answer": {"errors": []},
    }
    file.do(lambda db: prune(db, NOW + 30 * DAY - 1))
    assert len(list(refused_events(file.reader))) == 1
    file.do(lambda db: prune(db, NOW + 30 * DAY + 1))
    assert list(refused_events(file.reader)) == []


def test_refused_event_is_queued_again_by_its_code(file: File) -> None:
    file.put(event("a", second=5), event("b"))
    for code in ("conflict", "expired"):
        file.queue.refuse(file.queue.heads(1, NOW, ())[0], Refusal(code, ""), NOW).result()
    assert file.do(lambda db: retry_refused(db, "conflict", lambda _: event("a"))) == 1
    assert file.heads() == ["a"]
    assert file.queue.heads(1, NOW, ())[0].second == 5
    assert [one["messageId"] for one in refused_events(file.reader)] == ["b"]
    assert file.queue.waiting() == 1


@pytest.mark.parametrize("who", ["1", "ann@example.org"])
def test_forget_removes_a_person_and_overwrites_the_data(file: File, who: str) -> None:
    def body(message_id: str, lane: str = "user:1", **more: Any) -> NewEvent:
        return NewEvent(lane, message_id, '{"name": "Ann Example"}', 0, NOW, **more)

    file.put(body("a", email="ann@example.org"), body("b"), event("c", "user:2"))
    file.queue.refuse(file.queue.heads(1, NOW, ())[0], Refusal("conflict", ""), NOW).result()
    assert forget_person(file.path, who) == 2
    assert file.heads() == ["c"]
    assert file.queue.waiting() == 1
    assert list(refused_events(file.reader)) == []
    assert b"Ann Example" not in file.path.read_bytes()


def test_file_is_for_its_owner_alone(file: File) -> None:
    file.put(event("a"))
    for path in file.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"x" * 100])
def test_file_that_is_no_queue_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "queue.db"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"queue\.db cannot be used as a queue"):
        create_file(path)


def test_file_of_another_version_is_refused(file: File) -> None:
    file.do(lambda db: db.execute("update meta set value = 9 where key = 'schema'").rowcount)
    with pytest.raises(ValueError, match="tables of version 9; this package reads version 1"):
        create_file(file.path)


def test_lock_lets_one_deliver(tmp_path: Path) -> None:
    one, two = DelivererLock(tmp_path / "queue.db"), DelivererLock(tmp_path / "queue.db")
    assert one.acquire()
    assert not two.acquire()
    one.release()
    assert two.acquire()
    two.release()


def test_closed_queue_takes_nothing(tmp_path: Path) -> None:
    file = File(tmp_path / "queue.db")
    file.close()
    with pytest.raises(RuntimeError, match="the queue is closed"):
        file.queue.put([event("a")])


def test_commit_is_shared_by_what_comes_at_once(file: File) -> None:
    commits: list[str] = []
    file.do(lambda db: db.set_trace_callback(lambda text: commits.append(text) if text == "commit" else None))
    commits.clear()
    futures = [file.queue.put([event(str(number), f"user:{number}")]) for number in range(50)]
    for future in futures:
        future.result()
    assert len(commits) < 50
    assert len(file.heads(time.time())) == 50
