"""The inspector on a page of its own, what it says of a call, and the row that somebody reads."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.support.page_scripts import page_function
from tests.support.qa_page import QaPage, post

ROWS = page_function("demo_inspector", "rowsWithoutNumbers")


@pytest.fixture
def qa(page: Page, base_url: str) -> QaPage:
    post(f"{base_url}/sandbox/reset", {})
    return QaPage(page)


def open_own(qa: QaPage) -> Page:
    own = qa.page.context.new_page()
    own.goto("/inspector")
    return own


def assert_same(qa: QaPage, own: Page, stored: int) -> list[list[Any]]:
    """When that many pings and events are stored, the other inspector has the shell's rows and no others.

    They are given, except the one that says when the Messenger's script came, which is any time.
    """
    qa.page.wait_for_function(page_function("demo_inspector", "hasStored"), arg=stored)
    rows: list[list[Any]] = qa.page.evaluate(ROWS)
    state = qa.page.evaluate(page_function("demo_inspector", "extent"))
    own.wait_for_function(page_function("demo_inspector", "hasExtent"), arg=state)
    assert own.evaluate(ROWS) == rows
    return [row for row in rows if row[0] != "script"]


def kinds(rows: list[list[Any]]) -> list[str]:
    return [row[0] for row in rows]


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "last"])
def test_inspector_on_a_page_of_its_own_shows_the_tab_with_the_site(qa: QaPage, is_first: bool) -> None:
    own = open_own(qa) if is_first else None
    qa.open()
    own = own or open_own(qa)
    assert kinds(assert_same(qa, own, 1)) == ["page", "settings", "segment", "mapped", "intercom", "sent", "stored"]


def test_inspector_says_what_to_do_while_there_is_nothing(qa: QaPage) -> None:
    own = open_own(qa)
    expect(own.get_by_role("heading", name="Nothing has happened yet")).to_be_visible()
    with qa.page.context.expect_page() as opened:
        own.get_by_role("link", name="Open the site in a new tab").click()
    # A new tab is empty at first.
    expect(opened.value).to_have_url(re.compile("/open/analytics-next/home$"))
    expect(own.locator("#inspector .row.intercom")).to_have_count(1)
    expect(own.get_by_role("heading", name="Nothing has happened yet")).to_be_hidden()


def test_tab_that_is_cleared_or_reloaded_is_followed_on(qa: QaPage) -> None:
    own = open_own(qa)
    qa.open("workbench")
    assert_same(qa, own, 1)
    qa.page.get_by_role("button", name="Clear").click()
    qa.send("track")
    assert [row[:2] for row in assert_same(qa, own, 1)][:2] == [["segment", "track"], ["mapped", "track"]]
    # Over a reload the run goes on: nothing is shown twice.
    before = [row["n"] for row in qa.collected()]
    qa.page.reload()
    qa.page.wait_for_function("window.demo && demo.run.rows.some(row => row.title === 'boot')")
    assert kinds(assert_same(qa, own, 2)).count("page") == 1
    assert [row["n"] for row in qa.collected()][: len(before)] == before


def test_scenario_that_is_played_again_is_followed_on(qa: QaPage) -> None:
    own = open_own(qa)
    qa.play("anonymous-visitor")
    first = assert_same(qa, own, 1)
    qa.page.evaluate("demo.results = null")
    qa.page.get_by_role("button", name="Play").click()
    qa.page.wait_for_function("demo.results")
    second = assert_same(qa, own, 1)
    assert kinds(second) == kinds(first)
    assert second[0][2] > first[-1][2]


def test_tabs_are_shown_together(qa: QaPage) -> None:
    own = open_own(qa)
    qa.open()
    other = QaPage(qa.page.context.new_page())
    other.open("workbench")
    expect(own.locator("#inspector .row.page b")).to_have_text(["Home · Paperboat", "Workbench · Paperboat"])
    other.page.get_by_role("button", name="Clear").click()
    expect(own.locator("#inspector .row.page b")).to_have_text(["Home · Paperboat"])


def test_inspector_loses_no_row_under_load(qa: QaPage) -> None:
    own = open_own(qa)
    qa.open("workbench")
    qa.site.get_by_label("How many").fill("600")
    qa.site.get_by_role("button", name="Send them").click()
    rows = assert_same(qa, own, 601)
    assert kinds(rows).count("segment") == kinds(rows).count("mapped") == kinds(rows).count("intercom") == 601
    # Events of nobody: each has its diagnostic there, too.
    assert [row[4] for row in rows if row[:2] == ["mapped", "track"]] == [["event-without-user"]] * 600


def send_identify(qa: QaPage, user_id: str, traits: dict[str, Any]) -> list[str]:
    """Identify through the workbench; the codes of the diagnostics that its row shows."""
    form = qa.form("identify")
    for label in ("email", "name", "createdAt", "company.id", "company.name"):
        form.get_by_label(label, exact=True).fill("")
    form.get_by_label("User id").fill(user_id)
    form.get_by_label("More traits, as JSON").fill(json.dumps(traits))
    before = len(qa.collected())
    qa.send("identify")
    found = qa.page.wait_for_function(
        page_function("demo_inspector", "codesOfSentIdentify"),
        arg=before,
    )
    codes: list[str] = found.json_value()
    return codes


@pytest.mark.parametrize(("installation", "keeps"), [("script-tag", False), ("registered-plugin", True)])
def test_diagnostics_know_what_a_page_load_forgets(page: Page, base_url: str, installation: str, keeps: bool) -> None:
    post(f"{base_url}/sandbox/reset", {})
    qa = QaPage(page, installation)
    qa.open("workbench")
    assert send_identify(qa, "su3r73", {"story": "x" * 300}) == ["truncated"]
    qa.form("group").get_by_label("plan").fill("pro")
    qa.send("group")
    expect(qa.rows("intercom")).to_have_count(3)
    for boots, button in ((2, "Reload the site's page"), (3, "Reload with these")):
        if button == "Reload with these":
            page.locator(".settings summary").click()
        page.get_by_role("button", name=button).click()
        page.wait_for_function(page_function("demo_inspector", "hasBooted"), arg=boots)
        # What the row says is what the page did: the trait and the group's plan are known again, or not.
        codes = send_identify(qa, "su3r73", {"company": {"id": "companyId123", "name": "Segment"}})
        sent = [row["data"]["args"][0] for row in qa.collected() if row["kind"] == "intercom"][-1]
        assert sorted(codes) == (["filled-from-group", "truncated"] if keeps else [])
        assert sent.get("story") == ("x" * 255 if keeps else None)
        assert sent["company"].get("plan") == ("pro" if keeps else None)


@pytest.mark.parametrize(("installation", "codes"), [("script-tag", []), ("analytics-classic", ["another-person"])])
def test_diagnostics_know_what_a_reset_ends(page: Page, base_url: str, installation: str, codes: list[str]) -> None:
    """Classic analytics.js tells nobody of its reset: there it is the next person's identify that ends the session."""
    post(f"{base_url}/sandbox/reset", {})
    qa = QaPage(page, installation)
    qa.open("workbench")
    assert send_identify(qa, "su3r73", {}) == []
    qa.send("reset")
    expect(qa.rows("segment").filter(has_text="reset")).to_have_count(1)
    assert send_identify(qa, "other-1", {}) == codes
    expect(qa.rows("intercom").filter(has_text="other-1")).to_have_count(1)
    assert [row["title"] for row in qa.collected() if row["kind"] == "intercom"][-2:] == ["shutdown", "boot"]


