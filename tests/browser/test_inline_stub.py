"""Intercom's queueing stub in the inline script of `snippet`, while the bundle has not loaded."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from intercom_destination import calls_script

HTML = f"""<!doctype html>
<script>{calls_script()}</script>
<script>Intercom("onShow", "x")</script>
<button onclick="Intercom('show')">Chat</button>"""


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
    script = "kept = Intercom; Intercom.c = args => { got = [].slice.call(args) }; kept('hide', 1); got"
    assert page.evaluate(script) == ["hide", 1]


@pytest.mark.parametrize(
    ("there", "mark"), [("<script>function Intercom() {}</script>", None), ("<a id=Intercom></a>", True)]
)
def test_inline_stub_leaves_a_messenger_alone_but_no_element(
    page: Page, base_url: str, there: str, mark: object
) -> None:
    open_page(page, base_url, there + HTML)
    assert page.evaluate("Intercom.destination || null") is mark
