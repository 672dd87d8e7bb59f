"""The end of a person's session, and what stays in `window.intercomSettings` after it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.host_page import HostPage


def person(user_id: str) -> dict[str, Any]:
    return {"app_id": "demo", "user_id": user_id, "id": user_id}


@pytest.fixture
def analytics_next(page: Page) -> HostPage:
    """Classic analytics.js 4.1 tells no destination of its `reset()`."""
    return HostPage(page, "analytics-next")


def test_reset_shuts_down_and_takes_our_settings_away(analytics_next: HostPage) -> None:
    host = analytics_next
    host.page.add_init_script("window.intercomSettings = { alignment: 'left' }")
    host.open()
    host.send("identify", "ann", {"plan": "pro"}, {"Intercom": {"user_hash": "h"}})
    assert host.settings() == {**person("ann"), "plan": "pro", "user_hash": "h", "alignment": "left"}
    host.send("reset")
    assert host.settings() == {"alignment": "left"}
    host.send("page")
    assert [call[0] for call in host.calls()] == ["boot", "shutdown", "boot"]
    assert host.calls()[2] == ["boot", {"app_id": "demo"}]


def test_reset_is_left_alone_where_the_site_wants_it_so(analytics_next: HostPage) -> None:
    host = analytics_next
    host.open(shutdownOnLogout=False)
    host.send("identify", "ann")
    host.send("reset")
    host.send("page")
    assert host.calls() == [["boot", person("ann")], ["update", {"app_id": "demo"}]]


def test_another_person_gets_a_session_of_their_own(host: HostPage) -> None:
    host.open()
    host.send("identify", "ann", {}, {"Intercom": {"user_hash": "h"}})
    host.send("identify", "bob")
    assert host.calls() == [
        ["boot", {**person("ann"), "user_hash": "h"}],
        ["shutdown"],
        ["boot", person("bob")],
    ]
    assert host.settings() == person("bob")


def test_the_same_person_stays_in_the_session(host: HostPage) -> None:
    host.open()
    host.send("identify", "ann")
    host.send("identify", "ann")
    assert host.calls() == [["boot", person("ann")], ["update", person("ann")]]


def test_the_sites_own_settings_are_never_overwritten(host: HostPage) -> None:
    host.page.add_init_script("window.intercomSettings = { alignment: 'left', hide_default_launcher: true }")
    host.open()
    host.send("page", {}, {"Intercom": {"hideDefaultLauncher": False}})
    assert host.calls() == [["boot", {"app_id": "demo", "hide_default_launcher": False}]]
    site = {"alignment": "left", "hide_default_launcher": True}
    assert host.settings() == {**site, "app_id": "demo"}
