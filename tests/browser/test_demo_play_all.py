"""The demo's page that plays every scenario by every installation: progress, the table, and what is exported of it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from demo_site.installations import INSTALLATIONS
from demo_site.scenarios import scenarios
from playwright.sync_api import Page, Route, expect
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_function

SOME = "/play-all?scenario=anonymous-visitor&scenario=hide-launcher&installation=script-tag&installation=remote-plugin"
BOTH = ["script-tag", "remote-plugin"]


def cells(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(page_function("demo_play_all", "cellTexts"))
    return found


def export(page: Page, kind: str) -> tuple[str, str]:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Export {kind}").click()
    return download.value.suggested_filename, Path(download.value.path()).read_text(encoding="utf-8")


def test_scenarios_are_all_there_by_every_installation(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Play all").click()
    expect(page.locator("[data-run]")).to_have_count(len(scenarios()) * len(INSTALLATIONS))
    assert set(cells(page).values()) == {"not yet"}
    expect(page.get_by_role("button", name="Export JSON")).to_be_disabled()


@pytest.mark.chromium_only("Playwright sees no download in a stock Firefox")
def test_runs_are_played_and_exported(page: Page) -> None:
    page.goto(SOME)
    page.get_by_role("button", name="Play all").click()
    expect(page.locator("#said")).to_have_text("4 of 4 played")
    expect(page.get_by_role("progressbar")).to_have_js_property("value", 4)
    names = [f"{key} {installation}" for key in ("anonymous-visitor", "hide-launcher") for installation in BOTH]
    assert cells(page) == dict.fromkeys(names, "pass")

    name, text = export(page, "JSON")
    found: dict[str, Any] = json.loads(text)
    assert (name, found["total"]) == ("intercom-results.json", 4)
    runs = [(run["scenario"], run["installation"], run["ok"]) for run in found["runs"]]
    assert runs == [(*name.split(), True) for name in names]
    wanted = scenarios()["anonymous-visitor"]
    assert [row["say"] for row in found["runs"][0]["results"]] == [row["say"] for row in wanted.expect]

    name, text = export(page, "CSV")
    rows = list(csv.DictReader(text.splitlines()))
    assert name == "intercom-results.csv"
    assert len(rows) == 2 * sum(len(scenarios()[key].expect) for key in ("anonymous-visitor", "hide-launcher"))
    assert rows[0] == {
        "scenario": "anonymous-visitor",
        "title": "An anonymous visitor",
        "installation": "script-tag",
        "expectation": "One boot, with the app id and nobody's data",
        "ok": "true",
        "found": "1",
    }


@pytest.mark.chromium_only("Playwright sees no download in a stock Firefox")
def test_run_that_cannot_be_played_is_a_failure_and_the_next_is_played(page: Page, problems: Problems) -> None:
    page.route("**/prepare", lambda route: route.fulfill(status=500, body="The store is full."), times=1)
    page.goto("/play-all?scenario=anonymous-visitor&installation=script-tag&installation=remote-plugin")
    page.get_by_role("button", name="Play all").click()
    expect(page.locator("#said")).to_have_text("2 of 2 played, 1 failed")
    assert cells(page) == {
        "anonymous-visitor script-tag": "1 of 1 failed",
        "anonymous-visitor remote-plugin": "pass",
    }
    found = json.loads(export(page, "JSON")[1])["runs"]
    assert found[0]["results"] == [{"say": "The store is full.", "ok": False, "found": 0}]
    problems.take()


def test_stop_keeps_what_has_been_played(page: Page) -> None:
    answered: list[Route] = []

    def answer_the_first(route: Route) -> None:
        if not answered:
            answered.append(route)
            route.continue_()

    page.route("**/prepare*", answer_the_first)
    page.goto(SOME)
    page.get_by_role("button", name="Play all").click()
    expect(page.locator("#said")).to_have_text("1 of 4 played")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Play all")).to_be_enabled()
    assert list(cells(page).values()) == ["pass", "not yet", "not yet", "not yet"]


def test_scenario_that_is_not_there_is_said(page: Page, problems: Problems) -> None:
    page.goto("/play-all?scenario=cellar")
    expect(page.locator("body")).to_contain_text("There is no scenario 'cellar'; there are: anonymous-visitor, ")
    problems.take()
