"""Random events through both runtimes, many of them hostile: the same calls, byte for byte, and nothing written to.

In three time zones, the recorded vectors too: what is expected of those was recorded in UTC.

`nox -s fuzz -- --events N --seed S` tries any number; with `--add` what was found becomes a vector.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser
from tests.support.date_strings import ZONES
from tests.support.local_time import local_time
from tests.support.runtimes import MismatchError, compare, open_page, search
from tests.support.vectors import REGRESSIONS, families

EVENTS = 8_000
ROUNDS = 6
BATCH = 500


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
def test_the_vectors_give_the_same_calls_in_both_runtimes(zone: str, browser: Browser) -> None:
    vectors = [vector for family in families().values() for vector in family]
    with open_page(browser, zone) as page, local_time(zone):
        for start in range(0, len(vectors), BATCH):
            compare(page, vectors[start : start + BATCH])


def add(found: MismatchError) -> None:
    """Make a vector of it. What is expected is CPython's answer, until somebody has looked at it."""
    count = len(REGRESSIONS.read_text(encoding="utf-8").splitlines()) if REGRESSIONS.exists() else 0
    row = {"id": f"regression-{count + 1}", **found.vector, "expect": found.answers["CPython"], "differences": []}
    with REGRESSIONS.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"group_traits": {}, **row}) + "\n")
