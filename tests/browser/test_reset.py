"""A session ends where a person leaves: with the host's reset, and with the identify of somebody else."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.host_page import HostPage
from tests.browser.site import CDN, TAG, Site

FIRST = {"app_id": "demo", "user_id": "u1", "id": "u1"}
SECOND = {"app_id": "demo", "user_id": "u2", "id": "u2"}
SECURED = {"Intercom": {"user_hash": "hash of u1"}}


@pytest.fixture
def site(page: Page) -> Site:
    """A site with keys of its own in `intercomSettings`, and a Messenger that is there."""
    site = Site(page)
    site.open(head="<script>window.intercomSettings = {alignment: 'left', app_id: 'the site says so'}</script>")
    site.wait_for_api()
    site.wait_for_messenger()
    return site


def test_reset_ends_the_session_and_the_next_call_boots(site: Site) -> None:
    site.call("identify", "u1")
    site.call("reset")
    site.call("page")
    assert site.calls() == [["boot", FIRST], ["shutdown"], ["boot", {"app_id": "demo"}]]


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


def test_a_key_that_the_site_has_changed_since_is_the_sites(site: Site) -> None:
    site.call("identify", "u1", {"plan": "pro"})
    site.page.evaluate("intercomSettings.plan = 'as the site has it'")
    site.call("identify", "u1", {"plan": "basic"})
    site.call("reset")
    assert site.settings() == {"alignment": "left", "app_id": "the site says so", "plan": "as the site has it"}


def test_the_hash_lasts_for_later_calls_a_new_one_replaces_it(site: Site) -> None:
    site.call("identify", "u1", {}, SECURED)
    site.call("page")
    assert site.settings()["user_hash"] == "hash of u1"
    site.call("identify", "u1", {}, {"Intercom": {"user_hash": "new hash", "intercom_user_jwt": "token"}})
    site.call("page")
    assert site.settings()["user_hash"] == "new hash"
    assert site.settings()["intercom_user_jwt"] == "token"


def test_another_person_never_gets_the_first_ones_hash(site: Site) -> None:
    site.call("identify", "u1", {"plan": "pro"}, SECURED)
    site.call("identify", "u2")
    assert site.calls()[1:] == [["shutdown"], ["boot", SECOND]]
    assert site.settings() == {"alignment": "left", "app_id": "the site says so", "user_id": "u2", "id": "u2"}


def test_who_gives_an_id_after_an_email_is_still_the_same_person(site: Site) -> None:
    site.call("identify", {"email": "a@b.co"})
    site.call("identify", "u1", {"email": "other@b.co"})
    assert [call[0] for call in site.calls()] == ["boot", "update"]


def test_with_shutdown_on_logout_off_nothing_ends(page: Page) -> None:
    site = Site(page)
    site.open(TAG.replace("></script>", " data-shutdown-on-logout=false></script>"))
    site.wait_for_api()
    site.wait_for_messenger()
    site.call("identify", "u1", {"email": "a@b.co"}, SECURED)
    site.call("reset")
    site.call("identify", "u2")
    assert site.calls() == [
        ["boot", {**FIRST, "email": "a@b.co", "user_hash": "hash of u1"}],
        ["update", SECOND],
    ]
    # The Messenger merges these under every update: nothing of the first one's may be among them.
    assert site.settings() == SECOND


def test_with_shutdown_on_logout_off_two_people_are_not_folded_into_one(page: Page) -> None:
    site = Site(page)
    site.widget = "held"
    site.open(TAG.replace("></script>", " data-shutdown-on-logout=false></script>"))
    site.wait_for_api()
    site.call("identify", "u1", {"email": "a@b.co"}, SECURED)
    site.call("reset")
    site.call("identify", "u2")
    site.release()
    assert site.calls() == [
        ["boot", {**FIRST, "email": "a@b.co", "user_hash": "hash of u1"}],
        ["update", SECOND],
    ]


def test_both_hosts_end_the_session_when_they_forget_their_user(host: HostPage) -> None:
    host.open()
    host.send("identify", "u1")
    host.page.evaluate("analytics.reset()")
    host.send("page")
    assert host.calls() == [["boot", FIRST], ["shutdown"], ["boot", {"app_id": "demo"}]]


def test_a_logout_is_noticed_when_the_page_is_left_at_once(host: HostPage) -> None:
    host.open()
    host.send("identify", "u1")
    host.page.evaluate("analytics.reset(); dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert host.calls() == [["boot", FIRST], ["shutdown"]]


def test_leaving_a_page_ends_nothing(host: HostPage) -> None:
    host.open()
    host.send("identify", "u1")
    host.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert host.calls() == [["boot", FIRST]]


@pytest.mark.parametrize("nothing", [None, "no object", 5])
def test_a_global_that_is_no_object_is_replaced_by_one(page: Page, nothing: Any) -> None:
    site = Site(page)
    site.open(head=f"<script>window.intercomSettings = {nothing!r}</script>".replace("None", "null"))
    site.wait_for_api()
    site.call("page")
    assert site.settings() == {"app_id": "demo"}


def test_a_frozen_global_does_not_keep_a_call_back(page: Page) -> None:
    site = Site(page)
    site.open(head="<script>window.intercomSettings = Object.freeze({alignment: 'left'})</script>")
    site.wait_for_api()
    site.wait_for_messenger()
    site.call("identify", "u1")
    assert site.calls() == [["boot", FIRST]]
    assert site.settings() == {"alignment": "left"}


def test_a_global_that_the_site_replaces_gets_our_keys_again(site: Site) -> None:
    site.call("identify", "u1", {"plan": "pro"}, SECURED)
    site.page.evaluate("window.intercomSettings = {alignment: 'right', plan: 'as the site has it'}")
    site.call("page")
    assert site.settings() == {
        **FIRST,
        "user_hash": "hash of u1",
        "alignment": "right",
        "plan": "as the site has it",
    }


def test_a_global_that_is_frozen_after_a_call_does_not_keep_the_logout_back(site: Site) -> None:
    site.call("identify", "u1")
    site.page.evaluate("Object.freeze(intercomSettings)")
    site.call("reset")
    site.call("identify", "u2")
    assert site.calls() == [["boot", FIRST], ["shutdown"], ["boot", SECOND]]


def test_a_messenger_that_is_there_is_used_and_nothing_fetched(page: Page) -> None:
    site = Site(page)
    head = """<script>
      window.seen = [];
      window.Intercom = function () { seen.push(Array.from(arguments)) };
      window.sitesOwn = window.Intercom;
    </script>"""
    site.open(head=head)
    site.wait_for_api()
    site.call("identify", "u1")
    site.call("group", "c1")
    assert page.evaluate("seen") == [["boot", FIRST], ["update", {"company": {"id": "c1"}}]]
    assert page.evaluate("Intercom === sitesOwn")
    assert site.asked == []


def test_the_file_loaded_twice_sends_once(page: Page) -> None:
    site = Site(page)
    site.open(TAG + TAG)
    site.wait_for_api()
    page.wait_for_load_state()
    site.wait_for_messenger()
    site.call("identify", "u1")
    assert site.calls() == [["boot", FIRST]]
    assert len(site.asked) == 1


def test_the_second_copy_says_so_in_the_development_bundle(page: Page, problems: Any) -> None:
    site = Site(page)
    dev = f'<script async src="{CDN}/intercom.dev.js" data-app-id="demo"></script>'
    site.open(dev + dev)
    page.wait_for_load_state()
    assert problems.take() == ["warning: Intercom destination: loaded twice; the second copy does nothing"]
