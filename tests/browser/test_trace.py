"""A development build's trace: each event, the calls that it became, the diagnostics; and that production has none."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.support.browser_fixtures import Problems
from tests.support.installation_pages import DEVELOPMENT, FILES, PERSON, HostilePage
from tests.support.page_html import page_html

ROWS = "window.__intercomTrace.rows"
COMPANY = {"id": "c1", "name": "One", "created_at": 1388534400}

# Step, calls and codes of the session that every file is given; the first row has no calls.
TRACE: list[list[Any]] = [
    ["settings", None, []],
    ["page", [["boot", {"app_id": "demo"}]], []],
    ["identify", [["update", {"app_id": "demo", **PERSON, "company": COMPANY}]], ["nested", "nested"]],
    ["group", [["update", {"company": {"id": "c1", "monthly_spend": 5}}]], ["company-incomplete", "spelling"]],
    [
        "track",
        [["trackEvent", "Bought", {"price": {"amount": 550, "currency": "usd"}, "at": "2014-01-01"}]],
        ["currency", "event-date", "metadata-order", "nested"],
    ],
    ["track", [], ["disabled-by-integrations"]],
    ["page", [["boot", {"app_id": "demo"}]], []],
]


@pytest.fixture(params=DEVELOPMENT)
def development(request: pytest.FixtureRequest, page: Page) -> HostilePage:
    """A page with each development build in turn."""
    return HostilePage(page, DEVELOPMENT[request.param])


def test_trace_has_each_event_its_calls_and_its_diagnostics(development: HostilePage, problems: Problems) -> None:
    development.open(body=development.tag())
    development.run_session()
    rows: list[dict[str, Any]] = development.page.evaluate(ROWS)
    found = [[row["step"], row.get("calls"), sorted(one["code"] for one in row["diagnostics"])] for row in rows]
    assert found == TRACE
    assert [row["n"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert rows[0]["settings"]["appId"] == rows[0]["used"]["appId"] == "demo"
    assert rows[2]["event"]["traits"]["tags"] == ["a"]
    assert rows[2]["diagnostics"][0] == {
        "code": "nested",
        "difference": "",
        "key": "tags",
        "text": 'nested: "tags": an object or a list; Intercom takes none here; dropped',
        "link": "https://segment.com/docs/destinations/intercom/#arrays-and-objects",
    }
    assert development.said(problems) == []


def test_trace_is_announced_row_by_row_and_is_not_enumerable(development: HostilePage, problems: Problems) -> None:
    heard = page_html("trace_listener")
    development.open(head=heard, body=development.tag())
    development.run_session()
    assert development.page.evaluate("heard") == development.page.evaluate(ROWS)
    assert development.page.evaluate("Object.keys(window).filter(name => /trace/i.test(name))") == []
    assert development.said(problems) == []


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"script tag, development"}))
def test_production_build_has_no_trace(page: Page, name: str) -> None:
    hostile = HostilePage(page, FILES[name])
    hostile.open(body=hostile.tag())
    hostile.run_session()
    assert page.evaluate("window.__intercomTrace") is None
