"""Reads events from a text stream: one event, lists of them, or one a line; never more than a piece of it at a time."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple, TextIO

LONGEST_EVENT = 4_000_000
"""Characters; Segment itself takes events of 32 kB at most."""
CHUNK = 65_536
EXACT_DIGITS = 15
"""A whole number of so many digits is exact as a double."""


class Broken(NamedTuple):
    """What could not be read, and on which line."""

    line: int
    reason: str


def read_events(source: TextIO) -> Iterator[Any]:
    """Events with numbers as JavaScript has them, and a `Broken` for what is no event. It goes on after that."""
    return (event for _, event in placed_events(source))


def placed_events(source: TextIO) -> Iterator[tuple[int, Any]]:
    """The events of `read_events`, each with its line: that on which it begins; of a `Broken`, that of the fault."""
    text, line = _Text(source), 1
    while start := text.readline(CHUNK):
        if not start.strip("\ufeff \t\r\n"):
            line += start.count("\n")
            continue
        start = start.lstrip("\ufeff")
        if not start.lstrip().startswith("["):
            yield from _lines(start, text, line)
            return
        # Behind a list there may be more: the batches of a log have a line each.
        rest, line = yield from _items_of_list(start, text, line)
        if rest is None:
            return
        text.put_back(rest)


class _Text:
    """A text stream that takes back what was read too far."""

    def __init__(self, source: TextIO) -> None:
        self._source, self._kept = source, ""

    def put_back(self, text: str) -> None:
        self._kept = text + self._kept

    def read(self, size: int) -> str:
        if not self._kept:
            return self._source.read(size)
        text, self._kept = self._kept, ""
        return text

    def readline(self, size: int = -1) -> str:
        line, newline, rest = self._kept.partition("\n")
        self._kept = rest
        return line + newline if newline else line + self._source.readline(size)


def _lines(text: str, source: _Text, number: int) -> Iterator[tuple[int, Any]]:
    """One event a line; an event over several lines ends with a brace at the start of a line."""
    open_event, opened_at, reason = "", 0, ""
    while text:
        if open_event and text.startswith("{"):
            yield opened_at, Broken(opened_at, reason)
            open_event = ""
        if open_event:
            open_event += text
            if text.startswith("}") or len(open_event) > LONGEST_EVENT:
                yield opened_at, _parsed(open_event, opened_at)
                open_event = ""
        elif text.strip():
            event = _parsed(text, number)
            if isinstance(event, Broken) and not text.rstrip().endswith("}") and text.startswith("{"):
                open_event, opened_at, reason = text, number, event.reason
            else:
                yield number, event
        text = source.readline()
        number += 1
    if open_event:
        yield opened_at, Broken(opened_at, reason)


def _items_of_list(text: str, source: _Text, line: int) -> Generator[tuple[int, Any], None, tuple[str | None, int]]:
    """The items of a JSON list; gives the text behind it, and its line.

    After an item that is broken nothing can be told apart any more: then there is no such text.
    """
    decoder = json.JSONDecoder(parse_int=_number)
    text = text.lstrip()[1:]
    while True:
        rest = text.lstrip(" \t\r\n,")
        line += text.count("\n", 0, len(text) - len(rest))
        text = rest
        if text.startswith("]"):
            return text[1:], line
        more = ""
        try:
            item, end = decoder.raw_decode(text)
            if end == len(text):  # a number may go on
                more = source.read(CHUNK)
        except (json.JSONDecodeError, RecursionError) as error:
            more = source.read(CHUNK) if len(text) <= LONGEST_EVENT else ""
            if not more:
                yield line, Broken(line, f"{_reason(error)}; what follows is not read")
                return None, line
        if more:
            text += more
            continue
        yield line, item
        line += text.count("\n", 0, end)
        text = text[end:]


def _parsed(text: str, number: int) -> Any:
    try:
        return json.loads(text, parse_int=_number)
    except (json.JSONDecodeError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError):
            number += error.lineno - 1
        return Broken(number, _reason(error))


def _number(digits: str) -> float:
    """A whole number as JavaScript has it: beyond 2**53 the nearest double, beyond all of them infinity."""
    return int(digits) if len(digits) <= EXACT_DIGITS else float(digits)


def _reason(error: Exception) -> str:
    return f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
