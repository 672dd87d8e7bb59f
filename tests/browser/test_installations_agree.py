"""One scenario through every installation, real libraries included: the same calls, the same `intercomSettings`."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route
from tests.support.page_html import page_html
from tests.support.page_scripts import page_function
from tests.support.plain_site import BUILD, CDN, TAG, Site
from tests.support.segment import SNIPPET, Segment

NAMED = {"appId": "demo", "activator": "#chat", "apiBase": "eu"}
ATTRIBUTES = 'data-app-id="demo" data-activator="#chat" data-api-base="eu"'
CLASSIC = {
    **NAMED,
    "type": "browser",
    "bundlingStatus": "bundled",
    "versionSettings": {"version": "latest", "componentTypes": ["browser"]},
}
REMOTE = {
    "name": "Intercom",
    "creationName": "Intercom",
    "url": "https://cdn.segment.com/next-integrations/actions/intercom/latest/intercom.js",
    "libraryName": "intercomDestination",
    "settings": NAMED,
}
MODULE = page_html("register_module")

# Installation -> the page's tags, and what Segment's settings endpoint says of Intercom.
INSTALLATIONS: dict[str, tuple[str, dict[str, Any], list[dict[str, Any]]]] = {
    "script tag": (TAG.replace('data-app-id="demo"', ATTRIBUTES), {}, []),
    "script tag beside Segment": (SNIPPET + TAG.replace('data-app-id="demo"', ATTRIBUTES), {}, []),
    "classic destination": (SNIPPET, {"Intercom": CLASSIC}, []),
    "remote plugin": (SNIPPET, {}, [REMOTE]),
    "module": (SNIPPET + MODULE, {}, []),
}
SCENARIO = page_function("installations_agree", "sendSession")
BASE = {"app_id": "demo", "api_base": "https://api-iam.eu.intercom.io", "widget": {"activator": "#chat"}}
PERSON = {"user_id": "u1", "id": "u1", "email": "a@b.co", "created_at": 1388534400}
COMPANY = {"id": "c1", "name": "One", "monthly_spend": 5}
ORDER = {"total": "$19.99", "at": "2014-01-01T00:00:00Z"}
CALLS: list[list[Any]] = [
    ["boot", BASE],
    ["update", {**BASE, **PERSON, "company": {"plan": "pro"}, "user_hash": "h"}],
    ["update", {"company": COMPANY, "hide_default_launcher": True}],
    ["update", {**BASE, **PERSON, "company": {**COMPANY, "plan": "free"}}],
    ["trackEvent", "Order Completed", {"price": {"amount": 1999, "currency": "usd"}, **ORDER}],
    ["update", {**BASE, "hide_default_launcher": True}],
]
SHARED = {
    "app_id": "demo",
    "api_base": "https://api-iam.eu.intercom.io",
    "custom_launcher_selector": "#chat",
    **PERSON,
    "user_hash": "h",
    "company": {**COMPANY, "plan": "free"},
    "hide_default_launcher": True,
}


@pytest.mark.parametrize("installation", INSTALLATIONS)
def test_installations_all_give_the_same_calls_and_the_same_settings(page: Page, installation: str) -> None:
    tags, integrations, remote_plugins = INSTALLATIONS[installation]
    segment, site = Segment(page), Site(page)
    segment.integrations, segment.remote_plugins = integrations, remote_plugins

    def answer(route: Route) -> None:
        # The browser does not unpack what a test answers itself.
        name = route.request.url.removeprefix("https://cdn.segment.com/").removesuffix(".gz")
        route.fulfill(path=BUILD / "cdn" / name)

    page.route("https://cdn.segment.com/next-integrations/**", answer)
    page.route(
        f"{CDN}/intercom.mjs",
        lambda route: route.fulfill(path=BUILD / "intercom.mjs", headers={"access-control-allow-origin": "*"}),
    )
    site.open(tags)
    if SNIPPET in tags:
        segment.wait()
    else:
        site.wait_for_api()
    site.start_messenger()
    page.evaluate(SCENARIO)
    site.wait_until(f"recorder.calls.length >= {len(CALLS)}")
    assert site.calls() == CALLS
    assert site.settings() == SHARED
    page.evaluate("analytics.reset()")
    assert site.calls() == [*CALLS, ["shutdown"]]
    assert site.settings() == {}
