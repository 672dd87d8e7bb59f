"""What delivery logs, and where it gets no further, in words on standard error."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from intercom_destination.cloud.delivery.engine import Engine
from intercom_destination.cloud.delivery.log_lines import LOG

#: A change that is logged -> the sentence for it, with the line's facts in braces.
WORDS = {
    "paused": "paused: Intercom answers {status}; asked again every minute; nothing is lost",
    "resumed": "resumed: Intercom takes the token again",
    "forbidden": "event {messageId} waits: {reason}; its person's events are tried again each minute or later",
    "another_process_delivers": "another process delivers from {queue}; if it ends, this one takes over",
    "stopped": "delivery has stopped ({error}), and begins again",
    "failed": "event {messageId} has failed ({error} at {at}); it is tried again",
    "attribute_dropped": "the {model} attribute {name!r} cannot be made in Intercom; it is left out",
    "attribute_left_out": "the {model} attribute {name!r} takes no value of this type; such values are left out",
}
# Looks without progress, after which there is something to say.
LOOKS = 4
STALLED = "Intercom cannot be reached, or takes nothing now; tried again with growing pauses; nothing is lost"
GOES_ON = "Intercom takes requests again"


def say(text: str) -> None:
    """A line of its own: on a terminal the cursor is behind the progress bar."""
    click.echo(f"\n{text}" if sys.stderr.isatty() else text, err=True)


class Words(logging.Handler):
    """Says each change once: a value that is left out again is no news."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self._attributes: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        facts: dict[str, Any] = json.loads(record.getMessage())
        words = WORDS.get(facts["event"])
        if words is None:
            return
        text = words.format_map(facts)
        if text == self._said or text in self._attributes:
            return
        self._said = text
        if "name" in facts:
            self._attributes.add(text)
        say(text)


@contextmanager
def saying_what_is_logged() -> Iterator[None]:
    """Until the end of the block, changes are said. The logger is as before afterwards."""
    words, level = Words(), LOG.level
    LOG.addHandler(words)
    LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOG.setLevel(level)
        LOG.removeHandler(words)


class Stall:
    """Says once that delivery gets no further, and once that it does again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting, self._looks, self._is_told = -1, 0, False

    def check(self, waiting: int) -> None:
        """`waiting` events are in the queue now. What is tried again, and nothing else, is a stall."""
        tally = self._engine.tally
        is_stuck = waiting >= self._waiting and self._engine.queue.next_due(()) is not None
        # Of a pause, and of what is forbidden, the log tells.
        self._looks = self._looks + 1 if waiting and is_stuck and not tally.paused and not tally.forbidden else 0
        self._waiting = waiting
        if self._looks >= LOOKS and not self._is_told:
            say(STALLED)
            self._is_told = True
        elif not self._looks and self._is_told:
            say(GOES_ON)
            self._is_told = False
