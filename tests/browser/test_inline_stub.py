"""Intercom's queueing stub in the inline script of `snippet`, while the bundle has not loaded."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.support.page_html import page_html
from tests.support.page_scripts import page_function, script_element
from tests.support.plain_site import CDN, Site

from intercom_destination import calls_script, snippet

HTML = page_html("stub", f"<script>{calls_script()}</script>")


def open_page(page: Page, origin: str, html: str) -> None:
    page.route("**/stub", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto(f"{origin}/stub")


def test_inline_stub_takes_calls_before_the_file_has_loaded(page: Page, base_url: str) -> None:
    open_page(page, base_url, HTML)
    page.click("button")
    assert page.evaluate("Intercom.q.map(call => [].slice.call(call))") == [["onShow", "x"], ["show"]]
    assert page.evaluate("[Intercom.destination, analytics[0]]") == [True, ["page"]]


def test_inline_stub_calls_whatever_its_c_is_by_then(page: Page, base_url: str) -> None:
    open_page(page, base_url, HTML)
    assert page.evaluate(page_function("inline_stub", "callKeptStub")) == ["hide", 1]


@pytest.mark.parametrize(
    ("there", "mark"), [("<script>function Intercom() {}</script>", None), ("<a id=Intercom></a>", True)]
)
def test_inline_stub_leaves_a_messenger_alone_but_no_element(
    page: Page, base_url: str, there: str, mark: object
) -> None:
    open_page(page, base_url, there + HTML)
    assert page.evaluate("Intercom.destination || null") is mark


def test_inline_queue_takes_the_place_of_an_element(page: Page, base_url: str) -> None:
    calls = f"<script>{calls_script(user_id='su3r73')}</script>"
    open_page(page, base_url, "<!doctype html><section id=analytics></section>" + calls)
    assert page.evaluate("[].slice.call(analytics)") == [["identify", "su3r73", {}], ["page"]]


@pytest.mark.parametrize("there", ["5", "{ push: 5, page: 5 }", "Object.freeze({})"])
def test_inline_queue_leaves_something_else_alone(page: Page, base_url: str, there: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    set_before = f"<!doctype html><script>before = JSON.stringify(analytics = {there})</script>"
    open_page(page, base_url, f"{set_before}<script>{calls_script(user_id='su3r73')}</script>")
    assert page.evaluate("JSON.stringify(analytics) === before")
    assert errors == []


def test_inline_queue_makes_the_calls_that_a_live_library_has(page: Page, base_url: str) -> None:
    live = "<!doctype html>" + script_element("inline_stub", "installLiveAnalytics")
    open_page(page, base_url, f"{live}<script>{calls_script(user_id='su3r73')}</script>")
    assert page.evaluate("[got, Object.keys(analytics)]") == [["su3r73"], ["identify"]]


def test_snippet_of_a_token_alone_boots_as_its_person_below_an_element_too(page: Page) -> None:
    site = Site(page)
    tags = snippet({"appId": "demo"}, src=f"{CDN}/intercom.min.js", check=False, user_jwt="h.p.s")
    site.open(f"<section id=analytics></section>{tags}")
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo", "intercom_user_jwt": "h.p.s"}]]
