"""A key `length` is a key like any other: no delivered file takes an object for a list of that length."""

from __future__ import annotations

from typing import Any

from tests.support.browser_fixtures import Problems
from tests.support.installation_pages import HostilePage, compatibility_row
from tests.support.page_scripts import page_function

MILLIONS = 3_000_000

# Calls with that key, through objects that count how often they are asked for something.
COUNTED = page_function("length", "countReads")


@compatibility_row("traits and properties with `length: 3000000`", "all calls; the key costs what any other costs")
def test_length_key_of_millions_costs_what_any_other_key_costs(hostile: HostilePage, problems: Problems) -> None:
    page = hostile.page
    hostile.open(hostile.tag())
    hostile.make_installation()
    count = page.evaluate(COUNTED, {"length": MILLIONS})
    assert hostile.site.queue() == expected("length")
    other = page.evaluate(COUNTED, {"height": MILLIONS})
    if hostile.is_development:
        # Its notes look at the key once more in each call, and say so.
        assert {text.split(":")[2].strip() for text in problems.take()} >= {"js-reserved-key"}
        assert count <= other + 10
    else:
        assert count == other
    assert count > 0


def expected(key: str) -> list[list[Any]]:
    person = {"app_id": "demo", "user_id": "u1", "id": "u1", key: MILLIONS}
    return [["boot", {**person, "company": {"id": "c1", key: MILLIONS}}], ["trackEvent", "E", {key: MILLIONS}]]
