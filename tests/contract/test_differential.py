"""Random events through both runtimes, many of them hostile: the same calls, byte for byte, and nothing written to.

In three time zones, the recorded vectors too: what is expected of those was recorded in UTC.

`nox -s fuzz -- --events N --seed S` tries any number; with `--add` what was found becomes a vector.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.support.date_strings import ZONES
from tests.support.local_time import local_time
from tests.support.python_runtime import run_vector_in_python
from tests.support.runtimes import MismatchError, compare, open_page, search, smallest
from tests.support.tagged import loads
from tests.support.vectors import REGRESSIONS, families

EVENTS = 12_000
ROUNDS = 6


@pytest.mark.parametrize("number", range(ROUNDS))
def test_random_events_give_the_same_calls_in_both_runtimes(
    number: int, browser: Browser, pytestconfig: pytest.Config
) -> None:
    events = int(pytestconfig.getoption("events", None) or EVENTS)
    start = int(pytestconfig.getoption("seed", None) or 0)
    wanted = -(-events // ROUNDS)
    zone = ZONES[number % len(ZONES)]
    with open_page(browser, zone) as page, local_time(zone):
        try:
            assert search(page, wanted, start * 1_000_003 + number * 1_009) >= wanted
        except MismatchError as found:
            if pytestconfig.getoption("add", False):
                add(found)
            pytest.fail(str(found), pytrace=False)


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != "UTC"])
def test_vectors_give_the_same_calls_in_both_runtimes(zone: str, browser: Browser) -> None:
    vectors = [vector for family in families().values() for vector in family]
    with open_page(browser, zone) as page, local_time(zone):
        compare(page, vectors)


class PageThatDiffers:
    """Answers as CPython does, except for events with the trait `wrong`."""

    def open(self, url: str) -> None:
        """Nothing to load."""

    def call(self, _function: str, *arguments: Any) -> str:
        answers = {}
        for line in arguments[0]:
            vector = loads(line)
            wrong = any("wrong" in step["event"].get("traits", {}) for step in vector["steps"])
            answers[vector["id"]] = [] if wrong else run_vector_in_python(vector)
        return json.dumps(answers)


def test_mismatch_is_reported_with_the_smallest_vector_that_has_it() -> None:
    traits = {"a": [1, {"b": "2014-01-01"}], "wrong": {"much": "x" * 50}, "name": "Ann"}
    event = {"userId": "u1", "traits": traits, "context": {"Intercom": {"user_hash": "h"}}}
    steps = [{"method": "track", "event": {"event": "Before"}}, {"method": "identify", "event": event}]
    vector = {"settings": {"appId": "demo"}, "group_traits": {"b": 1}, "group_id": "g", "steps": steps}
    page = PageThatDiffers()
    with pytest.raises(MismatchError) as found:
        compare(page, [vector])
    smaller = smallest(page, found.value)
    assert smaller.vector == {
        "settings": {"appId": "d"},
        "group_traits": {},
        "steps": [{"method": "identify", "event": {"userId": "u", "traits": {"wrong": {}}}}],
    }
    assert smaller.answers["plugin"] == []


def add(found: MismatchError) -> None:
    """Make a vector of it. What is expected is CPython's answer, until somebody has looked at it."""
    count = len(REGRESSIONS.read_text(encoding="utf-8").splitlines()) if REGRESSIONS.exists() else 0
    row = {"id": f"regression-{count + 1}", **found.vector, "expect": found.answers["CPython"], "differences": []}
    with REGRESSIONS.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"group_traits": {}, **row}) + "\n")
