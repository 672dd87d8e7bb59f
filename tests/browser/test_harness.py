"""The watchers see what they are there to see."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.browser.test_page_unchanged import SURVEY
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_function


def test_exception_a_console_error_and_a_request_to_the_world_are_noticed(page: Page, problems: Problems) -> None:
    page.goto("/empty")
    page.evaluate("console.error('oops')")
    page.evaluate(page_function("harness", "throwLater"))
    page.evaluate(page_function("harness", "fetchFromTheWorld"))
    page.wait_for_function(page_function("harness", "afterTimers"))
    found = "\n".join(problems.take())
    assert "error: oops" in found
    assert "thrown" in found
    assert "request: GET https://example.com/x" in found
    assert problems.take() == []


def test_changed_built_in_and_a_new_global_are_noticed(page: Page) -> None:
    page.goto("/empty")
    page.add_script_tag(path=SURVEY)
    page.evaluate(page_function("harness", "surveyBefore"))
    page.evaluate(page_function("harness", "changeBuiltIns"))
    found = page.evaluate("surveyPage(window.surveyBefore)")
    # Engines have their globals in different orders.
    found["builtins"].sort()
    assert found == {
        "builtins": ["Array.prototype.append", "Math.hypot", "String.prototype.trim"],
        "loop": ["append"],
        "added": ["leak"],
        "removed": [],
    }
