"""A site's own listeners outlive a session that this bundle has ended, and a new session is announced."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.support.page_scripts import page_function
from tests.support.plain_site import TAG, Site, open_held
from tests.support.segment import SNIPPET, Segment

LISTENERS = ["onShow", "onHide", "onUnreadCountChange", "onUserEmailSupplied"]
ANN = {"app_id": "demo", "user_id": "ann", "id": "ann"}
BOB = {"app_id": "demo", "user_id": "bob", "id": "bob"}


@pytest.fixture
def site(page: Page) -> Site:
    return open_held(page)


@pytest.mark.parametrize("method", LISTENERS)
def test_listener_is_registered_again_after_a_shutdown_of_ours(site: Site, method: str) -> None:
    listener = {"$function": "heard"}
    site.page.evaluate(page_function("listeners", "listen"), method)
    site.call("identify", "ann")
    site.release()
    site.call("identify", "bob")
    assert site.calls() == [[method, listener], ["boot", ANN], ["shutdown"], ["boot", BOB], [method, listener]]
    site.call("reset")
    site.call("page")
    assert site.calls()[5:] == [["shutdown"], ["boot", {"app_id": "demo"}], [method, listener]]


def test_listener_is_registered_again_in_the_queue_too(site: Site) -> None:
    site.page.evaluate(page_function("listeners", "listen"), "onShow")
    site.call("identify", "ann")
    site.call("identify", "bob")
    site.call("group", "c1")
    site.release()
    listener = ["onShow", {"$function": "heard"}]
    assert site.calls() == [
        listener,
        ["boot", ANN],
        ["shutdown"],
        ["boot", {**BOB, "company": {"id": "c1"}}],
        listener,
    ]


def test_boot_is_announced_on_the_standalone_api(site: Site) -> None:
    site.page.evaluate(page_function("listeners", "countBoots"))
    site.call("page")
    site.call("identify", "ann")
    assert site.page.evaluate("boots") == 1
    site.call("identify", "bob")
    assert site.page.evaluate("boots") == 2
    site.call("reset")
    assert site.page.evaluate("boots") == 2
    site.call("page")
    assert site.page.evaluate("boots") == 3


def test_boot_is_announced_on_segments_analytics(page: Page) -> None:
    segment, site = Segment(page), Site(page)
    site.open(TAG, head=SNIPPET)
    segment.wait()
    page.evaluate(page_function("listeners", "countBoots"))
    page.evaluate(page_function("listeners", "identifyTwoPeople"))
    assert page.evaluate("boots") == 2
