"""A session ends where a person leaves: with the library's reset, and with the identify of somebody else."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.support.library_page import LibraryPage
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


def test_libraries_end_the_session_when_they_forget_their_user(library: LibraryPage) -> None:
    library.page.add_init_script("window.intercomSettings = { alignment: 'left' }")
    library.open()
    library.send("identify", "u1", {"plan": "pro"}, SECURED)
    secured = {**FIRST, "plan": "pro", "user_hash": "hash of u1"}
    assert library.settings() == {**secured, "alignment": "left"}
    library.page.evaluate("analytics.reset()")
    library.send("page")
    assert library.settings() == {"app_id": "demo", "alignment": "left"}
    assert library.calls() == [["boot", secured], ["shutdown"], ["boot", {"app_id": "demo"}]]


def test_shutdown_on_logout_off_keeps_the_session_in_both_libraries(library: LibraryPage) -> None:
    library.open(shutdownOnLogout=False)
    library.send("identify", "u1")
    library.page.evaluate("analytics.reset()")
    library.send("page")
    assert library.calls() == [["boot", FIRST], ["update", {"app_id": "demo"}]]


def test_identify_of_the_same_person_stays_in_the_session_and_of_another_begins_one(library: LibraryPage) -> None:
    library.open()
    library.send("identify", "u1", {}, SECURED)
    library.send("identify", "u1")
    library.send("identify", "u2")
    assert library.calls() == [
        ["boot", {**FIRST, "user_hash": "hash of u1"}],
        ["update", FIRST],
        ["shutdown"],
        ["boot", SECOND],
    ]
    assert library.settings() == SECOND


def test_logout_is_noticed_when_the_page_is_left_at_once(library: LibraryPage) -> None:
    library.open()
    library.send("identify", "u1")
    library.page.evaluate(page_function("reset", "resetAndLeave"))
    assert library.calls() == [["boot", FIRST], ["shutdown"]]


def test_leaving_a_page_ends_nothing(library: LibraryPage) -> None:
    library.open()
    library.send("identify", "u1")
    library.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert library.calls() == [["boot", FIRST]]
