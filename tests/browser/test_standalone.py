"""The script tag on a page without Segment: an `analytics` of its own, that takes calls as analytics.js 2 does."""

from __future__ import annotations

import json
from typing import Any

from demo_site.npm_bundles import ROOT
from playwright.sync_api import Page
from tests.support.page_scripts import page_function, script_element
from tests.support.plain_site import CDN, TAG, Site

BOOT = ["boot", {"app_id": "demo"}]
ADA = {"app_id": "demo", "user_id": "u1", "id": "u1"}
PASTED = (ROOT / "tests" / "data" / "snippet.html").read_text(encoding="utf-8")

LISTEN = page_function("standalone", "recordEmittedCalls")


def test_listeners_hear_each_call_with_what_analytics_js_gives_them(standalone: Site) -> None:
    standalone.page.evaluate(LISTEN)
    standalone.call("page", "Docs", "Home", {"n": 1}, {"a": 1})
    standalone.call("page", "Home")
    standalone.call("identify", "u1", {"n": 2}, {"b": 1})
    standalone.call("group", "c1", {"n": 3})
    standalone.call("track", "Bought", {"n": 4})
    standalone.call("reset")
    assert standalone.page.evaluate("heard") == [
        ["page", ["Docs", "Home", {"n": 1}, {"a": 1}]],
        ["page", [None, "Home", {}, {}]],
        ["identify", ["u1", {"n": 2}, {"b": 1}]],
        ["group", ["c1", {"n": 3}, {}]],
        ["track", ["Bought", {"n": 4}, {}]],
        ["reset", []],
    ]


def test_once_hears_one_call_and_off_none(standalone: Site) -> None:
    standalone.page.evaluate(page_function("standalone", "addAndRemoveListeners"))
    assert standalone.page.evaluate("heard") == ["once a", "first a", "second a", "second b"]


def test_listener_or_callback_that_throws_stops_nothing(standalone: Site) -> None:
    standalone.page.evaluate(page_function("standalone", "throwInListenersAndCallbacks"))
    assert standalone.page.evaluate("heard") is True
    assert standalone.calls() == [["trackEvent", "Bought", {}]]


def test_ready_calls_back_later_and_gives_a_promise(standalone: Site) -> None:
    order = standalone.page.evaluate(page_function("standalone", "orderOfReadyCallbacks"))
    assert order == ["after", "callback"]


def test_call_gives_a_promise_of_its_event(standalone: Site) -> None:
    event = standalone.page.evaluate(
        "analytics.identify('u1', {n: 1}, {integrations: {Intercom: true}, ip: '0'}).then(ctx => ctx.event)"
    )
    assert event == {
        "type": "identify",
        "userId": "u1",
        "traits": {"n": 1},
        "integrations": {"Intercom": True},
        "context": {"ip": "0"},
    }


def test_arguments_of_the_page_stay_as_they_were(standalone: Site) -> None:
    given = standalone.page.evaluate(page_function("standalone", "callWithFrozenArguments"))
    assert given[0] == given[1]


def test_calls_before_the_file_arrives_are_replayed_in_order(page: Page) -> None:
    site = Site(page)
    pasted = PASTED.replace("https://YOUR-CDN", CDN).replace("YOUR-APP-ID", "demo")
    before = pasted + script_element("standalone", "callBeforeTheFileArrives")
    site.widget = "held"
    site.open("", head=before)
    site.wait_for_api()
    page.wait_for_function("answered.length === 3")
    assert page.evaluate("answered") == ["page", "track", "ready"]
    site.release()
    person = {**ADA, "n": 1, "user_hash": "h"}
    assert site.calls() == [["boot", person], ["trackEvent", "Bought", {"n": 2}]]


def test_snippet_has_at_most_ten_lines_and_leaves_a_live_api_alone(standalone: Site) -> None:
    assert len(PASTED.strip().splitlines()) <= 10
    script = PASTED.split("<script>", 1)[1].split("</script>", 1)[0]
    standalone.page.evaluate("window.was = Object.assign({}, analytics)")
    standalone.page.add_script_tag(content=script)
    assert standalone.page.evaluate("Object.keys(was).every(name => was[name] === analytics[name])")


def test_settings_can_be_pushed_by_the_page_instead_of_attributes(page: Page) -> None:
    site = Site(page)
    pushed = json.dumps({"appId": "pushed", "activator": "#chat", "hideDefaultLauncher": True})
    site.open(
        f'<script async src="{CDN}/intercom.min.js"></script>',
        head=f'<script>(window.analytics = window.analytics || []).push(["load", {pushed}], ["page"])</script>',
    )
    site.wait_for_messenger()
    expected: dict[str, Any] = {"app_id": "pushed", "widget": {"activator": "#chat"}, "hide_default_launcher": True}
    assert site.calls() == [["boot", expected]]


def test_app_id_of_the_tag_wins_over_a_pushed_one(page: Page) -> None:
    site = Site(page)
    site.open(TAG, head='<script>window.analytics = [["page"], ["load", {appId: "another"}]]</script>')
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}]]


def test_pushed_settings_win_over_attributes(page: Page) -> None:
    site = Site(page)
    site.open(TAG, head='<script>window.analytics = [["page"], ["load", {apiBase: "eu"}], ["load", null]]</script>')
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo", "api_base": "https://api-iam.eu.intercom.io"}]]
