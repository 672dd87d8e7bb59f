"""The same vectors through CPython and through the delivered files, and where the answers part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from demo_site.npm_bundles import FACADE, ROOT, bundle_package
from playwright.sync_api import Browser, Page
from tests.support.browser_runtime import PAGE_SCRIPT
from tests.support.patience import patient
from tests.support.python_runtime import run_vector_in_python
from tests.support.random_vectors import vector as random_vector
from tests.support.tagged import loads
from tests.support.vectors import Vector

CDN = ROOT / "build" / "cdn" / "next-integrations"
CLASSIC = CDN / "integrations" / "intercom" / "latest" / "intercom.dynamic.js"
PLUGIN = CDN / "actions" / "intercom" / "latest" / "intercom.js"
RECORDER = ROOT / "demo_site" / "static" / "recorder.js"

BATCH = 100
METHODS = ("page", "identify", "group", "track")


class ApartError(AssertionError):
    """The worlds differ about a vector."""

    def __init__(self, vector: Vector, answers: dict[str, Any]) -> None:
        self.vector = vector
        self.answers = answers
        lines = [f"{world:>9}: {json.dumps(answer)}" for world, answer in answers.items()]
        super().__init__("\n".join([f"The worlds differ about {json.dumps(vector)}", *lines]))


@contextmanager
def open_page(browser: Browser, zone: str) -> Iterator[Page]:
    """A page in a time zone, with the delivered files, the recorder and the real facade."""
    context = patient(browser.new_context(timezone_id=zone))
    try:
        page = context.new_page()
        for path in (RECORDER, PAGE_SCRIPT, CLASSIC, PLUGIN):
            page.add_script_tag(content=path.read_text(encoding="utf-8"))
        page.add_script_tag(content=bundle_package(FACADE, "facade"))
        yield page
    finally:
        context.close()


def compare(page: Page, batch: list[Vector]) -> int:
    """Raise `ApartError` for the first vector that the worlds do not agree on; give the number of events."""
    rows = [{**vector, "id": str(index)} for index, vector in enumerate(batch)]
    lines = [json.dumps(row) for row in rows]
    as_plugin = loads(page.evaluate("lines => runVectorsAsPlugin(lines)", lines))
    through_facades = loads(page.evaluate("lines => runVectors(lines)", lines))
    for row, line, vector in zip(rows, lines, batch, strict=True):
        answers = {
            "CPython": _in_python(loads(line)),
            "plugin": as_plugin[row["id"]],
            "classic": through_facades[row["id"]],
        }
        if len({_text(answer) for answer in answers.values()}) > 1:
            raise ApartError(vector, answers)
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


def search(page: Page, events: int, seed: int) -> int:
    """Compare that many random events; raise `ApartError` with the smallest vector found. Gives their number."""
    random = Random(seed)
    done = 0
    while done < events:
        batch = [random_vector(random) for _ in range(BATCH)]
        try:
            done += compare(page, batch)
        except ApartError as found:
            raise smallest(page, found) from None
    return done


def smallest(page: Page, found: ApartError) -> ApartError:
    """The same difference without all that it does not need: parts are left out for as long as it stays."""
    while True:
        candidates = [one for one in without_a_part(found.vector) if _is_whole(one)]
        try:
            compare(page, candidates)
        except ApartError as still:
            found = still
        else:
            return found


def _is_whole(vector: Vector) -> bool:
    return {"settings", "steps", "group_traits"} <= vector.keys() and all(
        {"method", "event"} <= step.keys() and step["method"] in METHODS for step in vector["steps"]
    )


def without_a_part(value: Any) -> Iterator[Any]:
    """The value without one of its parts, large ones first; or with a part that is so."""
    if isinstance(value, dict):
        for key in value:
            yield {name: item for name, item in value.items() if name != key}
        for key, inner in value.items():
            for smaller in without_a_part(inner):
                yield {**value, key: smaller}
    elif isinstance(value, list):
        for index in range(len(value)):
            yield value[:index] + value[index + 1 :]
        for index, inner in enumerate(value):
            for smaller in without_a_part(inner):
                yield [*value[:index], smaller, *value[index + 1 :]]
    elif isinstance(value, str) and len(value) > 1:
        yield value[: len(value) // 2]
        yield value[len(value) // 2 :]
