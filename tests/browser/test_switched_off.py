"""Off means off: a page that switches Intercom off asks it for nothing, and a plugin that is taken out is gone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.support.page_html import page_html
from tests.support.plain_site import CDN, TAG, Site
from tests.support.segment import QUEUE, SNIPPET, Segment

LIBRARY = '<script async src="https://cdn.segment.com/analytics.js/v1/key/analytics.min.js"></script>'
OFF = ["{integrations: {Intercom: false}}", "{integrations: {All: false, 'Segment.io': true}}"]
STRATEGIES = ["immediate", "idle", "interaction"]


def tag(strategy: str) -> str:
    return TAG.replace("></script>", f' data-load-strategy="{strategy}"></script>')


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("options", OFF)
def test_load_options_that_exclude_intercom_make_no_request(page: Page, options: str, strategy: str) -> None:
    segment, site = Segment(page), Site(page)
    head = QUEUE + f"<script>analytics._loadOptions = {options}; analytics.page()</script>" + LIBRARY
    site.open("<a id=IntercomDefaultWidget href=#>Chat</a>" + tag(strategy), head=head)
    segment.wait()
    page.evaluate("analytics.track('Seen')")
    page.evaluate("Intercom('show')")
    page.get_by_text("Chat").click()
    assert not site.has_fetched()
    assert site.queue() == [["show"]]


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("integrations", [{"Intercom": False}, {"All": False}])
def test_integrations_of_every_call_that_exclude_intercom_make_no_request(
    page: Page, integrations: Any, strategy: str
) -> None:
    site = Site(page)
    site.open(tag(strategy))
    site.wait_for_api()
    options = {"integrations": integrations}
    for call in (["page", "Home", {}, options], ["identify", "u1", {}, options], ["track", "Seen", {}, options]):
        site.call(*call)
    page.evaluate("Intercom('show')")
    assert not site.has_fetched()


def test_widget_is_asked_for_by_the_first_call_that_is_not_switched_off(page: Page) -> None:
    site = Site(page)
    site.open()
    site.wait_for_api()
    page.evaluate("Intercom('show')")
    site.call("page", "Home", {}, {"integrations": {"Intercom": False}})
    assert not site.has_fetched()
    site.call("track", "Seen")
    site.wait_for_messenger()
    assert site.calls() == [["show"], ["trackEvent", "Seen", {}]]


@pytest.mark.parametrize("widget", ["there", "held"])
def test_deregister_ends_the_session_and_leaves_nothing(page: Page, widget: str) -> None:
    segment, site = Segment(page), Site(page)
    site.widget = widget
    page.context.add_cookies([{"name": "intercom-session-demo", "value": "s", "url": "https://site.example/"}])
    site.open(TAG, head=SNIPPET)
    segment.wait()
    page.evaluate("analytics.identify('ann', {}, {integrations: {Intercom: {user_hash: 'h'}}})")
    if widget == "there":
        site.wait_for_messenger()
    page.evaluate("analytics.deregister('Intercom')")
    page.evaluate("analytics.page()")
    assert site.settings() == {}
    assert [cookie for cookie in page.context.cookies() if cookie["name"].startswith("intercom")] == []
    assert page.evaluate("localStorage.getItem('intercom-destination-demo')") is None
    if widget == "there":
        person = {"app_id": "demo", "user_id": "ann", "id": "ann", "user_hash": "h"}
        assert site.calls() == [["boot", person], ["shutdown"]]
    else:
        assert page.evaluate("typeof Intercom") == "undefined"


def test_plugin_registered_twice_works_once(page: Page) -> None:
    segment, site = Segment(page), Site(page)
    page.route(f"{CDN}/intercom.mjs", lambda route: route.fallback())
    page.route(
        f"{CDN}/module",
        lambda route: route.fulfill(
            path="build/intercom.mjs",
            content_type="text/javascript",
            headers={"access-control-allow-origin": "*"},
        ),
    )
    site.open(page_html("register_twice"), head=SNIPPET)
    page.wait_for_function("window.done")
    segment.wait()
    page.evaluate("analytics.track('Bought')")
    site.wait_for_messenger()
    assert site.calls() == [["trackEvent", "Bought", {}]]
    page.evaluate("analytics.page()")
    assert site.calls()[1:] == [["boot", {"app_id": "demo"}]]
