"""The widget does not come, or comes late: the page works, memory is bounded, one warning, and it is tried again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_function
from tests.support.plain_site import TAG, Site

IDENTITY = {"app_id": "demo", "user_id": "u1", "id": "u1"}
WARNING = (
    "warning: Intercom destination: cannot load the Messenger from "
    "https://widget.intercom.io/widget/{appId}; blocked or offline?"
)
MOST_EVENTS = 100


@pytest.fixture
def site(page: Page) -> Site:
    """A site whose widget is blocked, and a clock that the test turns; an identify of nobody has asked for it."""
    page.clock.install()
    site = Site(page)
    site.widget = "blocked"
    site.open()
    site.wait_for_api()
    site.call("identify", {})
    return site


def said(problems: Problems) -> list[str]:
    """What was said, except what Chromium itself says of a blocked script."""
    return [problem for problem in problems.take() if "Failed to load resource" not in problem]


def fail_again(site: Site, seconds: int, tries: int) -> None:
    """Let the pause pass, and wait for the next try and its failure."""
    site.page.clock.run_for(seconds * 1000)
    site.wait_until_here(lambda: len(site.asked) == tries, f"{tries} tries")
    site.wait_until("document.querySelectorAll('script[src*=widget]').length == 0")


def test_widget_is_retried_three_times_with_growing_pauses_then_one_warning(site: Site, problems: Problems) -> None:
    fail_again(site, 0, 1)
    fail_again(site, 1, 2)
    fail_again(site, 4, 3)
    fail_again(site, 16, 4)
    site.page.clock.run_for(3_600_000)
    assert len(site.asked) == 4
    assert said(problems) == [WARNING]


def test_online_event_tries_the_widget_again(site: Site, problems: Problems) -> None:
    site.call("identify", "u1")
    for pause, tries in ((0, 1), (1, 2), (4, 3), (16, 4)):
        fail_again(site, pause, tries)
    site.widget = "there"
    site.page.evaluate("dispatchEvent(new Event('online'))")
    site.wait_for_messenger()
    assert site.calls() == [["boot", IDENTITY]]
    assert said(problems) == [WARNING]


def test_widget_that_comes_at_the_second_try_says_nothing(site: Site, problems: Problems) -> None:
    fail_again(site, 0, 1)
    site.call("identify", "u1")
    site.widget = "there"
    site.page.clock.run_for(1000)
    site.wait_for_messenger()
    assert site.calls() == [["boot", IDENTITY]]
    assert said(problems) == []


def test_queue_drops_its_oldest_events_first_and_the_identity_never(site: Site, problems: Problems) -> None:
    site.call("identify", "u1")
    site.page.evaluate(page_function("many_calls", "trackNames"), 150)
    site.call("group", "c1")
    queue = site.queue()
    assert queue[0] == ["boot", {**IDENTITY, "company": {"id": "c1"}}]
    assert queue[1:] == [["trackEvent", f"Event {i}", {}] for i in range(50, 150)]
    said(problems)


@pytest.mark.chromium_only("the heap is measured by the DevTools protocol")
def test_queue_of_a_hundred_thousand_events_takes_no_memory_and_throws_nothing(site: Site, problems: Problems) -> None:
    session = site.page.context.new_cdp_session(site.page)

    def heap() -> float:
        session.send("HeapProfiler.collectGarbage")
        return float(session.send("Runtime.getHeapUsage")["usedSize"])

    site.call("identify", "u1")
    before = heap()
    site.page.evaluate(page_function("many_calls", "trackLongEvents"))
    assert heap() - before < 2_000_000
    assert len(site.queue()) == 1 + MOST_EVENTS
    said(problems)


def test_ready_calls_back_where_the_widget_is_blocked(site: Site, problems: Problems) -> None:
    site.page.evaluate("analytics.ready(() => { window.wasReady = true })")
    site.page.clock.run_for(1)
    assert site.page.evaluate("window.wasReady") is True
    said(problems)


def test_slow_widget_gets_everything_in_order(page: Page) -> None:
    site = Site(page)
    site.widget = "held"
    site.open()
    site.wait_for_api()
    site.call("identify", "u1")
    site.call("track", "Early")
    site.release()
    site.call("track", "Late")
    assert site.calls() == [["boot", IDENTITY], ["trackEvent", "Early", {}], ["trackEvent", "Late", {}]]


def test_page_that_comes_back_from_another_goes_on(page: Page) -> None:
    site = Site(page)
    site.open()
    site.wait_for_api()
    site.start_messenger()
    site.call("identify", "u1")
    page.goto("about:blank")
    # Playwright cannot go back in a stock Firefox; the page can.
    page.evaluate("history.back()")
    page.wait_for_function("location.href !== 'about:blank'")
    site.wait_for_api()
    site.start_messenger()
    site.call("track", "Back")
    assert site.calls()[-1] == ["trackEvent", "Back", {}]


def test_activator_that_is_a_link_is_one_again_where_no_messenger_comes(page: Page, problems: Problems) -> None:
    page.clock.install()
    site = Site(page)
    site.widget = "blocked"
    tag = TAG.replace("></script>", " data-load-strategy=interaction data-activator=#chat></script>")
    site.open(f"<a id=chat href=#contact>Contact us</a>{tag}")
    site.wait_for_api()
    site.call("page")
    page.get_by_text("Contact us").click()
    for pause, tries in ((0, 1), (1, 2), (4, 3), (16, 4)):
        fail_again(site, pause, tries)
    assert said(problems) == [WARNING]
    assert page.evaluate("location.hash") == ""
    page.get_by_text("Contact us").click()
    assert page.evaluate("location.hash") == "#contact"
