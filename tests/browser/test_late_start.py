"""What a site knows late: the appId, or that Segment's own script is blocked; and a button before the file is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_function, script_element
from tests.support.plain_site import CDN, TAG, Site
from tests.support.segment import LIBRARY, QUEUE, Segment

from intercom_destination import snippet

WITHOUT_ID = f'<script async src="{CDN}/intercom.min.js"></script>'
FALLBACK = TAG.replace("></script>", " data-segment-fallback></script>")
PERSON = {"app_id": "late", "user_id": "u1", "id": "u1"}


def test_load_gives_the_app_id_later_and_calls_have_waited(page: Page) -> None:
    site = Site(page)
    site.open(WITHOUT_ID, head="<script>window.analytics = [['page'], ['reset']]</script>")
    site.wait_for_api()
    site.call("identify", "u1")
    site.call("track", "Bought")
    assert page.evaluate("typeof Intercom") == "undefined"
    site.call("load", {"appId": "late"})
    site.wait_for_messenger()
    assert site.calls() == [
        ["boot", {"app_id": "late"}],
        ["shutdown"],
        ["boot", PERSON],
        ["trackEvent", "Bought", {}],
    ]
    site.call("load", {"appId": "other"})
    site.call("page")
    assert site.calls()[4:] == [["update", {"app_id": "late"}]]


def test_load_without_an_app_id_changes_nothing(page: Page) -> None:
    site = Site(page)
    site.open(WITHOUT_ID)
    site.wait_for_api()
    for given in (None, {}, {"appId": ""}, "late"):
        site.call("load", given)
    site.call("page")
    assert page.evaluate("typeof Intercom") == "undefined"
    site.call("load", {"appId": "late"})
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "late"}]]


def test_app_id_that_is_missing_after_ten_seconds_is_said_on_the_console(page: Page, problems: Problems) -> None:
    page.clock.install()
    site = Site(page)
    site.open(WITHOUT_ID)
    page.clock.run_for(1)
    site.wait_for_api()
    page.clock.run_for(9000)
    assert problems.take() == []
    page.clock.run_for(2000)
    assert problems.take() == ["error: Intercom destination: no appId, so nothing is loaded or sent"]


def blocked_segment(page: Page, tag: str) -> Site:
    """A page whose ad blocker lets nothing of Segment through; its answer comes once our file is there."""
    segment, site = Segment(page), Site(page)
    segment.hold()
    calls = script_element("segment", "identifyAndTrack")
    site.open(tag, head=QUEUE + calls + f'<script async src="{LIBRARY}"></script>')
    page.wait_for_function("analytics.some(call => call[0] === 'register')")
    for route in segment.held or []:
        route.abort()
    return site


def test_segment_fallback_takes_over_where_segments_script_is_blocked(page: Page, problems: Problems) -> None:
    site = blocked_segment(page, FALLBACK)
    site.wait_for_messenger()
    assert site.calls() == [["boot", {**PERSON, "app_id": "demo"}], ["trackEvent", "Bought", {}]]
    site.call("track", "Later")
    assert site.calls()[2:] == [["trackEvent", "Later", {}]]
    assert problems.take() == problems.blocked()


def test_segment_fallback_above_the_snippet_hears_of_a_script_that_is_blocked_at_once(
    page: Page, problems: Problems
) -> None:
    Segment(page)
    page.route(LIBRARY, lambda route: route.abort())
    site = Site(page)
    calls = "<script>analytics.identify('u1')</script>"
    tag = FALLBACK.replace(" async", "")
    site.open("", head=f'{tag}{QUEUE}{calls}<script async src="{LIBRARY}"></script>')
    site.wait_for_messenger()
    assert site.calls() == [["boot", {**PERSON, "app_id": "demo"}]]
    assert problems.take() == problems.blocked()


def test_segment_fallback_above_the_snippet_stays_a_plugin_where_segment_comes(page: Page) -> None:
    segment, site = Segment(page), Site(page)
    tag = FALLBACK.replace(" async", "")
    site.open("", head=f'{tag}{QUEUE}<script async src="{LIBRARY}"></script>')
    segment.wait()
    page.evaluate("analytics.identify('u1')")
    site.wait_for_messenger()
    assert site.calls() == [["boot", {**PERSON, "app_id": "demo"}]]
    assert page.evaluate("analytics.queue.plugins.filter(plugin => plugin.name === 'Intercom').length") == 1


def test_segment_fallback_off_a_blocked_segment_means_nothing(page: Page, problems: Problems) -> None:
    site = blocked_segment(page, TAG)
    page.wait_for_load_state("load")
    assert page.evaluate("Array.isArray(analytics)")
    assert not site.has_fetched()
    assert problems.take() == problems.blocked()


@pytest.mark.parametrize("methods", [" register", " register debug"])
def test_snippet_without_register_stays_segments(page: Page, methods: str) -> None:
    segment, site = Segment(page), Site(page)
    segment.hold()
    older = QUEUE
    for method in methods.split():
        older = older.replace(f" {method}", "")
    calls = script_element("segment", "identifyAndTrack")
    site.open(TAG, head=older + calls + f'<script async src="{LIBRARY}"></script>')
    page.wait_for_function("analytics.some(call => call[0] === 'register')")
    assert not site.has_fetched()
    segment.release()
    segment.wait()
    site.wait_for_messenger()
    site.wait_until_here(lambda: len(site.calls()) == 2, "both calls")
    assert site.calls() == [["boot", {**PERSON, "app_id": "demo"}], ["trackEvent", "Bought", {}]]
    assert page.evaluate("analytics.queue.plugins.filter(plugin => plugin.name === 'Intercom').length") == 1


def test_methods_of_segments_snippet_do_no_harm_after_the_fallback(page: Page, problems: Problems) -> None:
    site = blocked_segment(page, FALLBACK)
    site.wait_for_messenger()
    assert page.evaluate("analytics.debug(true) === analytics && analytics.setAnonymousId('a') === analytics")
    assert page.evaluate("analytics.addSourceMiddleware(() => {}).VERSION === analytics.VERSION")
    assert site.calls() == [["boot", {**PERSON, "app_id": "demo"}], ["trackEvent", "Bought", {}]]
    problems.take()


def test_segment_fallback_waits_where_another_analytics_fails(page: Page, problems: Problems) -> None:
    segment, site = Segment(page), Site(page)
    segment.hold()
    other = "https://www.example.com/x-analytics.min.js"
    page.route(other, lambda route: route.abort())
    site.open(FALLBACK, head=f'{QUEUE}<script>analytics.page()</script><script async src="{LIBRARY}"></script>')
    page.wait_for_function("analytics.some(call => call[0] === 'register')")
    page.evaluate(
        page_function("late_start", "requestBlockedScript"),
        other,
    )
    assert page.evaluate("Array.isArray(analytics)")
    segment.release()
    segment.wait()
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}]]
    assert problems.take() == ["error: Failed to load resource: net::ERR_FAILED"]


def test_segment_fallback_does_nothing_where_another_script_fails(page: Page, problems: Problems) -> None:
    segment, site = Segment(page), Site(page)
    page.route("https://ads.example/**", lambda route: route.abort())
    site.open(FALLBACK, head=QUEUE + f'<script async src="{LIBRARY}"></script>')
    segment.wait()
    page.evaluate(page_function("late_start", "requestBlockedScript"), "https://ads.example/ads.js")
    page.evaluate("analytics.page()")
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}]]
    assert problems.take() == problems.blocked()


def test_snippets_stub_takes_calls_before_the_file_and_opens_once_it_is_there(page: Page) -> None:
    site = Site(page)
    held = []
    page.route(f"{CDN}/intercom.min.js", lambda route: held.append(route))
    button = "<button onclick=\"Intercom('show')\">Help</button>"
    tag = snippet({"appId": "demo", "loadStrategy": "interaction"}, src=f"{CDN}/intercom.min.js", check=False)
    site.open(f"<script>window.kept = 0</script>{tag}{button}")
    page.evaluate("void (window.kept = Intercom)")
    page.get_by_text("Help").click()
    held[0].fallback()
    site.wait_for_messenger()
    assert site.calls() == [["show"], ["boot", {"app_id": "demo"}]]
    assert page.evaluate("kept.q.length") == 0
