"""Who watches the feed, and how they hear of a new row: from whatever thread it comes, and of the server's end too."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class FeedChanges:
    """Once `is_over`, there is nothing more to watch for."""

    def __init__(self) -> None:
        self.is_over = False
        self._watching: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    @contextmanager
    def watched(self) -> Iterator[asyncio.Event]:
        """An event that every change sets; whoever watches clears it before each look."""
        event = asyncio.Event()
        self._watching[event] = asyncio.get_running_loop()
        try:
            yield event
        finally:
            del self._watching[event]

    def notify(self) -> None:
        """There is a new row."""
        for event, loop in list(self._watching.items()):
            loop.call_soon_threadsafe(event.set)

    def end(self) -> None:
        """There will be no more rows: the server stops."""
        self.is_over = True
        self.notify()
