"""What callers, forks, other programs and wrong clocks may do to the queue without an event being lost."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from tests.support.own_thread import in_own_thread
from tests.support.queue_file import NOW, File, event

from intercom_destination.cloud.delivery.incoming import incoming
from intercom_destination.cloud.mapping.settings import checked_settings
from intercom_destination.cloud.queue.deliverer_lock import DelivererLock
from intercom_destination.cloud.queue.known_ids import Contact, KnownIds
from intercom_destination.cloud.queue.queue_types import NewEvent, Refusal
from intercom_destination.cloud.queue.refused_events import forget_person, keep_refused, refused_events, retry_refused
from intercom_destination.cloud.queue.schema import create_file

TRACK = '{"type":"track","event":"Ordered"}'
BY_EMAIL = "email:ann@example.org"


def named(message_id: str, lane: str = "user:1", second: int = 100) -> NewEvent:
    return NewEvent(lane, message_id, TRACK, second, NOW, event_name="ordered")


def seconds(file: File) -> dict[str, int]:
    return dict(file.reader.rows("select message_id, second from queue"))


def test_send_that_is_cancelled_leaves_the_writer_running(file: File) -> None:
    started, go = threading.Event(), threading.Event()

    def hold(_db: sqlite3.Connection) -> None:
        started.set()
        go.wait()

    async def cancel() -> None:
        task = asyncio.ensure_future(asyncio.wrap_future(file.queue.put([event("a")])))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    file.writer.submit(hold)
    started.wait()
    in_own_thread(cancel)
    future: Future[Any] = file.queue.put([event("b", "user:2")])
    assert not future.cancel()
    go.set()
    assert future.result(timeout=10).queued == 1
    assert file.heads() == ["a", "b"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("parent_ends", [True, False])
def test_lock_does_not_stay_with_a_forked_child(tmp_path: Path, *, parent_ends: bool) -> None:
    """The child lives on until the pipe is closed; without `parent_ends` the parent keeps the lock all the time."""
    one, two = DelivererLock(tmp_path / "queue.db"), DelivererLock(tmp_path / "queue.db")
    assert one.acquire()
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(write)
        one.release()
        os.read(read, 1)
        os._exit(0)
    os.close(read)
    if parent_ends:
        one.release()
    assert two.acquire() is parent_ends
    os.close(write)
    os.waitpid(child, 0)
    assert two.acquire() is False
    one.release()
    two.release()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no flock")
def test_lock_raises_where_it_is_not_another_that_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_file: int, _operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", flock)
    with pytest.raises(OSError, match="No locks available"):
        DelivererLock(tmp_path / "queue.db").acquire()


def test_forgotten_person_does_not_come_back_from_a_request_under_way(file: File) -> None:
    known = KnownIds(file.reader, file.writer, lambda: NOW)
    file.put(event("a"))
    (row,) = file.queue.heads(1, NOW, ())
    assert forget_person(file.path, "1") == 1
    known.learn_contact(row.lane, Contact("c1", 5), row.id)
    known.learn_attached("c1", "i1", row.id)
    file.queue.refuse(row, Refusal("conflict", "no"), NOW).result()
    for table in ("people", "attached", "refused", "messages"):
        assert file.reader.rows(f"select * from {table}") == []
    assert file.queue.waiting() == 0


def test_forget_says_where_bytes_are_left_that_another_program_reads(
    file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intercom_destination.cloud.queue.schema.BUSY_TIMEOUT", 0.01)
    file.put(event("a"))
    reading = sqlite3.connect(file.path, isolation_level=None)
    reading.execute("begin")
    reading.execute("select * from queue").fetchall()
    with pytest.raises(ValueError, match=r"still in queue\.db-wal, which another program reads"):
        forget_person(file.path, "1")
    reading.close()
    assert file.heads() == []


def test_retry_takes_the_second_of_the_event_where_none_was_known(file: File) -> None:
    unread = NewEvent("", "a", "{}", 0, NOW)
    file.do(lambda db: keep_refused(db, unread, Refusal("unknown_type", ""), NOW))
    assert file.do(lambda db: retry_refused(db, "unknown_type", lambda _: named("a", second=77))) == 1
    assert seconds(file) == {"a": 77}
    assert list(refused_events(file.reader)) == []


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_database_of_another_program_is_not_touched(tmp_path: Path, journal: str) -> None:
    path = tmp_path / "queue.db"
    db = sqlite3.connect(path)
    db.execute(f"pragma journal_mode = {journal}")
    db.execute("create table people (name text)")
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(ValueError, match="it is the database of another program"):
        create_file(path)
    assert path.read_bytes() == before


def test_file_of_another_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    db = sqlite3.connect(path)
    db.executescript("create table meta (key, value); create table queue (id); insert into meta values ('schema', 9);")
    db.close()
    before = path.read_bytes()
    with pytest.raises(ValueError, match="tables of version 9; this package reads version 1"):
        create_file(path)
    assert path.read_bytes() == before


def test_same_second_counts_for_the_person_and_not_for_the_lane(file: File) -> None:
    file.put(named("a", BY_EMAIL))
    (row,) = file.queue.heads(1, NOW, ())
    file.queue.done([row], NOW).result()
    file.put(event("b", email="ann@example.org"), named("c"), named("d", BY_EMAIL))
    assert seconds(file) == {"b": 0, "c": 101, "d": 102}


def test_same_second_is_parted_when_lanes_become_one(file: File) -> None:
    file.put(named("a", BY_EMAIL), named("b"), named("c", BY_EMAIL, 101), named("d"))
    assert seconds(file) == {"a": 100, "b": 100, "c": 101, "d": 101}
    file.put(event("e", email="ann@example.org"))
    found = seconds(file)
    assert sorted(found.pop(name) for name in "abcd") == [100, 101, 102, 103]


def test_same_second_counts_for_lanes_that_are_one_contact(file: File) -> None:
    known = KnownIds(file.reader, file.writer, lambda: NOW)
    file.put(named("a"), event("x", BY_EMAIL))
    one, two = file.queue.heads(2, NOW, ())
    known.learn_contact("user:1", Contact("c1", 0), one.id)
    known.learn_contact(BY_EMAIL, Contact("c1", 0), two.id)
    file.put(named("b", BY_EMAIL))
    assert seconds(file)["b"] == 101


def test_same_second_is_parted_when_a_lane_turns_out_to_be_a_known_contacts(file: File) -> None:
    known = KnownIds(file.reader, file.writer, lambda: NOW)
    file.put(named("a"), named("b", BY_EMAIL), named("c", BY_EMAIL), named("d", BY_EMAIL, 500))
    one, two = file.queue.heads(2, NOW, ())
    known.learn_contact("user:1", Contact("c1", 0), one.id)
    file.queue.done([one], NOW).result()
    known.learn_contact(BY_EMAIL, Contact("c1", 0), two.id)
    assert known.second_of(two).result() == 102
    assert seconds(file) == {"b": 102, "c": 101, "d": 500}
    known.learn_contact(BY_EMAIL, Contact("c1", 5), two.id)
    assert known.second_of(two).result() == 102


@pytest.mark.parametrize(("tried", "shift"), [(True, True), (False, False)])
def test_same_second_stays_where_an_event_may_have_arrived_or_is_to_keep_it(
    file: File, *, tried: bool, shift: bool
) -> None:
    known = KnownIds(file.reader, file.writer, lambda: NOW, shift=shift)
    file.put(named("a"), named("b", BY_EMAIL))
    one, two = file.queue.heads(2, NOW, ())
    file.queue.later(two, NOW, failed=tried).result()
    known.learn_contact("user:1", Contact("c1", 0), one.id)
    known.learn_contact(BY_EMAIL, Contact("c1", 0), two.id)
    assert known.second_of(two).result() == 100


def test_same_second_is_parted_from_an_event_that_was_delivered_before_the_lanes_became_one(file: File) -> None:
    file.put(named("a"), named("b", BY_EMAIL))
    file.queue.done([file.queue.heads(1, NOW, ())[0]], NOW).result()
    file.put(event("e", email="ann@example.org"))
    assert seconds(file) == {"b": 101, "e": 0}


def test_same_second_of_many_events_costs_one_look_each(file: File) -> None:
    looks = 0

    def count(text: str) -> None:
        nonlocal looks
        looks += "max(next)" in text

    file.do(lambda db: db.set_trace_callback(count))
    file.put(*(named(str(number)) for number in range(60)))
    assert sorted(seconds(file).values()) == list(range(100, 160))
    assert looks == 1 + 59 * 2


def test_event_that_is_known_already_moves_no_lane(file: File) -> None:
    file.put(event("a", email="ann@example.org"))
    file.put(event("b", "user:2", email="ann@example.org"))
    file.put(event("a", email="ann@example.org"))
    assert file.reader.rows("select leads_to from people where lane = ?", BY_EMAIL) == [("user:2",)]


@pytest.mark.parametrize(("given", "expected"), [("m", "m"), (5, "5"), (True, "new"), ([1], "new"), ("", "new")])
def test_message_id_is_a_text_or_a_number(given: object, expected: str) -> None:
    found = incoming(
        {"type": "track", "userId": "1", "event": "A", "messageId": given}, checked_settings(None), NOW, "new"
    )
    assert found is not None
    assert found.message_id == expected
