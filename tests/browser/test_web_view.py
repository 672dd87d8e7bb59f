"""The delivered module in an app's web view: analytics.js 2 above it, the SDKs' own JavaScript below it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.support.page_scripts import page_function
from tests.support.phone import bundle_web_view
from tests.support.web_views import CAPACITOR_CALLS, CORDOVA_CALLS, EVERY_CALL, KEYS, WEB_VIEW


class WebView:
    """An app's page: the bridge's native half, then the app."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.route("https://app.example/", lambda route: route.fulfill(body="<p>App", content_type="text/html"))
        cors = {"access-control-allow-origin": "*"}
        page.route("https://api.segment.io/**", lambda route: route.fulfill(body="{}", headers=cors))
        page.goto("https://app.example/")

    def start(self, bridge: str, app: str, before: str = "") -> None:
        self.page.add_script_tag(path=WEB_VIEW / f"{bridge}.js")
        self.page.evaluate(before or "0")
        self.page.add_script_tag(content=bundle_web_view(app))
        self.page.wait_for_function("window.analytics")

    def do(self, script: str, calls: int) -> list[list[Any]]:
        """Run it, and give the calls once there are so many."""
        self.page.evaluate(script)
        self.page.wait_for_function("count => window.bridge.calls.length >= count", arg=calls)
        found: list[list[Any]] = self.page.evaluate("window.bridge.calls")
        return found

    def warnings(self) -> list[str]:
        said: list[str] = self.page.evaluate("window.warnings")
        return [text for text in said if text.startswith("Intercom destination: ")]


@pytest.fixture
def web_view(page: Page) -> WebView:
    return WebView(page)


def settings(**given: Any) -> str:
    return f"window.destinationSettings = {given!r}"


def test_capacitor_plugin_gets_its_own_names(web_view: WebView) -> None:
    web_view.start("capacitor_bridge", "capacitor_app", settings(**KEYS))
    assert web_view.do(EVERY_CALL, 8) == CAPACITOR_CALLS
    assert web_view.warnings() == [
        f"Intercom destination: unsupported: {name} in this SDK"
        for name in ("unsubscribedFromEmails", "signedUpAt", "companies")
    ]


def test_capacitor_bridge_that_never_answers_holds_nothing_up(web_view: WebView) -> None:
    web_view.page.clock.install()
    web_view.start(
        "capacitor_bridge",
        "capacitor_app",
        settings(**KEYS) + "; bridge.silent = ['registerIdentifiedUser']",
    )
    web_view.do("analytics.identify('u1')", 2)
    web_view.page.clock.fast_forward(5000)
    calls = web_view.do("0", 3)
    assert [name for name, *_ in calls] == ["loadWithKeys", "registerIdentifiedUser", "updateUser"]
    assert web_view.warnings() == ["Intercom destination: no-answer: loginUser in 5 seconds"]


def test_capacitor_refusal_of_another_login_is_answered_by_a_logout(web_view: WebView) -> None:
    web_view.start(
        "capacitor_bridge", "capacitor_app", settings(**KEYS) + "; bridge.refused = {registerIdentifiedUser: '3002'}"
    )
    calls = web_view.do("analytics.identify('u1')", 4)
    assert [name for name, *_ in calls[1:4]] == ["registerIdentifiedUser", "logout", "registerIdentifiedUser"]


def test_capacitor_without_keys_says_so_and_goes_on(web_view: WebView) -> None:
    web_view.start("capacitor_bridge", "capacitor_app", settings())
    assert web_view.do("analytics.identify('u1')", 2)[0] == ["registerIdentifiedUser", {"userId": "u1"}]
    assert web_view.warnings() == ["Intercom destination: no-key: appId and a key, or a started SDK, are needed"]


def test_capacitor_in_a_browser_refuses_every_call_and_the_library_goes_on(web_view: WebView) -> None:
    web_view.page.evaluate(settings(**KEYS))
    web_view.page.add_script_tag(content=bundle_web_view("capacitor_app"))
    web_view.page.wait_for_function("window.analytics")
    web_view.page.evaluate("analytics.identify('u1')")
    web_view.page.wait_for_function("window.warnings.some(text => text.includes('refused: initialize:'))")
    assert web_view.page.evaluate("analytics.track('A').then(ctx => ctx.event.event)") == "A"


def test_capacitor_instance_is_handed_over_once_started(web_view: WebView) -> None:
    web_view.start("capacitor_bridge", "capacitor_app", settings(**KEYS))
    web_view.do("plugin.onReady(intercom => intercom.displayMessenger())", 2)
    web_view.do("plugin.intercom.displayMessenger()", 3)


def test_identify_of_another_person_keeps_what_they_share_with_the_first(web_view: WebView) -> None:
    """analytics.js 2 does not hand the traits of one person over as another's."""
    web_view.start("capacitor_bridge", "capacitor_app", settings(**KEYS))
    calls = web_view.do(page_function("web_view", "identifyTwoPeople"), 6)
    assert [call for call in calls if call[0] == "updateUser"] == [
        ["updateUser", {"customAttributes": {}, "name": "Same"}]
    ] * 2


def test_plugin_that_is_taken_away_calls_nothing_more(web_view: WebView) -> None:
    web_view.start("capacitor_bridge", "capacitor_app", settings(**KEYS))
    web_view.do("analytics.identify('u1')", 3)
    web_view.page.evaluate("plugin.isLoaded() && analytics.deregister('Intercom')")
    web_view.page.evaluate("analytics.track('A')")
    assert not web_view.page.evaluate("plugin.isLoaded()")
    assert web_view.page.evaluate("bridge.calls.length") == 3


def test_cordova_plugin_gets_rest_names(web_view: WebView) -> None:
    web_view.start("cordova_bridge", "cordova_app")
    assert web_view.do(EVERY_CALL, 7) == CORDOVA_CALLS
    assert web_view.warnings() == ["Intercom destination: unsupported: setUserJwt in this SDK"]


@pytest.mark.parametrize(
    ("user", "login"),
    [
        ("null", [["loginUserWithUserAttributes", {"userId": "u1"}]]),
        ("{}", [["loginUserWithUserAttributes", {"userId": "u1"}]]),
        ("{userId: 'u1'}", []),
        ("{userId: 'u0'}", [["logout"], ["loginUserWithUserAttributes", {"userId": "u1"}]]),
    ],
)
def test_cordova_16_says_who_is_logged_in(web_view: WebView, user: str, login: list[Any]) -> None:
    web_view.start("cordova_bridge", "cordova_app", f"window.isSixteen = true; bridge.user = {user}")
    assert web_view.do("analytics.identify('u1')", len(login) + 1) == [*login, ["updateUser", {}]]


@pytest.mark.parametrize(
    ("sixteen", "name"), [("true", "loginUnidentifiedUser"), ("false", "registerUnidentifiedUser")]
)
def test_cordova_visitor_is_logged_in_by_the_name_of_the_version(web_view: WebView, sixteen: str, name: str) -> None:
    web_view.start("cordova_bridge", "cordova_app", f"window.isSixteen = {sixteen}")
    assert web_view.do("analytics.identify({unsubscribed_from_emails: true})", 2) == [
        [name],
        ["updateUser", {"unsubscribed_from_emails": True}],
    ]
