"""Until the Messenger has come, calls are folded; after that they go one to one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.support.plain_site import Site, open_held

IDENTITY = {"app_id": "demo", "user_id": "u1", "id": "u1"}


@pytest.fixture
def site(page: Page) -> Site:
    return open_held(page)


def test_cold_page_load_leaves_one_boot_with_everything_and_the_events_in_order(site: Site) -> None:
    site.call("page")
    site.call(
        "identify", "u1", {"email": "a@b.co", "company": {"id": "c1", "name": "One"}}, {"Intercom": {"user_hash": "h"}}
    )
    site.call("group", "c1", {"plan": "pro"})
    site.call("track", "First")
    site.call("track", "Second", {"n": 2})
    site.release()
    company = {"id": "c1", "name": "One", "plan": "pro"}
    assert site.calls() == [
        ["boot", {**IDENTITY, "email": "a@b.co", "user_hash": "h", "company": company}],
        ["trackEvent", "First", {}],
        ["trackEvent", "Second", {"n": 2}],
    ]


def test_group_before_the_first_boot_is_in_it(site: Site) -> None:
    site.call("group", "c1", {"name": "One"})
    site.call("identify", "u1")
    site.release()
    assert site.calls() == [["boot", {**IDENTITY, "company": {"id": "c1", "name": "One"}}]]


def test_groups_both_arrive(site: Site) -> None:
    site.call("identify", "u1")
    site.call("group", "c1", {"name": "One"})
    site.call("group", "c2", {"name": "Two"})
    site.call("group", "c1", {"name": "Uno"})
    site.release()
    one, two = {"id": "c1", "name": "Uno"}, {"id": "c2", "name": "Two"}
    assert site.calls() == [["boot", {**IDENTITY, "company": one, "companies": [two, one]}]]


def test_folding_stops_at_a_change_of_person(site: Site) -> None:
    site.call("identify", "u1")
    site.call("track", "Of the first")
    site.call("identify", "u2")
    site.call("page")
    site.release()
    assert site.calls() == [
        ["boot", IDENTITY],
        ["trackEvent", "Of the first", {}],
        ["shutdown"],
        ["boot", {"app_id": "demo", "user_id": "u2", "id": "u2"}],
    ]


def test_calls_of_the_page_itself_keep_their_place(site: Site) -> None:
    site.call("page")
    site.page.evaluate("Intercom('showSpace', 'help')")
    site.call("identify", "u1")
    site.release()
    assert site.calls() == [["boot", IDENTITY], ["showSpace", "help"]]


def test_calls_go_one_to_one_once_the_messenger_is_there(site: Site) -> None:
    site.call("page")
    site.release()
    site.call("identify", "u1")
    site.call("group", "c1")
    assert site.calls() == [
        ["boot", {"app_id": "demo"}],
        ["update", IDENTITY],
        ["update", {"company": {"id": "c1"}}],
    ]
