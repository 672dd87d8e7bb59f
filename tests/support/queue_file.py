"""A queue in a file of its own, for tests that look at what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intercom_destination.cloud.queue.queue_types import NewEvent
from intercom_destination.cloud.queue.reader import Reader
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
