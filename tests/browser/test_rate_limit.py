"""Page views leave room for people and companies in the 20 boots and updates that Intercom takes in 30 minutes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.support.plain_site import Site

HALF_AN_HOUR_MS = 30 * 60 * 1000
MINUTE_MS = 60 * 1000
SECOND_MS = 1000
MOST_WITH_PAGES = 15
MOST = 20


@pytest.fixture
def site(page: Page) -> Site:
    page.clock.install()
    page.clock.pause_at("2030-01-01T00:00:00Z")
    site = Site(page)
    site.open()
    page.clock.run_for(1)
    site.wait_for_api()
    site.start_messenger()
    return site


def methods(site: Site) -> list[str]:
    return [call[0] for call in site.calls()]


def test_rate_limit_sends_fifteen_at_once_with_page_views_and_no_more(site: Site) -> None:
    for _ in range(20):
        site.call("page")
    assert methods(site) == ["boot"] + ["update"] * (MOST_WITH_PAGES - 1)


def test_rate_limit_sends_what_is_new_in_one_update_a_minute_later(site: Site) -> None:
    for _ in range(20):
        site.call("page")
    site.call("identify", "u1", {"plan": "pro"})
    site.call("group", "c1", {"plan": "pro"})
    site.call("group", "c2")
    site.call("page", "name", {}, {"Intercom": {"hideDefaultLauncher": True}})
    site.call("identify", "u1", {"plan": "free"})
    site.page.clock.run_for(MINUTE_MS - 1)
    assert len(site.calls()) == MOST_WITH_PAGES
    site.page.clock.run_for(1)
    person = {"app_id": "demo", "user_id": "u1", "id": "u1", "plan": "free", "hide_default_launcher": True}
    companies = [{"id": "c1", "plan": "pro"}, {"id": "c2"}]
    assert site.calls()[MOST_WITH_PAGES:] == [["update", {**person, "company": companies[1], "companies": companies}]]


def test_rate_limit_has_room_again_after_half_an_hour(site: Site) -> None:
    for _ in range(20):
        site.call("page")
    site.page.clock.run_for(HALF_AN_HOUR_MS)
    site.call("page")
    assert len(site.calls()) == MOST_WITH_PAGES + 1


def test_rate_limit_leaves_out_events_and_a_new_session(site: Site) -> None:
    for _ in range(20):
        site.call("page")
    site.call("track", "Seen")
    site.call("reset")
    site.call("page")
    assert methods(site)[MOST_WITH_PAGES:] == ["trackEvent", "shutdown", "boot"]


def test_folded_update_counts_as_said(page: Page) -> None:
    site = Site(page)
    site.widget = "held"
    site.open()
    site.wait_for_api()
    site.call("identify", "u1", {"plan": "free"})
    site.call("identify", "u1", {"plan": "pro"})
    site.release()
    for _ in range(MOST_WITH_PAGES):
        site.call("page")
    # Not what the Messenger was told last, though an earlier call said it.
    site.call("identify", "u1", {"plan": "free"})
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    person = {"app_id": "demo", "user_id": "u1", "id": "u1"}
    assert site.calls()[0] == ["boot", {**person, "plan": "pro"}]
    assert site.calls()[-1] == ["update", {**person, "plan": "free"}]


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


def test_same_identify_and_group_on_each_route_leave_room_for_a_new_trait(site: Site) -> None:
    for _ in range(100):
        site.call("identify", "u1", {"avatar": "https://site.example/a.png"})
        site.call("group", "c1", {"plan": "pro"})
        site.call("page")
    assert methods(site) == ["boot"] + ["update"] * (MOST_WITH_PAGES - 1)
    site.call("identify", "u1", {"plan": "pro"})
    avatar = {"type": "avatar", "image_url": "https://site.example/a.png"}
    assert site.calls()[MOST_WITH_PAGES:] == []
    site.page.clock.run_for(MINUTE_MS)
    assert site.calls()[MOST_WITH_PAGES:] == [
        ["update", {"app_id": "demo", "user_id": "u1", "id": "u1", "plan": "pro", "avatar": avatar}]
    ]


def test_last_of_many_changes_is_sent_within_a_minute(site: Site) -> None:
    for seats in range(30):
        site.call("identify", "u1", {"seats": seats})
    site.page.clock.run_for(MINUTE_MS)
    assert len(site.calls()) == MOST_WITH_PAGES + 1
    assert site.calls()[-1] == ["update", {"app_id": "demo", "user_id": "u1", "id": "u1", "seats": 29}]


def test_rate_limit_is_twenty_in_half_an_hour(site: Site) -> None:
    for minute in range(40):
        site.call("identify", "u1", {"seats": minute})
        site.page.clock.run_for(SECOND_MS)
    for minute in range(25):
        site.call("identify", "u1", {"seats": 100 + minute})
        site.page.clock.run_for(MINUTE_MS)
    assert len(site.calls()) == MOST
    site.page.clock.run_for(HALF_AN_HOUR_MS - 25 * MINUTE_MS - 40 * SECOND_MS)
    assert len(site.calls()) == MOST + 1
    assert site.calls()[-1][1]["seats"] == 124


def test_held_update_goes_when_the_page_is_left(site: Site) -> None:
    for seats in range(30):
        site.call("identify", "u1", {"seats": seats})
    site.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert site.calls()[-1] == ["update", {"app_id": "demo", "user_id": "u1", "id": "u1", "seats": 29}]
    site.page.clock.run_for(MINUTE_MS)
    assert len(site.calls()) == MOST_WITH_PAGES + 1


def test_held_update_goes_before_the_shutdown_of_its_session(site: Site) -> None:
    for seats in range(30):
        site.call("identify", "u1", {"seats": seats})
    site.call("identify", "u2")
    site.page.clock.run_for(HALF_AN_HOUR_MS)
    assert site.calls()[MOST_WITH_PAGES:] == [
        ["update", {"app_id": "demo", "user_id": "u1", "id": "u1", "seats": 29}],
        ["shutdown"],
        ["boot", {"app_id": "demo", "user_id": "u2", "id": "u2"}],
    ]


def test_clock_of_the_day_that_jumps_changes_nothing(site: Site) -> None:
    for seats in range(16):
        site.call("identify", "u1", {"seats": seats})
    site.page.clock.set_system_time("2020-01-01T00:00:00Z")
    site.page.clock.run_for(MINUTE_MS)
    assert site.calls()[-1] == ["update", {"app_id": "demo", "user_id": "u1", "id": "u1", "seats": 15}]
