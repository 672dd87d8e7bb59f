"""Events from a string: one, a list, or one a line; what cannot be read is named by its line."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from intercom_destination.diagnostics.event_file import Broken, read_events

CASES: dict[str, tuple[str, list[Any]]] = {
    "nothing": ("", []),
    "blank lines": ("\n  \n", []),
    "one event": ('{"a": 1}', [{"a": 1}]),
    "one event over several lines": ('{\n  "a": {\n    "b": 1\n  }\n}\n', [{"a": {"b": 1}}]),
    "two events over several lines": ('{\n "a": 1\n}\n{\n "b": 2\n}\n', [{"a": 1}, {"b": 2}]),
    "one a line": ('{"a": 1}\n\n{"b": 2}\n', [{"a": 1}, {"b": 2}]),
    "a list": ('[{"a": 1}, {"b": 2}]', [{"a": 1}, {"b": 2}]),
    "a list over several lines": ('\n[\n  {"a": 1},\n  {"b": 2}\n]\n', [{"a": 1}, {"b": 2}]),
    "an empty list": ("[]", []),
    "a byte order mark": ('\ufeff{"a": 1}', [{"a": 1}]),
    "a broken line": ('{"a": 1}\n{broken}\n{"b": 2}\n', [{"a": 1}, 2, {"b": 2}]),
    "a line cut short": ('{"a": 1}\n{"a": \n{"b": 2}\n', [{"a": 1}, 2, {"b": 2}]),
    "the last line cut short": ('{"a": 1}\n{"a": ', [{"a": 1}, 2]),
    "no JSON at all": ("hello\nworld\n", [1, 2]),
    "a list cut short": ('[\n{"a": 1},\n{"b": ', [{"a": 1}, 3]),
    "a list with a broken item": ('[{"a": 1},\n{broken},\n{"b": 2}]', [{"a": 1}, 2]),
    "a list a line": ('[{"a": 1}]\n\n[{"b": 2}, {"c": 3}]\n', [{"a": 1}, {"b": 2}, {"c": 3}]),
    "a list, then lines": ('[{"a": 1}]\n{"b": 2}\n{broken}\n{"c": 3}', [{"a": 1}, {"b": 2}, 3, {"c": 3}]),
    "a list, then more on its line": ('[\n{"a": 1}\n] {broken}\n{"b": 2}', [{"a": 1}, 3, {"b": 2}]),
    "a list with a broken item, then lines": ('[{"a": 1}, {broken}]\n{"b": 2}\n', [{"a": 1}, 1]),
    "nested too deeply": ("[" * 100_000, [1]),
    "numbers that no double holds exactly": (
        f"[{2**53 + 1}, -{10**30 + 1}, {'9' * 309}, -{'9' * 5_000}]",
        [float(2**53), -1e30, float("inf"), -float("inf")],
    ),
    "a number that no double holds, in a line": ('{"a": ' + "1" * 5_000 + "}", [{"a": float("inf")}]),
    "numbers in a list": ("[1, 23, 4]", [1, 23, 4]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_reader_gives_an_event_or_says_what_is_wrong(text: str, expected: list[Any]) -> None:
    found = list(read_events(io.StringIO(text)))
    assert [event.line if isinstance(event, Broken) else event for event in found] == expected


def test_long_list_is_read_piece_by_piece() -> None:
    events = [{"n": number, "text": "x" * 50} for number in range(5_000)]
    assert list(read_events(io.StringIO(json.dumps(events)))) == events


def test_many_lists_are_read_piece_by_piece() -> None:
    events = [{"n": number, "text": "x" * 50} for number in range(5_000)]
    lines = "".join(json.dumps([one, two]) + "\n" for one, two in zip(events[::2], events[1::2], strict=True))
    assert list(read_events(io.StringIO(lines))) == events
