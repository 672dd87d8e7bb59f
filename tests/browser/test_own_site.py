"""The sandbox's inspector with a site on another origin: it shows what the reader's own integration does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.support.browser_fixtures import Problems
from tests.support.own_site import CALLS, OwnSite, own_site
from tests.support.page_scripts import page_function
from tests.support.plain_site import CDN, Site

# The kind of each row, and its title, of a page that makes `CALLS`; an event that the stub folds is in the same boot.
WHOLE = [
    ["Page", "Larkspur"],
    ["Settings", "settings"],
    ["Mapped", "page"],
    ["Mapped", "identify"],
    ["Intercom", "boot"],
    ["Sent", "ping for boot"],
    ["Stored", "ping for boot"],
]
NESTED = "Intercom destination: nested"


@pytest.fixture
def site() -> Iterator[OwnSite]:
    with own_site() as site:
        yield site


@pytest.fixture
def inspector(page: Page, site: OwnSite) -> Page:
    """The inspector, in a tab of its own."""
    own = page.context.new_page()
    own.goto(f"{site.sandbox_url}/inspector")
    return own


def assert_shows(inspector: Page, rows: list[list[str]]) -> None:
    place = inspector.locator("#inspector .row")
    expect(place).to_have_count(len(rows))
    found: Any = place.evaluate_all(
        "rows => rows.map(row => ['.tag', 'b'].map(part => row.querySelector(part).innerText))"
    )
    assert found == rows


def test_inspector_shows_each_event_and_what_became_of_it(
    page: Page, site: OwnSite, inspector: Page, problems: Problems
) -> None:
    expect(inspector.get_by_role("heading", name="Nothing has happened yet")).to_be_visible()
    expect(inspector.locator("main")).to_contain_text(f"{site.sandbox_url}/widget/{{appId}}")
    site.open(page)
    assert_shows(inspector, WHOLE)
    expect(inspector.locator(".row.page")).to_contain_text(f"{site.url}/shop?from=mail")
    inspector.locator(".row.mapped").last.click()
    detail = inspector.get_by_role("region", name="The chosen row")
    expect(detail).to_contain_text('nested: "address": an object or a list')
    expect(detail.get_by_label("Calls of Intercom")).to_contain_text('"user_id": "ada-7"')
    expect(detail.get_by_label("Event, as the destination was handed it")).to_contain_text('"city": "Rome"')
    assert [line for line in problems.take() if NESTED not in line] == []


def test_inspector_that_is_opened_later_shows_what_has_been(page: Page, site: OwnSite, problems: Problems) -> None:
    site.open(page)
    page.wait_for_function("window.__intercomSandbox?.log.some(row => row.step === 'answered')")
    own = page.context.new_page()
    own.goto(f"{site.sandbox_url}/inspector")
    assert_shows(own, WHOLE)
    problems.take()


def test_inspector_follows_what_happens_on(page: Page, site: OwnSite, inspector: Page, problems: Problems) -> None:
    site.open(page)
    assert_shows(inspector, WHOLE)
    page.evaluate("analytics.track('Bread Bought', { revenue: 3 })")
    bought = [["Mapped", "track"], ["Intercom", "trackEvent"], ["Sent", "events"], ["Stored", "events"]]
    assert_shows(inspector, [*WHOLE, *bought])
    # What the page says in its last moment is told, too.
    page.evaluate(page_function("own_site", "trackOnPageHide"))
    page.goto("about:blank")
    expect(inspector.locator(".row.mapped")).to_have_count(4)
    problems.take()


def test_production_build_shows_calls_without_events(page: Page, site: OwnSite, inspector: Page) -> None:
    site.open(page, "intercom.min.js")
    assert_shows(inspector, [row for row in WHOLE if row[0] not in ("Settings", "Mapped")])


def test_trace_is_sent_nowhere_where_the_widget_is_intercoms(page: Page, problems: Problems) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    site = Site(page)
    site.open(f'<script src="{CDN}/intercom.dev.js" data-app-id="demo"></script><script>{CALLS}</script>')
    site.wait_for_messenger()
    assert len(page.evaluate("__intercomTrace.rows")) == 3
    assert asked == ["https://site.example/", f"{CDN}/intercom.dev.js", "https://widget.intercom.io/widget/demo"]
    problems.take()
