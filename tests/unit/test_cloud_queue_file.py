"""The queue's file: its bounds, its mode and version, what is kept in it and for how long."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from tests.support.queue_file import DAY, NOW, File, event

from intercom_destination.cloud.queue.deliverer_lock import DelivererLock
from intercom_destination.cloud.queue.queue_types import Full, NewEvent, Progress, Refusal
from intercom_destination.cloud.queue.refused_events import forget_person, prune, refused_events, retry_refused
from intercom_destination.cloud.queue.schema import create_file


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
