"""What is the site's own stays so: its keys in `window.intercomSettings`, and a Messenger that it has loaded."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.support.library_page import LibraryPage
from tests.support.page_scripts import page_function, script_element
from tests.support.plain_site import TAG, Site

FIRST = {"app_id": "demo", "user_id": "u1", "id": "u1"}
SECOND = {"app_id": "demo", "user_id": "u2", "id": "u2"}
SECURED = {"Intercom": {"user_hash": "hash of u1"}}


def test_sites_own_settings_are_never_overwritten(library: LibraryPage) -> None:
    library.page.add_init_script("window.intercomSettings = { alignment: 'left', hide_default_launcher: true }")
    library.open()
    library.send("page", {}, {"Intercom": {"hideDefaultLauncher": False}})
    assert library.calls() == [["boot", {"app_id": "demo", "hide_default_launcher": False}]]
    assert library.settings() == {"app_id": "demo", "alignment": "left", "hide_default_launcher": True}


def test_reset_takes_our_keys_back_and_leaves_the_sites(site: Site) -> None:
    site.call("identify", "u1", {"plan": "pro"}, SECURED)
    assert site.settings() == {
        "alignment": "left",
        "app_id": "the site says so",
        "user_id": "u1",
        "id": "u1",
        "plan": "pro",
        "user_hash": "hash of u1",
    }
    site.call("reset")
    assert site.settings() == {"alignment": "left", "app_id": "the site says so"}


def test_key_that_the_site_has_changed_since_is_the_sites(site: Site) -> None:
    site.call("identify", "u1", {"plan": "pro"})
    site.page.evaluate("intercomSettings.plan = 'as the site has it'")
    site.call("identify", "u1", {"plan": "basic"})
    site.call("reset")
    assert site.settings() == {"alignment": "left", "app_id": "the site says so", "plan": "as the site has it"}


def test_hash_lasts_for_later_calls_a_new_one_replaces_it(site: Site) -> None:
    site.call("identify", "u1", {}, SECURED)
    site.call("page")
    assert site.settings()["user_hash"] == "hash of u1"
    site.call("identify", "u1", {}, {"Intercom": {"user_hash": "new hash", "intercom_user_jwt": "token"}})
    site.call("page")
    assert site.settings()["user_hash"] == "new hash"
    assert site.settings()["intercom_user_jwt"] == "token"


@pytest.mark.parametrize("nothing", [None, "no object", 5])
def test_global_that_is_no_object_is_replaced_by_one(page: Page, nothing: Any) -> None:
    site = Site(page)
    site.open(head=f"<script>window.intercomSettings = {nothing!r}</script>".replace("None", "null"))
    site.wait_for_api()
    site.call("page")
    assert site.settings() == {"app_id": "demo"}


def test_frozen_global_does_not_keep_a_call_back(page: Page) -> None:
    site = Site(page)
    site.open(head="<script>window.intercomSettings = Object.freeze({alignment: 'left'})</script>")
    site.wait_for_api()
    site.start_messenger()
    site.call("identify", "u1")
    assert site.calls() == [["boot", FIRST]]
    assert site.settings() == {"alignment": "left"}


def test_global_that_the_site_replaces_gets_our_keys_again(site: Site) -> None:
    site.call("identify", "u1", {"plan": "pro"}, SECURED)
    site.page.evaluate("window.intercomSettings = {alignment: 'right', plan: 'as the site has it'}")
    site.call("page")
    assert site.settings() == {
        **FIRST,
        "user_hash": "hash of u1",
        "alignment": "right",
        "plan": "as the site has it",
    }


def test_global_that_is_frozen_after_a_call_does_not_keep_the_logout_back(site: Site) -> None:
    site.call("identify", "u1")
    site.page.evaluate("Object.freeze(intercomSettings)")
    site.call("reset")
    site.call("identify", "u2")
    assert site.calls() == [["boot", FIRST], ["shutdown"], ["boot", SECOND]]


def test_messenger_that_is_there_is_used_and_nothing_fetched(page: Page) -> None:
    site = Site(page)
    head = script_element("sites_own", "installOwnMessenger")
    site.open(head=head)
    site.wait_for_api()
    site.call("identify", "u1")
    site.call("group", "c1")
    assert page.evaluate("seen") == [["boot", FIRST], ["update", {"company": {"id": "c1"}}]]
    assert page.evaluate("Intercom === sitesOwn")
    assert site.asked == []


LOOK = (
    'data-alignment="left" data-horizontal-padding="40" data-vertical-padding="30" data-z-index="1000" '
    'data-action-color="#123456" data-theme-mode="dark" data-hide-notifications="true" '
    'data-session-duration="86400000" data-cookie-domain="site.example"'
)


def test_look_settings_go_with_each_boot_and_what_the_site_has_put_there_wins(page: Page) -> None:
    site = Site(page)
    site.open(
        TAG.replace("></script>", f" {LOOK}></script>"),
        head="<script>window.intercomSettings = {alignment: 'right', z_index: 7}</script>",
    )
    site.wait_for_api()
    site.call("page")
    site.wait_for_messenger()
    site.call("identify", "u1")
    site.call("reset")
    site.call("page")
    look = {
        "horizontal_padding": 40,
        "vertical_padding": 30,
        "action_color": "#123456",
        "theme_mode": "dark",
        "hide_notifications": True,
        "session_duration": 86400000,
        "cookie_domain": "site.example",
    }
    assert site.calls() == [
        ["boot", {"app_id": "demo", **look}],
        ["update", {"app_id": "demo", "user_id": "u1", "id": "u1"}],
        ["shutdown"],
        ["boot", {"app_id": "demo", **look}],
    ]
    assert site.settings() == {"alignment": "right", "z_index": 7, "app_id": "demo", **look}


def test_shutdown_of_the_site_is_followed_by_a_boot_of_nobody(page: Page) -> None:
    site = Site(page)
    site.widget = "held"
    site.open()
    site.wait_for_api()
    site.call("identify", "ann", {"plan": "pro"}, {"Intercom": {"user_hash": "h"}})
    page.evaluate("Intercom('shutdown')")
    assert site.settings() == {}
    site.call("page", "Login")
    site.release()
    ann = {"app_id": "demo", "user_id": "ann", "id": "ann", "plan": "pro", "user_hash": "h"}
    assert site.calls() == [["boot", ann], ["shutdown"], ["boot", {"app_id": "demo"}]]
    assert page.evaluate("localStorage.getItem('intercom-destination-demo')") is None


def test_shutdown_of_the_site_shows_by_the_cookie_that_is_gone(page: Page) -> None:
    site = Site(page)
    site.open()
    site.wait_for_api()
    site.call("identify", "ann", {}, {"Intercom": {"user_hash": "h"}})
    site.wait_for_messenger()
    page.evaluate("document.cookie = 'intercom-session-demo=abc'")
    site.call("page", "Seen")
    page.evaluate(page_function("sites_own", "shutDownAndDropCookie"))
    site.call("track", "Logged out")
    site.call("page", "Login")
    assert site.calls()[2:] == [["shutdown"], ["trackEvent", "Logged out", {}], ["boot", {"app_id": "demo"}]]
    assert site.settings() == {"app_id": "demo"}
