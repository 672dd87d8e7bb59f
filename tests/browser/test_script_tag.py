"""The script tag's attributes: every setting has one, and what cannot be one is named on the console."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.support.browser_fixtures import Problems
from tests.support.plain_site import CDN, RECORDER, Site


def tag(attributes: str, app_id: str = 'data-app-id="demo"') -> str:
    return f'<script async src="{CDN}/intercom.min.js" {app_id} {attributes}></script>'


def open_with(page: Page, attributes: str) -> Site:
    site = Site(page)
    site.open(tag(attributes))
    site.wait_for_api()
    return site


EU = {"api_base": "https://api-iam.eu.intercom.io"}
PERSON = {"app_id": "demo", "user_id": "u1", "id": "u1"}
# Attributes, calls, and what Intercom gets.
SETTINGS: dict[str, tuple[str, list[list[Any]], list[list[Any]]]] = {
    "activator": (
        'data-activator="#chat"',
        [["page"]],
        [["boot", {"app_id": "demo", "widget": {"activator": "#chat"}}]],
    ),
    "api base": ('data-api-base="eu"', [["page"]], [["boot", {"app_id": "demo", **EU}]]),
    "hide default launcher": (
        "data-hide-default-launcher",
        [["page"], ["group", "c1"], ["identify", "u1", {}, {"Intercom": {"hideDefaultLauncher": False}}]],
        [["boot", {**PERSON, "company": {"id": "c1"}, "hide_default_launcher": False}]],
    ),
    "hide default launcher, false": (
        'data-hide-default-launcher="false"',
        [["page"]],
        [["boot", {"app_id": "demo", "hide_default_launcher": False}]],
    ),
    "rich link properties": (
        'data-rich-link-properties=" article, video,"',
        [["track", "Read", {"article": {"url": "u", "value": "v"}, "video": {"a": 1}, "other": {"a": 1}}]],
        [["trackEvent", "Read", {"article": {"url": "u", "value": "v"}, "video": {"a": 1}}]],
    ),
    "custom attributes": (
        'data-custom-attributes="nested"',
        [["identify", "u1", {"plan": "pro", "seats": 3}]],
        [["boot", {**PERSON, "plan": "pro", "custom_attributes": {"seats": 3}}]],
    ),
    "shutdown on logout": (
        'data-shutdown-on-logout="false"',
        [["identify", "u1"], ["reset"]],
        [["boot", PERSON]],
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_attribute_reaches_intercom(page: Page, name: str) -> None:
    attributes, made, expected = SETTINGS[name]
    site = Site(page)
    site.widget = "held"
    site.open(tag(attributes))
    site.wait_for_api()
    for call in made:
        site.call(*call)
    site.release()
    assert site.calls() == expected


def test_widget_url_says_where_the_widget_comes_from(page: Page) -> None:
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(path=RECORDER)

    page.route("https://proxy.example/**", answer)
    site = open_with(page, 'data-widget-url="https://proxy.example/w/{appId}"')
    site.start_messenger()
    assert asked == ["https://proxy.example/w/demo"]


def test_load_strategy_says_when_the_widget_is_fetched(page: Page) -> None:
    site = open_with(page, 'data-load-strategy="interaction" data-activator="#chat"')
    site.call("page")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button id=chat>Chat</button>')")
    assert site.asked == []
    page.hover("#chat")
    site.wait_for_messenger()
    assert len(site.asked) == 1


def test_global_has_the_name_that_the_attribute_gives(page: Page) -> None:
    site = Site(page)
    site.open(tag('data-global="tracker"'), head="<script>window.tracker = [['track', 'Early']]</script>")
    site.wait_for_api("tracker")
    site.wait_for_messenger()
    site.call("track", "Late", place="tracker")
    assert site.calls() == [["trackEvent", "Early", {}], ["trackEvent", "Late", {}]]
    assert page.evaluate("typeof window.analytics") == "undefined"


# Attribute -> its name, its value, and what is allowed, as the console has them.
MALFORMED = {
    'data-load-strategy="now"': ("data-load-strategy", '"now"', "immediate or idle or interaction"),
    'data-custom-attributes="deep"': ("data-custom-attributes", '"deep"', "flat or nested"),
    'data-shutdown-on-logout="perhaps"': ("data-shutdown-on-logout", '"perhaps"', "true or false"),
    'data-hide-default-launcher="yes"': ("data-hide-default-launcher", '"yes"', "true or false"),
    'data-global="my.own"': ("data-global", '"my.own"', "a JavaScript name"),
}


@pytest.mark.parametrize("attribute", MALFORMED)
def test_malformed_attribute_is_named_once_and_the_default_used(page: Page, problems: Problems, attribute: str) -> None:
    site = open_with(page, attribute)
    site.call("page")
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}]]
    name, value, allowed = MALFORMED[attribute]
    said = f"attribute {name} is {value}, allowed is {allowed}; the default is used"
    assert problems.take() == [f"error: Intercom destination: {said}"]


def test_unknown_attribute_is_named_with_those_that_are_known(page: Page, problems: Problems) -> None:
    site = open_with(page, 'data-app="x" data-load-stratgy="idle"')
    site.call("page")
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}]]
    first, second = problems.take()
    assert first.startswith('error: Intercom destination: attribute data-app="x" is unknown; known are data-app-id, ')
    assert second.startswith('error: Intercom destination: attribute data-load-stratgy="idle" is unknown; known are ')
    for known in ("data-activator", "data-api-base", "data-hide-default-launcher", "data-global", "data-widget-url"):
        assert known in first


def test_empty_app_id_is_one_error_and_calls_do_nothing(page: Page, problems: Problems) -> None:
    page.clock.install()
    site = Site(page)
    site.open(tag("", 'data-app-id=""'), head="<script>window.analytics = [['page']]</script>")
    page.clock.run_for(1)
    site.wait_for_api()
    for call in (["identify", "u1"], ["group", "c1"], ["track", "Bought"], ["reset"], ["on", "x"], ["off"], ["ready"]):
        site.call(*call)
    assert page.evaluate("analytics.user().id()") is None
    page.clock.run_for(10_000)
    assert problems.take() == ["error: Intercom destination: no appId, so nothing is loaded or sent"]
    assert page.evaluate("[typeof Intercom, typeof intercomSettings]") == ["undefined", "undefined"]
    assert site.asked == []


def test_global_that_is_something_else_is_left_alone(page: Page, problems: Problems) -> None:
    site = Site(page)
    site.open("", head="<script>window.analytics = {page: 1}</script>")
    page.evaluate("window.was = analytics")
    page.add_script_tag(url=f"{CDN}/intercom.min.js")
    assert page.evaluate("window.analytics === was && Object.keys(was).length") == 1
    assert problems.take() == [
        "error: Intercom destination: window.analytics is taken by something else; name another with data-global"
    ]
