"""Page views leave room for people and companies in the 20 boots and updates that Intercom takes in 30 minutes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.site import Site

HALF_AN_HOUR_MS = 30 * 60 * 1000
MOST_WITH_PAGES = 15


@pytest.fixture
def site(page: Page) -> Site:
    page.clock.install()
    page.clock.pause_at("2030-01-01T00:00:00Z")
    site = Site(page)
    site.open()
    page.clock.run_for(1)
    site.wait_for_api()
    site.wait_for_messenger()
    return site


def methods(site: Site) -> list[str]:
    return [call[0] for call in site.calls()]


def test_fifteen_with_page_views_and_no_more(site: Site) -> None:
    for _ in range(20):
        site.call("page")
    assert methods(site) == ["boot"] + ["update"] * (MOST_WITH_PAGES - 1)


def test_people_and_companies_always_go(site: Site) -> None:
    for _ in range(20):
        site.call("page")
    site.call("identify", "u1", {"plan": "pro"})
    site.call("group", "c1")
    site.call("page", "name", {}, {"Intercom": {"hideDefaultLauncher": True}})
    assert site.calls()[MOST_WITH_PAGES:] == [
        ["update", {"app_id": "demo", "user_id": "u1", "id": "u1", "plan": "pro"}],
        ["update", {"company": {"id": "c1"}}],
        ["update", {"app_id": "demo", "hide_default_launcher": True}],
    ]


def test_after_half_an_hour_there_is_room_again(site: Site) -> None:
    for _ in range(20):
        site.call("page")
    site.page.clock.run_for(HALF_AN_HOUR_MS)
    site.call("page")
    assert len(site.calls()) == MOST_WITH_PAGES + 1


def test_events_and_a_new_session_cost_nothing_of_it(site: Site) -> None:
    for _ in range(20):
        site.call("page")
    site.call("track", "Seen")
    site.call("reset")
    site.call("page")
    assert methods(site)[MOST_WITH_PAGES:] == ["trackEvent", "shutdown", "boot"]


def test_page_views_folded_into_one_boot_cost_one(page: Page) -> None:
    site = Site(page)
    site.widget = "held"
    site.open()
    site.wait_for_api()
    for _ in range(20):
        site.call("page")
    site.release()
    for _ in range(20):
        site.call("page")
    assert methods(site) == ["boot"] + ["update"] * (MOST_WITH_PAGES - 1)


def test_page_views_that_all_hide_the_launcher_are_plain_ones(site: Site) -> None:
    for _ in range(20):
        site.call("page", "name", {}, {"Intercom": {"hideDefaultLauncher": True}})
    assert methods(site) == ["boot"] + ["update"] * (MOST_WITH_PAGES - 1)


def test_people_who_are_told_again_always_go(site: Site) -> None:
    for _ in range(20):
        site.call("identify", "u1")
    assert methods(site) == ["boot"] + ["update"] * 19
