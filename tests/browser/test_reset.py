"""A session ends where a person leaves: with the host's reset, and with the identify of somebody else."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.support.host_page import HostPage
from tests.support.page_scripts import page_function
from tests.support.plain_site import TAG, Site

FIRST = {"app_id": "demo", "user_id": "u1", "id": "u1"}
SECOND = {"app_id": "demo", "user_id": "u2", "id": "u2"}
SECURED = {"Intercom": {"user_hash": "hash of u1"}}


def test_reset_ends_the_session_and_the_next_call_boots(site: Site) -> None:
    site.call("identify", "u1")
    site.call("reset")
    site.call("page")
    assert site.calls() == [["boot", FIRST], ["shutdown"], ["boot", {"app_id": "demo"}]]


def test_user_hash_of_the_first_person_never_goes_to_another(site: Site) -> None:
    site.call("identify", "u1", {"plan": "pro"}, SECURED)
    site.call("identify", "u2")
    assert site.calls() == [
        ["boot", {**FIRST, "plan": "pro", "user_hash": "hash of u1"}],
        ["shutdown"],
        ["boot", SECOND],
    ]
    assert site.settings() == {"alignment": "left", "app_id": "the site says so", "user_id": "u2", "id": "u2"}


def test_user_id_after_an_email_is_the_same_person(site: Site) -> None:
    site.call("identify", {"email": "a@b.co"})
    site.call("identify", "u1", {"email": "other@b.co"})
    assert [call[0] for call in site.calls()] == ["boot", "update"]


def test_shutdown_on_logout_off_ends_nothing(page: Page) -> None:
    site = Site(page)
    site.open(TAG.replace("></script>", " data-shutdown-on-logout=false></script>"))
    site.wait_for_api()
    site.start_messenger()
    site.call("identify", "u1", {"email": "a@b.co"}, SECURED)
    site.call("reset")
    site.call("identify", "u2")
    assert site.calls() == [
        ["boot", {**FIRST, "email": "a@b.co", "user_hash": "hash of u1"}],
        ["update", SECOND],
    ]
    # The Messenger merges these under every update: nothing of the first one's may be among them.
    assert site.settings() == SECOND


def test_shutdown_on_logout_off_folds_no_two_people_into_one(page: Page) -> None:
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


def test_libraries_end_the_session_when_they_forget_their_user(host: HostPage) -> None:
    host.page.add_init_script("window.intercomSettings = { alignment: 'left' }")
    host.open()
    host.send("identify", "u1", {"plan": "pro"}, SECURED)
    secured = {**FIRST, "plan": "pro", "user_hash": "hash of u1"}
    assert host.settings() == {**secured, "alignment": "left"}
    host.page.evaluate("analytics.reset()")
    host.send("page")
    assert host.settings() == {"app_id": "demo", "alignment": "left"}
    assert host.calls() == [["boot", secured], ["shutdown"], ["boot", {"app_id": "demo"}]]


def test_shutdown_on_logout_off_keeps_the_session_in_both_libraries(host: HostPage) -> None:
    host.open(shutdownOnLogout=False)
    host.send("identify", "u1")
    host.page.evaluate("analytics.reset()")
    host.send("page")
    assert host.calls() == [["boot", FIRST], ["update", {"app_id": "demo"}]]


def test_identify_of_the_same_person_stays_in_the_session_and_of_another_begins_one(host: HostPage) -> None:
    host.open()
    host.send("identify", "u1", {}, SECURED)
    host.send("identify", "u1")
    host.send("identify", "u2")
    assert host.calls() == [
        ["boot", {**FIRST, "user_hash": "hash of u1"}],
        ["update", FIRST],
        ["shutdown"],
        ["boot", SECOND],
    ]
    assert host.settings() == SECOND


def test_logout_is_noticed_when_the_page_is_left_at_once(host: HostPage) -> None:
    host.open()
    host.send("identify", "u1")
    host.page.evaluate(page_function("reset", "resetAndLeave"))
    assert host.calls() == [["boot", FIRST], ["shutdown"]]


def test_leaving_a_page_ends_nothing(host: HostPage) -> None:
    host.open()
    host.send("identify", "u1")
    host.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert host.calls() == [["boot", FIRST]]
