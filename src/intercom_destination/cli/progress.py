"""A progress bar on standard error, for input of known or unknown length."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

EVERY = 1_000
WIDTH = 30


class Progress:
    """Shows how much of a file has been read; of a pipe, how many events."""

    def __init__(self, source: BinaryIO, *, shown: bool) -> None:
        self._source = source
        self._shown = shown
        self._drawn = False
        try:
            self._length = os.fstat(source.fileno()).st_size if source.seekable() else 0
        except (OSError, ValueError):
            self._length = 0

    def advance(self, events: int) -> None:
        if not self._shown or events % EVERY:
            return
        text = f"{events:,} events"
        if self._length:
            share = min(1.0, self._source.tell() / self._length)
            done = round(share * WIDTH)
            text = f"[{'#' * done}{'.' * (WIDTH - done)}] {share:4.0%}  {text}"
        sys.stderr.write(f"\r{text}")
        sys.stderr.flush()
        self._drawn = True

    def clear(self) -> None:
        """Take the bar away, so that a line of text can stand in its place."""
        if self._drawn:
            sys.stderr.write("\r" + " " * (WIDTH + 40) + "\r")
            self._drawn = False
