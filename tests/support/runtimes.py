"""The same vectors through CPython and through the delivered files, and where the answers differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from playwright.sync_api import Browser
from tests.support.browser_runtime import page_scripts, run_vectors
from tests.support.engines import EnginePage, PlaywrightPage
from tests.support.patient_pages import patient
from tests.support.python_runtime import run_vector_in_python
from tests.support.random_vectors import vector as random_vector
from tests.support.tagged import loads
from tests.support.vectors import Vector

BATCH = 100


class MismatchError(AssertionError):
    """The runtimes differ about a vector."""

    def __init__(self, vector: Vector, answers: dict[str, Any]) -> None:
        self.vector = vector
        self.answers = answers
        lines = [f"{runtime:>9}: {json.dumps(answer)}" for runtime, answer in answers.items()]
        super().__init__("\n".join([f"The runtimes differ about {json.dumps(vector)}", *lines]))


@contextmanager
def open_page(browser: Browser, zone: str) -> Iterator[EnginePage]:
    """A page in a time zone, with the delivered files, the recorder and the real facade."""
    context = patient(browser.new_context(timezone_id=zone))
    try:
        page = context.new_page()
        for text in page_scripts():
            page.add_script_tag(content=text)
        yield PlaywrightPage(page)
    finally:
        context.close()


def compare(page: EnginePage, batch: list[Vector]) -> int:
    """Raise `MismatchError` for the first vector that the runtimes do not agree on; give the number of events."""
    rows = [{**vector, "id": str(index)} for index, vector in enumerate(batch)]
    as_plugin = run_vectors(page, "runVectorsAsPlugin", rows)
    through_facades = run_vectors(page, "runVectors", rows)
    for row, vector in zip(rows, batch, strict=True):
        answers = {
            "CPython": _in_python(loads(json.dumps(row))),
            "plugin": as_plugin[row["id"]],
            "classic": through_facades[row["id"]],
        }
        if len({_text(answer) for answer in answers.values()}) > 1:
            raise MismatchError(vector, answers)
    return sum(len(vector["steps"]) for vector in batch)


def _in_python(vector: Vector) -> list[dict[str, Any]]:
    try:
        return run_vector_in_python(vector)
    except Exception as error:  # whatever it is, it is a difference
        return [{"throws": repr(error)}]


def _text(calls: list[dict[str, Any]]) -> str:
    """The calls, so that equal texts are equal calls. The order of keys counts in an event's metadata."""
    return "\n".join(json.dumps(_numbered(call), sort_keys=call.get("method") != "trackEvent") for call in calls)


def _numbered(value: Any) -> Any:
    """Numbers as JavaScript has them: 1 and 1.0 are one, and beyond 2**53 there are only doubles."""
    if isinstance(value, dict):
        return {key: _numbered(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbered(item) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return value


def search(page: EnginePage, events: int, seed: int) -> int:
    """Compare at least that many random events and give their number; raise `MismatchError` with a small vector."""
    random, done = Random(seed), 0
    while done < events:
        try:
            done += compare(page, [random_vector(random) for _ in range(BATCH)])
        except MismatchError as found:
            raise smallest(page, found) from None
    return done


def smallest(page: EnginePage, found: MismatchError) -> MismatchError:
    """The same difference, without all that it does not need."""
    while True:
        try:
            compare(page, list(smaller_vectors(found.vector)))
        except MismatchError as smaller:
            found = smaller
        else:
            return found


def smaller_vectors(vector: Vector) -> Iterator[Vector]:
    """The vector with one thing less, the largest things first."""
    steps = vector["steps"]
    if len(steps) > 1:
        yield from ({**vector, "steps": [*steps[:index], *steps[index + 1 :]]} for index in range(len(steps)))
    if "group_id" in vector:
        yield {name: value for name, value in vector.items() if name != "group_id"}
    for name in ("settings", "group_traits"):
        yield from ({**vector, name: less} for less in _smaller(vector[name]) if isinstance(less, dict))
    for index, step in enumerate(steps):
        for less in _smaller(step["event"]):
            yield {**vector, "steps": [*steps[:index], {**step, "event": less}, *steps[index + 1 :]]}


def _smaller(value: Any) -> Iterator[Any]:
    """A value without one of its parts, then with one of them smaller. A tag such as `{"$num": "NaN"}` has no parts."""
    if isinstance(value, dict) and not (len(value) == 1 and next(iter(value)).startswith("$")):
        yield from ({name: item for name, item in value.items() if name != left_out} for left_out in value)
        for name, item in value.items():
            yield from ({**value, name: less} for less in _smaller(item))
    elif isinstance(value, list):
        yield from ([*value[:index], *value[index + 1 :]] for index in range(len(value)))
        for index, item in enumerate(value):
            yield from ([*value[:index], less, *value[index + 1 :]] for less in _smaller(item))
    elif isinstance(value, str) and value:
        half = (len(value) + 1) // 2
        yield from (part for part in (value[:half], value[half:], value[1:]) if part != value)
