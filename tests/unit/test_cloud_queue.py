"""The queue's lanes: order, retries, messageIds, seconds, and commits that are shared."""

from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import Future
from typing import Any

import pytest
from tests.support.queue_file import DAY, NOW, File, event

from intercom_destination.cloud.queue.refused_events import prune


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
    assert file.queue.next_due([]) == NOW + 5
    assert file.queue.next_due([head.id]) is None
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


def test_commit_is_shared_by_what_comes_at_once(file: File) -> None:
    commits: list[str] = []
    file.do(lambda db: db.set_trace_callback(lambda text: commits.append(text) if text == "commit" else None))
    commits.clear()
    futures = [file.queue.put([event(str(number), f"user:{number}")]) for number in range(50)]
    for future in futures:
        future.result()
    assert len(commits) < 50
    assert len(file.heads(time.time())) == 50
