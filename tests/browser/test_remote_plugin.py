"""The remote plugin: the real analytics.js 2 loads it by the URL that the settings endpoint names."""

from __future__ import annotations

from typing import Any

import pytest
from demo_site.npm_bundles import ROOT
from playwright.sync_api import Page
from tests.support.page_scripts import page_call, page_function
from tests.support.plain_site import BUILD, Site
from tests.support.segment import DELIVERED, QUEUE, SNIPPET, Segment

from bundler.config import version_at

URL = f"{DELIVERED}/actions/intercom/latest/intercom.js"
PERSON = {"app_id": "demo", "user_id": "u1", "id": "u1"}


class RemotePage:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.segment = Segment(page)
        self.site = Site(page)
        page.route(f"{DELIVERED}/**", self._answer)
        self.name_in_settings(URL)

    def name_in_settings(self, url: str, **settings: Any) -> None:
        self.segment.remote_plugins = [
            {
                "name": "Intercom",
                "creationName": "Intercom",
                "url": url,
                "libraryName": "intercomDestination",
                "settings": {"appId": "demo", **settings},
            }
        ]

    def _answer(self, route: Any) -> None:
        path = BUILD / "cdn" / route.request.url.removeprefix("https://cdn.segment.com/")
        route.fulfill(path=path)

    def visit(self, before: str) -> None:
        """Open a page that does this before the library has come."""
        self.site.open("", head=SNIPPET + f"<script>{before}</script>")
        self.segment.wait()

    def open(self, before: str = "") -> None:
        """The same, until the Messenger is there too."""
        self.visit(before)
        self.site.start_messenger()

    def run(self, *calls: list[Any]) -> list[list[Any]]:
        """Make these calls one after the other, [method, arguments...]; what Intercom got."""
        self.page.evaluate(page_function("remote_plugin", "makeCalls"), list(calls))
        return self.site.calls()


@pytest.fixture
def remote(page: Page) -> RemotePage:
    return RemotePage(page)


def test_calls_go_through_it(remote: RemotePage) -> None:
    remote.open()
    assert remote.run(
        ["page"], ["identify", "u1", {"n": 1}], ["group", "c1", {"name": "One"}], ["track", "Bought", {"n": 2}]
    ) == [
        ["boot", {"app_id": "demo"}],
        ["update", {**PERSON, "n": 1}],
        ["update", {"company": {"id": "c1", "name": "One"}}],
        ["trackEvent", "Bought", {"n": 2}],
    ]


def test_file_of_this_version_works_too(remote: RemotePage) -> None:
    remote.name_in_settings(URL.replace("latest", version_at(ROOT)))
    remote.open()
    assert remote.run(["page"]) == [["boot", {"app_id": "demo"}]]


def test_settings_come_from_the_endpoint(remote: RemotePage) -> None:
    remote.name_in_settings(URL, activator="#chat", apiBase="eu", unknown=[1])
    remote.open()
    expected = {"app_id": "demo", "api_base": "https://api-iam.eu.intercom.io", "widget": {"activator": "#chat"}}
    assert remote.run(["page"]) == [["boot", expected]]


def test_calls_before_the_load_come_in_order(remote: RemotePage) -> None:
    remote.visit(page_call("segment", "identifyAndTrack"))
    remote.site.wait_for_messenger()
    remote.page.wait_for_function("window.recorder && recorder.calls.length >= 2")
    assert remote.site.calls() == [["boot", PERSON], ["trackEvent", "Bought", {}]]


def test_destination_middleware_changes_what_arrives(remote: RemotePage) -> None:
    remote.open(page_call("remote_plugin", "addMiddleware"))
    remote.run(["identify", "u1", {"secret": 1}], ["track", "Kept"])
    remote.page.evaluate(page_function("remote_plugin", "trackDropped"))
    assert remote.site.calls() == [
        ["boot", {**PERSON, "changed": True}],
        ["trackEvent", "Kept", {}],
    ]


def test_integrations_of_a_call_filter_it(remote: RemotePage) -> None:
    remote.open()
    found = remote.run(
        ["track", "a", {}, {"integrations": {"Intercom": False}}],
        ["track", "b", {}, {"integrations": {"All": False}}],
        ["track", "c", {}, {"integrations": {"All": False, "Intercom": True}}],
        ["identify", "u1", {}, {"integrations": {"Intercom": {"user_hash": "h", "hideDefaultLauncher": True}}}],
    )
    assert found == [
        ["trackEvent", "c", {}],
        ["boot", {**PERSON, "user_hash": "h", "hide_default_launcher": True}],
    ]


def test_integrations_of_the_library_filter_all_calls(remote: RemotePage) -> None:
    remote.site.open("", head=QUEUE.replace('"key";', '"key"; queue._loadOptions = {integrations: {Intercom: false}};'))
    remote.page.add_script_tag(url="https://cdn.segment.com/analytics.js/v1/key/analytics.min.js")
    remote.segment.wait()
    remote.page.evaluate("analytics.track('Bought')")
    assert remote.page.evaluate("[typeof Intercom, typeof intercomSettings]") == ["undefined", "undefined"]


def test_reset_of_the_library_ends_the_session(remote: RemotePage) -> None:
    remote.open()
    found = remote.run(["identify", "u1"], ["reset"], ["page"])
    assert found == [["boot", PERSON], ["shutdown"], ["boot", {"app_id": "demo"}]]


def test_plugin_has_the_form_that_libraries_ask_for(remote: RemotePage) -> None:
    remote.site.open("")
    remote.page.add_script_tag(url=URL)
    shape = remote.page.evaluate(page_function("remote_plugin", "describePlugin"))
    methods = ["isLoaded", "load", "unload", "page", "identify", "group", "track"]
    kinds = [["name", "string"], ["version", "string"], ["type", "string"], *[[name, "function"] for name in methods]]
    assert shape == [kinds, "Intercom", "destination", False, "undefined"]


def test_unloaded_plugin_is_not_loaded_and_can_be_loaded_again(remote: RemotePage) -> None:
    remote.site.open("")
    remote.page.add_script_tag(url=URL)
    found = remote.page.evaluate(page_function("remote_plugin", "loadUnloadAndLoad"))
    assert found == [["load", True, "function"], ["unload", False, "undefined"], ["load", True, "function"]]
