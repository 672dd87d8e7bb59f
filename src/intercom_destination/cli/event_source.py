"""A source of events that may be read again: which of its events were read before, and an id for each that has none.

The mark of an event is a digest of it and of all before it. A source whose first events have the mark that was kept is
the same source, and goes on behind them; a file that was replaced by another one of its name is read from the start.
The mark that is kept is that of a whole event: a last line that is half written now is read when it is whole.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from intercom_destination.diagnostics.event_file import Broken, placed_events


class Item(NamedTuple):
    """An event, or a `Broken`; its number from 1, its line, and its mark."""

    number: int
    line: int
    event: Any
    mark: str


def is_whole(event: object) -> bool:
    """Whether a source that grows leaves an event as it is: the last line, where it is broken, may be half written."""
    return isinstance(event, dict)


class EventSource:
    """A file, or a pipe. `name` is the file's path; None for a pipe, of which no progress is kept.

    `count` is how many events the latest reading has seen, those that were read before included.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        path = getattr(file, "name", None)
        is_file = isinstance(path, str) and not path.startswith("<") and file.seekable()
        self.count = 0
        self.name = str(Path(str(path)).resolve()) if is_file else None

    def items(self) -> Iterator[Item]:
        digest = hashlib.blake2b((self.name or "").encode("utf-8", "surrogateescape"), digest_size=16)
        text = io.TextIOWrapper(self.file, encoding="utf-8", errors="replace")
        try:
            for number, (line, event) in enumerate(placed_events(text), 1):
                self.count = number
                digest.update(json.dumps(event).encode() + b"\0")
                yield Item(number, line, event, digest.hexdigest())
        finally:
            text.detach()

    def unread(self, read: int, mark: str) -> Iterator[Item]:
        """The items behind the first `read` ones, if the last of these has the mark; else all. Broken ones always."""
        if read and self.name is not None:
            is_same = any(item.mark == mark for item in self.items() if item.number == read)
            self.file.seek(0)
            read = read if is_same else 0
        for item in self.items():
            if item.number > read or isinstance(item.event, Broken):
                yield item
