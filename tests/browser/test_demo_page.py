"""The shell and its inspector, as a person uses them."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from pathlib import Path
from typing import Any

import pytest
from demo_site.demo_settings import DemoConfig
from playwright.sync_api import Page, expect
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_function
from tests.support.qa_page import QaPage, post, state


@pytest.fixture
def qa(page: Page, base_url: str) -> QaPage:
    post(f"{base_url}/sandbox/reset", {})
    return QaPage(page)


def test_whole_way_of_a_call_is_shown(qa: QaPage) -> None:
    qa.open()
    for kind in ("page", "segment", "intercom", "sent", "stored"):
        expect(qa.rows(kind).first).to_be_visible()
    kinds = [row["kind"] for row in qa.collected()]
    assert [kind for kind in kinds if kind not in ("page", "script")] == [
        "settings",
        "segment",
        "mapped",
        "intercom",
        "sent",
        "stored",
    ]
    assert kinds.count("script") == 1


def test_row_opens_with_payload_differences_and_diagnostics(qa: QaPage) -> None:
    qa.open("workbench")
    qa.form("identify").get_by_label("More traits, as JSON").fill(json.dumps({"story": "x" * 300}))
    qa.send("identify")
    expect(qa.rows("mapped").last).to_contain_text("2 notes")
    qa.rows("mapped").last.click()
    expect(qa.detail).to_contain_text("longer than 255 characters")
    expect(qa.detail).to_contain_text("a form that Segment's own integration leaves to the browser")
    link = qa.detail.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile(r"^https://segment\.com/docs/destinations/intercom/#"))
    qa.rows("intercom").last.click()
    expect(qa.detail.locator("tr").filter(has_text="user_id")).to_contain_text("su3r73")
    qa.rows("stored").last.click()
    expect(qa.detail.locator("tr").filter(has_text="email")).to_contain_text("avenger@gmail.com")


def test_arrow_keys_choose_a_row_and_escape_lets_go(qa: QaPage) -> None:
    qa.open()
    expect(qa.rows("stored")).to_have_count(1)
    qa.page.get_by_role("listbox").focus()
    qa.page.keyboard.press("Home")
    expect(qa.page.locator(".row[aria-selected=true]")).to_have_attribute("aria-posinset", "1")
    qa.page.keyboard.press("ArrowDown")
    expect(qa.page.locator(".row[aria-selected=true]")).to_have_attribute("aria-posinset", "2")
    expect(qa.detail).to_be_visible()
    qa.page.keyboard.press("Escape")
    expect(qa.detail).to_be_hidden()


def test_search_and_kinds_narrow_the_list(qa: QaPage) -> None:
    qa.open("workbench")
    qa.send("track")
    expect(qa.rows("intercom").filter(has_text="Product Purchased")).to_have_count(1)
    qa.page.get_by_label("Search the rows").fill("2969302398")
    expect(qa.rows("page")).to_have_count(0)
    expect(qa.rows("segment")).to_have_count(1)
    qa.page.get_by_role("group", name="Kinds of rows").get_by_label("Segment").uncheck()
    expect(qa.rows("segment")).to_have_count(0)
    expect(qa.rows("intercom")).to_have_count(1)


@pytest.mark.chromium_only("Playwright sees no download in a stock Firefox")
def test_run_is_exported_as_a_file(qa: QaPage) -> None:
    qa.open()
    expect(qa.rows("stored")).to_have_count(1)
    with qa.page.expect_download() as download:
        qa.page.get_by_role("button", name="Export").click()
    found = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert download.value.suggested_filename == "intercom-run.json"
    assert found["installation"] == "script-tag"
    assert found["settings"]["appId"] == "demo"
    assert [row["n"] for row in found["rows"]] == list(range(1, found["total"] + 1))


def test_rows_are_copied_as_json(qa: QaPage) -> None:
    qa.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    qa.open()
    expect(qa.rows("stored")).to_have_count(1)
    qa.page.get_by_role("button", name="Copy").first.click()
    expect(qa.page.locator("[data-part=said]")).to_have_text("Copied.")
    copied = json.loads(qa.page.evaluate("navigator.clipboard.readText()"))
    assert copied == qa.collected()
    assert sorted(row["kind"] for row in copied) == [
        "intercom",
        "mapped",
        "page",
        "script",
        "segment",
        "sent",
        "settings",
        "stored",
    ]


def test_clear_empties_the_list(qa: QaPage) -> None:
    qa.open()
    expect(qa.rows("stored")).to_have_count(1)
    qa.page.get_by_role("button", name="Clear").click()
    expect(qa.page.locator("#inspector .row")).to_have_count(0)


def test_typed_text_is_shown_as_text(qa: QaPage) -> None:
    qa.open("workbench")
    evil = "<img src=x onerror=alert(1)>"
    qa.form("identify").get_by_label("name", exact=True).fill(evil)
    qa.send("identify")
    expect(qa.rows("stored").last).to_contain_text(evil)
    for kind in ("segment", "intercom", "sent", "stored"):
        qa.rows(kind).last.click()
        expect(qa.detail).to_contain_text(evil)
    expect(qa.page.locator("#inspector img")).to_have_count(0)


def test_settings_of_the_form_are_used_and_stay_with_the_installation(qa: QaPage) -> None:
    qa.open()
    qa.page.locator(".settings summary").click()
    qa.page.get_by_label("activator").fill("#chat")
    qa.page.get_by_label("apiBase").select_option("eu")
    qa.page.get_by_label("Proof of identity").select_option("hmac")
    qa.page.get_by_role("button", name="Reload with these").click()
    expect(qa.page.get_by_label("activator")).to_have_value("#chat")
    expect(qa.page.locator(".settings summary")).to_contain_text("Script tag")
    boot = qa.rows("intercom").filter(has_text="#chat")
    expect(boot.first).to_contain_text("https://api-iam.eu.intercom.io")
    qa.site.get_by_role("link", name="Sign in", exact=True).first.click()
    qa.site.get_by_role("button", name="Ada Okafor").click()
    digest = hmac.new(DemoConfig().secret.encode(), b"ada-7", hashlib.sha256).hexdigest()
    expect(qa.rows("sent").last).to_contain_text(digest[:50])


def test_json_that_is_none_is_refused_and_nothing_is_sent(qa: QaPage) -> None:
    qa.open("workbench")
    field = qa.form("track").get_by_label("More properties, as JSON")
    field.fill("{oops")
    qa.send("track")
    assert field.evaluate("element => element.validationMessage") != ""
    field.fill("{}")
    qa.send("track")
    expect(qa.rows("segment").filter(has_text="Product Purchased")).to_have_count(1)


def test_ten_thousand_events_are_all_stored_and_the_inspector_stays_small(qa: QaPage, base_url: str) -> None:
    qa.open("workbench")
    qa.send("identify")
    expect(qa.rows("stored")).to_have_count(2)
    qa.site.get_by_role("button", name="Send them").click()
    expect(qa.site.locator("#flood-said")).to_have_text("10000 sent")
    qa.page.wait_for_function(page_function("demo_page", "hasStoredNumber"), arg=9999)
    assert state(base_url)["counts"]["events"] == 10_000
    sizes = qa.page.evaluate("[demo.run.rows.length, document.querySelectorAll('#inspector .row').length]")
    assert sizes[0] <= 5500
    assert sizes[1] < 80
    # It still answers: a search over all that is kept.
    qa.page.get_by_label("Search the rows").fill('"number":9999')
    expect(qa.rows("segment")).to_have_count(1)


def test_real_widgets_calls_are_recorded_on_their_way(page: Page) -> None:
    page.goto("/empty")
    page.evaluate(page_function("demo_page", "addRecorderThenObserver"))
    assert page.evaluate("typeof window.Intercom") == "undefined"
    found: Any = page.evaluate(page_function("demo_page", "observeWidgetArriving"))
    # The stub is left as it is, since the destination looks whether it is still there.
    assert found == [
        True,
        0,
        [["update", {"name": "Ada"}]],
        [["boot", {"app_id": "real", "user_id": "u1"}], ["trackEvent", "Paid"], ["update", {"name": "Ada"}]],
    ]


def test_page_that_cannot_be_is_answered_in_words(page: Page, problems: Problems) -> None:
    page.goto("/open/cellar/home")
    expect(page.locator("body")).to_contain_text("There is no installation 'cellar'")
    problems.take()
