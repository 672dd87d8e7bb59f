"""The page belongs to its owner: what the delivered file leaves behind, and what it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from demo_site.npm_bundles import FACADE, bundle_package
from playwright.sync_api import Page
from tests.support.page_scripts import page_function

SURVEY = Path(__file__).resolve().parents[1] / "support" / "page_survey.js"
DELIVERED = "/next-integrations/integrations/intercom/latest/intercom.dynamic.js.gz"
OWN_GLOBALS = [
    "Intercom",
    "intercomDeps",
    "intercomIntegration",
    "intercomLoader",
    "intercomSettings",
]

# Calls of every kind, some of them hostile, in one session, and its end.
EVERY_CALL = page_function("page_unchanged", "sendEveryCall")


def test_built_ins_stay_and_globals_are_the_known_ones(page: Page) -> None:
    page.route(
        "https://widget.intercom.io/**",
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    page.goto("/empty")
    page.add_script_tag(content=bundle_package(FACADE, "facade"))
    page.add_script_tag(path=SURVEY)
    page.evaluate(page_function("harness", "surveyBefore"))
    page.add_script_tag(url=DELIVERED)
    assert page.evaluate("[window.intercomDeps, typeof window.intercomLoader]") == [[], "function"]
    with page.expect_response("https://widget.intercom.io/**"):
        page.evaluate("window.intercomLoader()")
        page.evaluate(EVERY_CALL)
    found = page.evaluate("surveyPage(window.surveyBefore)")
    assert found == {"builtins": [], "loop": [], "added": OWN_GLOBALS, "removed": []}


def test_torn_down_integration_takes_its_stub_back(page: Page) -> None:
    page.route(
        "https://widget.intercom.io/**",
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    page.goto("/empty")
    page.add_script_tag(url=DELIVERED)
    with page.expect_response("https://widget.intercom.io/**"):
        page.evaluate(page_function("page_unchanged", "initializeTeardown"))
    assert page.evaluate("typeof window.Intercom") == "function"
    page.evaluate("window.teardown.reset()")
    assert page.evaluate("typeof window.Intercom") == "undefined"
    assert page.evaluate("window.onerror === window.keptHandler")


FIRST = {"app_id": "demo", "user_id": "u1", "id": "u1"}


@pytest.fixture
def held(page: Page) -> Page:
    """A page whose widget is on its way for ever, with the library."""
    page.route("https://widget.intercom.io/**", lambda _: None)
    page.goto("/empty")
    page.add_script_tag(url=DELIVERED)
    return page


def queue(page: Page) -> Any:
    return page.evaluate("window.Intercom && Intercom.q.map(row => Array.from(row))")


def test_identify_that_arrives_after_the_logout_leaves_no_session(held: Page) -> None:
    held.evaluate(page_function("page_unchanged", "identifyAfterLogout"))
    assert queue(held) == [["shutdown"], ["boot", FIRST], ["shutdown"]]


def test_library_that_knows_no_users_ends_nothing(held: Page) -> None:
    held.evaluate(page_function("page_unchanged", "identifyTwice"))
    assert queue(held) == [["boot", FIRST]]


def test_torn_down_integration_ends_an_earlier_session_without_the_widget(held: Page) -> None:
    held.evaluate(page_function("page_unchanged", "tearDownAfterEarlierSession"))
    assert held.evaluate("[document.cookie, typeof Intercom]") == ["", "undefined"]
    assert held.evaluate("document.querySelectorAll('script[src*=widget]').length") == 0


def test_torn_down_integration_can_be_used_again(held: Page) -> None:
    held.evaluate(page_function("page_unchanged", "tearDownAndUseAgain"))
    assert queue(held) == [["update", FIRST]]


def test_torn_down_integration_sends_nothing(held: Page) -> None:
    held.evaluate(page_function("page_unchanged", "identifyAfterTeardown"))
    assert held.evaluate("[typeof Intercom, typeof intercomSettings, localStorage.length]") == [
        "undefined",
        "undefined",
        0,
    ]


def test_library_whose_group_throws_loses_no_event(held: Page) -> None:
    held.evaluate(page_function("page_unchanged", "identifyWhileGroupThrows"))
    assert queue(held) == [["boot", FIRST]]
