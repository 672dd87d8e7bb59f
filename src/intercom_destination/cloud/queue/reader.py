"""Reads from the file beside the writer: write-ahead logging lets both go on at once."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

from intercom_destination.cloud.queue.schema import connect


class Reader:
    """One connection, for any thread."""

    def __init__(self, path: str | Path) -> None:
        self._lock = threading.Lock()
        self._db = connect(path)

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(statement, values).fetchall()

    def row(self, statement: str, *values: Any) -> tuple[Any, ...] | None:
        with self._lock:
            row: tuple[Any, ...] | None = self._db.execute(statement, values).fetchone()
            return row

    def close(self) -> None:
        with self._lock:
            self._db.close()


def count_of(db: sqlite3.Connection, key: str) -> int:
    """A number that `meta` keeps."""
    row = db.execute("select value from meta where key = ?", (key,)).fetchone()
    return int(row[0]) if row else 0
