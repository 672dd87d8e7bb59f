"""The same vectors through CPython and through the delivered files, and where the answers differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from demo_site.npm_bundles import FACADE, ROOT, bundle_package
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
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

EXAMPLES = 50
BATCHES = st.lists(st.builds(random_vector, st.randoms(use_true_random=False)), min_size=6, max_size=12)


class MismatchError(AssertionError):
    """The runtimes differ about a vector."""

    def __init__(self, vector: Vector, answers: dict[str, Any]) -> None:
        self.vector = vector
        self.answers = answers
        lines = [f"{runtime:>9}: {json.dumps(answer)}" for runtime, answer in answers.items()]
        super().__init__("\n".join([f"The runtimes differ about {json.dumps(vector)}", *lines]))


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
    """Raise `MismatchError` for the first vector that the runtimes do not agree on; give the number of events."""
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


def search(page: Page, events: int, seed: int) -> int:
    """Compare at least that many random events and give their number; raise `MismatchError` with the smallest vector.

    Hypothesis makes the vectors and takes away from one that differs all that it does not need. They go to the page in
    batches, since a question to it takes as long as ten vectors.
    """
    done = 0
    while done < events:
        done += search_once(page, seed + done)
    return done


def search_once(page: Page, seed: int) -> int:
    """Compare the events of so many examples; gives the number of events."""
    done = 0

    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @seeded(seed)
    @given(BATCHES)
    def agree(batch: list[Vector]) -> None:
        nonlocal done
        done += compare(page, batch)

    agree()
    return done