def chosen_is_in_view(qa: QaPage) -> bool:
    """Whether the chosen row is wholly within the list."""
    found: bool = qa.page.evaluate(page_function("demo_inspector", "isActiveRowInView"))
    return found


def test_chosen_row_stays_in_view(qa: QaPage) -> None:
    qa.page.set_viewport_size({"width": 1280, "height": 800})
    qa.open("workbench")
    qa.site.get_by_label("How many").fill("20")
    qa.site.get_by_role("button", name="Send them").click()
    qa.page.wait_for_function("demo.run.rows.filter(row => row.kind === 'mapped').length === 21")
    qa.rows("intercom").last.click()
    number = qa.page.locator(".row[aria-selected=true]").get_attribute("data-n")
    assert chosen_is_in_view(qa)
    # What comes meanwhile does not take it away.
    qa.send("group")
    qa.page.wait_for_function("demo.run.rows.filter(row => row.kind === 'mapped').length === 22")
    expect(qa.page.locator(".row[aria-selected=true]")).to_have_attribute("data-n", str(number))
    assert chosen_is_in_view(qa)
    qa.page.get_by_role("listbox").focus()
    for key in ("ArrowUp", "PageUp", "Home", "ArrowDown", "End"):
        qa.page.keyboard.press(key)
        assert chosen_is_in_view(qa)


@pytest.mark.parametrize("after", [-1, 60_000], ids=["before it", "at the end"])
def test_row_that_is_pressed_while_another_comes_is_chosen(qa: QaPage, after: int) -> None:
    qa.open("workbench")
    pressed = qa.rows("mapped").last
    number = pressed.get_attribute("data-n")
    pressed.hover()
    qa.page.mouse.down()
    qa.page.evaluate(page_function("demo_inspector", "addRow"), after)
    qa.page.mouse.up()
    expect(qa.page.locator(".row[aria-selected=true]")).to_have_attribute("data-n", str(number))
    expect(qa.detail).to_be_visible()
    expect(qa.rows("console")).to_have_count(1)


def test_row_that_is_filtered_out_is_closed(qa: QaPage) -> None:
    qa.open()
    qa.rows("segment").click()
    qa.page.get_by_label("Segment", exact=True).uncheck()
    expect(qa.detail).to_be_hidden()
    qa.page.get_by_label("Search the rows").fill("no such word")
    expect(qa.page.locator("#inspector .row")).to_have_count(0)
    qa.page.get_by_role("button", name="Show all rows").click()
    expect(qa.rows("segment")).to_have_count(1)
    expect(qa.page.get_by_label("Search the rows")).to_be_focused()
