"""Every QA scenario, through every installation, as the demo plays it; then its expectations, from outside."""

from __future__ import annotations

import re

import pytest
from demo_site.expectations import check
from demo_site.installations import INSTALLATIONS
from demo_site.scenarios import Scenario, scenarios
from playwright.sync_api import Page, Route, expect
from tests.support.browser_fixtures import Problems
from tests.support.qa_page import QaPage, state

pytestmark = pytest.mark.stops_no_request("one of a page that is left could be lost by it")

# What the browser itself says of an answer that is an error, in scenarios that have one.
NOT_LOADED = re.compile(r"Failed to load resource: the server responded with a status of (403|404|503)")


def is_asked_for(scenario: Scenario, problem: str) -> bool:
    """Whether the scenario expects just this problem."""
    if NOT_LOADED.search(problem):
        return any("refused" in row or "blocked" in row for row in scenario.expect)
    return any(str(row["console"]) in problem for row in scenario.expect if "console" in row and row.get("times") != 0)


@pytest.mark.parametrize("installation", [installation.key for installation in INSTALLATIONS])
@pytest.mark.parametrize("key", list(scenarios()))
def test_scenario_meets_its_expectations(
    page: Page, problems: Problems, base_url: str, installation: str, key: str
) -> None:
    scenario = scenarios()[key]
    qa = QaPage(page, installation)
    results = qa.play(key)
    rows, stored = qa.collected(), state(base_url)
    assert [row for row in results if not row["ok"]] == []
    assert [row["say"] for row in results] == [row["say"] for row in scenario.expect]
    expect(page.locator("#outcome")).to_have_attribute("data-state", "ok")
    # From outside: what needs no look at the page, against the time line and the store.
    for wanted in scenario.expect:
        if "shown" not in wanted and "element" not in wanted:
            assert check(wanted, rows, stored)["ok"], wanted
    # What Intercom has is what was sent; each request has its answer in the time line.
    kinds = [row["kind"] for row in rows]
    assert kinds.count("sent") == kinds.count("refused") + sum(
        row["kind"] == "stored" and "status" in row["data"] for row in rows
    )
    assert [problem for problem in problems.take() if not is_asked_for(scenario, problem)] == []


def test_failure_of_a_scenario_is_said(page: Page, problems: Problems) -> None:
    """Not a scenario that passes whatever happens: with the API blocked, it fails and says where."""
    page.route("**/messenger/web/ping", lambda route: route.abort())
    page.route("**/static/frame_watcher.js", make_impatient)
    results = QaPage(page).play("anonymous-visitor")
    assert [row["ok"] for row in results] == [True, False, True]
    expect(page.locator("#outcome")).to_have_text("1 of 3 failed")
    expect(page.locator("[data-expectation][data-state=failed]")).to_have_text(re.compile("one visitor"))
    problems.take()


def make_impatient(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("PATIENCE = 40000", "PATIENCE = 1500"))
