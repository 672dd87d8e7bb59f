"""The README's samples for pages, as a page would have them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tools.readme import Sample, samples

from intercom_destination import bundle_bytes

HTML = samples("html")
SCRIPTS = samples("javascript")
AVENGER = {"app_id": "9iefb489", "user_id": "su3r73", "id": "su3r73", "email": "avenger@gmail.com"}
TEEMO = {"app_id": "9iefb489", "user_id": "teemo", "id": "teemo", "plan": "pro"}
# What Intercom gets for the sample below each heading, after the boot.
SENT: dict[str, list[Any]] = {
    "Identity verification": [["update", {**AVENGER, "user_hash": "5f6b..."}]],
    "Selectively show the widget": [
        ["shutdown"],
        ["boot", {**TEEMO, "hide_default_launcher": False}],
        ["update", {"app_id": "9iefb489", "hide_default_launcher": True}],
    ],
}
RECORDER = "var stub = Intercom; sent = []; Intercom = function () { sent.push([].slice.call(arguments)); };"


@pytest.fixture
def open_sample(page: Page, base_url: str) -> Page:
    """A page with the README's script tag, once Intercom has heard of its person."""

    def answer(url: str, body: str | bytes, kind: str = "text/javascript") -> None:
        page.route(url, lambda route: route.fulfill(body=body, content_type=kind))

    (sample,) = HTML
    answer("**/static/intercom.min.js", bundle_bytes("intercom.min.js"))
    replay = "stub.q.forEach(function (call) { Intercom.apply(null, call); }); Intercom.booted = true;"
    answer("https://widget.intercom.io/**", RECORDER + replay)
    answer("**/readme", f"<!doctype html><body>{sample.code}", "text/html")
    page.goto(f"{base_url}/readme")
    page.wait_for_function("window.sent && sent.length > 0")
    return page


def test_the_script_tag_replays_the_calls_that_came_before_it(open_sample: Page) -> None:
    assert open_sample.evaluate("sent") == [["boot", AVENGER]]


@pytest.mark.parametrize("sample", SCRIPTS, ids=[sample.heading for sample in SCRIPTS])
def test_the_javascript_sample_reaches_intercom(sample: Sample, open_sample: Page) -> None:
    open_sample.evaluate(sample.code)
    wanted = SENT[sample.heading]
    open_sample.wait_for_function("count => sent.length > count", arg=len(wanted))
    assert open_sample.evaluate("sent.slice(1)") == wanted
