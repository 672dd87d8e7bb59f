"""Creation dates in three time zones: CPython, the delivered plugin, and for free forms Chromium's own parser.

`nox -s fuzz -- --dates N` tries any number of strings in each zone.
"""

from __future__ import annotations

import json
import math
import re
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.support.date_strings import FORMS, ZONES, filled, moment, nearly_a_date
from tests.support.local_time import local_time
from tests.support.runtimes import open_page

from intercom_destination.events.dates import created_seconds, iso_ms
from intercom_destination.js.free_dates import free_ms
from intercom_destination.js.globals import undefined

STRINGS = 3_000
EACH_FORM = 50
BATCH = 10_000


def answers(browser: Browser, zone: str, strings: list[str]) -> list[tuple[str, Any, Any, Any]]:
    """Each string with the seconds that CPython, the plugin and `Date.parse` make of it; None where that is no date."""
    found: list[tuple[str, Any, Any, Any]] = []
    with open_page(browser, zone) as page, local_time(zone):
        for start in range(0, len(strings), BATCH):
            batch = strings[start : start + BATCH]
            sent, parsed = json.loads(page.call("createdDates", json.dumps(batch)))
            found += zip(batch, map(_created, batch), sent, map(_seconds, parsed), strict=True)
    return found


def _created(string: str) -> Any:
    seconds = created_seconds(string)
    return None if seconds is undefined else seconds


def _seconds(ms: float | None) -> int | None:
    return None if ms is None else math.floor(ms / 1000)


def is_free(string: str, zone: str) -> bool:
    """Whether a string is read, and neither as ISO nor as a number."""
    with local_time(zone):
        return iso_ms(string) is undefined and not re.search(r"\d{10}", string) and free_ms(string) is not undefined


@pytest.mark.parametrize("zone", ZONES)
def test_created_date_of_every_form_is_read_as_chromium_does(zone: str, browser: Browser) -> None:
    random = Random(zone)
    strings = [filled(form, moment(random), random) for form in FORMS for _ in range(EACH_FORM)]
    found = answers(browser, zone, strings)
    assert [row for row in found if row[1] is None] == []
    assert [row for row in found if row[1] != row[2]] == []
    # Chromium takes ISO text without a time for UTC, as we do, and the other way round where there is one.
    assert [row for row in found if row[1] != row[3]] == []


@pytest.mark.parametrize("zone", ZONES)
def test_strings_that_are_nearly_dates_are_read_alike(zone: str, browser: Browser, pytestconfig: pytest.Config) -> None:
    random = Random(f"{zone} {pytestconfig.getoption('seed', None) or 0}")
    strings = [nearly_a_date(random) for _ in range(int(pytestconfig.getoption("dates", None) or STRINGS))]
    found = answers(browser, zone, strings)
    assert [row for row in found if row[1] != row[2]] == []
    assert [row for row in found if row[1] != row[3] and is_free(row[0], zone)] == []
    assert sum(row[1] is not None for row in found) > len(found) / 4
