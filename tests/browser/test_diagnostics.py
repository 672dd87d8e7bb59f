"""The development bundle says what happens to the data, and why; the production bundle does not."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_function
from tests.support.plain_site import CDN, TAG, WIDGET, Site

PREFIX = "warning: Intercom destination: "
# The Messenger that a site has put in itself: it is there before the first call.
MESSENGER = f'<script src="{WIDGET}demo"></script>'
DEVELOPMENT = f'<script async src="{CDN}/intercom.dev.js" data-app-id="demo"></script>'
LONG = "x" * 300

# What is called, and the code and key that have to be in the line that it brings.
CASES: dict[str, tuple[list[Any], str]] = {
    "value over 255 characters": (["identify", "u1", {"bio": LONG}], 'truncated: "bio"'),
    "object dropped": (["identify", "u1", {"address": {"city": "Rome"}}], 'nested: "address"'),
    "company without a name": (["group", "c1"], 'company-incomplete: "name"'),
    "more than 5 properties": (
        ["track", "Big", dict.fromkeys("abcdef", 1)],
        'metadata-hidden: "Big"',
    ),
    "more than 20 properties": (
        ["track", "Huge", dict.fromkeys("abcdefghijklmnopqrstu", 1)],
        'metadata-dropped: "Huge"',
    ),
    "track before a known user": (["track", "Early"], 'event-without-user: "Early"'),
    "identify ignored": (["identify", {"plan": "pro"}], 'anonymous-identify: "userId"'),
    "launcher option that is no boolean": (
        ["page", "name", {}, {"Intercom": {"hideDefaultLauncher": "yes"}}],
        'invalid-launcher-option: "hideDefaultLauncher"',
    ),
}


def open_site(page: Page, tag: str) -> Site:
    site = Site(page)
    site.open(tag, head=MESSENGER)
    site.wait_for_api()
    return site


@pytest.mark.parametrize("case", CASES)
def test_development_bundle_says(page: Page, problems: Problems, case: str) -> None:
    call, wanted = CASES[case]
    site = open_site(page, DEVELOPMENT)
    if call[0] == "track" and "without-user" not in wanted:
        site.call("identify", "u1")
    site.call(*call)
    (line,) = problems.take()
    assert line.startswith(f"{PREFIX}{wanted}: ")


def test_hash_that_the_messenger_still_finds_on_the_page_is_not_missing(page: Page, problems: Problems) -> None:
    site = open_site(page, DEVELOPMENT)
    site.call("identify", "u1", {}, {"Intercom": {"user_hash": "h"}})
    site.call("identify", "u1", {})
    assert problems.take() == []


def test_development_bundle_says_when_the_site_has_taken_the_hash_away(page: Page, problems: Problems) -> None:
    site = open_site(page, DEVELOPMENT)
    site.call("identify", "u1", {}, {"Intercom": {"user_hash": "h"}})
    page.evaluate("delete intercomSettings.user_hash")
    site.call("identify", "u1", {})
    (line,) = problems.take()
    assert line.startswith(f'{PREFIX}hash-missing: "user_hash": missing')


def test_development_bundle_says_when_there_are_too_many_event_names(page: Page, problems: Problems) -> None:
    site = open_site(page, DEVELOPMENT)
    site.call("identify", "u1")
    page.evaluate(page_function("many_calls", "trackNames"), 121)
    (line,) = [line for line in problems.take() if "too-many-event-names" in line]
    assert line.startswith(f'{PREFIX}too-many-event-names: "Event 120": ')


def test_development_bundle_says_when_page_views_have_used_up_the_rate_limit(page: Page, problems: Problems) -> None:
    open_site(page, DEVELOPMENT)
    page.evaluate(page_function("many_calls", "viewPages"))
    assert len([line for line in problems.take() if line.startswith(PREFIX + "rate-limited")]) == 1


def test_rule_is_said_once_of_each_key(page: Page, problems: Problems) -> None:
    site = open_site(page, DEVELOPMENT)
    for bio in ("a" * 300, "b" * 400):
        site.call("identify", "u1", {"bio": bio, "motto": bio})
    assert [line.removeprefix(PREFIX).split(": ")[:2] for line in problems.take()] == [
        ["truncated", '"bio"'],
        ["truncated", '"motto"'],
    ]


@pytest.mark.parametrize("case", CASES)
def test_production_bundle_is_silent(page: Page, problems: Problems, case: str) -> None:
    site = open_site(page, TAG)
    site.call(*CASES[case][0])
    assert problems.take() == []


def test_development_and_production_bundle_send_the_same(page: Page, problems: Problems) -> None:
    ann = {"app_id": "demo", "user_id": "u1", "id": "u1", "bio": "x" * 255}
    for tag in (TAG, DEVELOPMENT):
        site = open_site(page, tag)
        for call, _ in CASES.values():
            site.call(*call)
        assert site.calls() == [
            ["boot", ann],
            ["update", ann],
            ["update", {"company": {"id": "c1"}}],
            ["trackEvent", "Big", dict.fromkeys("abcdef", 1)],
            ["trackEvent", "Huge", dict.fromkeys("abcdefghijklmnopqrstu", 1)],
            ["trackEvent", "Early", {}],
            ["update", {**ann, "plan": "pro"}],
            ["update", {"app_id": "demo"}],
        ]
    problems.take()
