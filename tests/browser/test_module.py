"""The ES module, imported by a page: the plugin factory, the classic constructor, the version."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from demo_site.npm_bundles import ANALYTICS_NEXT, ROOT
from playwright.sync_api import Page
from tests.support.page_scripts import page_function
from tests.support.plain_site import BUILD, Site
from tests.support.segment import SNIPPET, Segment

from bundler.config import version_at
from bundler.toolchain import find_node
from intercom_destination.web.mapping.settings import SETTINGS

IMPORT = Path(__file__).with_name("scripts") / "import_module.mjs"
SOURCE = "https://modules.example/intercom.mjs"
PERSON = {"app_id": "demo", "user_id": "u1", "id": "u1"}
SEND = page_function("module", "identifyAndTrack")
EXPECTED: list[list[Any]] = [["boot", PERSON], ["trackEvent", "Bought", {"n": 1}]]


@pytest.fixture
def site(page: Page) -> Site:
    page.route(
        SOURCE,
        lambda route: route.fulfill(
            path=BUILD / "intercom.mjs",
            content_type="text/javascript",
            headers={"access-control-allow-origin": "*"},
        ),
    )
    return Site(page)


def import_it(then: str) -> str:
    return f'<script type="module">import {{ intercom, Intercom, version }} from "{SOURCE}"; {then}</script>'


def test_plugin_can_be_registered(site: Site) -> None:
    segment = Segment(site.page)
    site.open(import_it("analytics.register(intercom({appId: 'demo'})); window.done = version"), head=SNIPPET)
    site.page.wait_for_function("window.done")
    segment.wait()
    site.start_messenger()
    site.page.evaluate(SEND)
    assert site.calls() == EXPECTED


def test_plugin_that_is_registered_again_asks_for_the_widget_where_trusted_types_are_required(site: Site) -> None:
    site.widget = "held"
    policy = "require-trusted-types-for 'script'; trusted-types intercom-destination"
    site.open("", headers={"content-security-policy": policy})
    assert site.page.evaluate(page_function("module", "useTwoInTurn"), SOURCE) == 2


def test_constructor_is_a_classic_integration_of_analytics_js_2(site: Site) -> None:
    segment = Segment(site.page)
    segment.integrations = {"Intercom": {"appId": "demo", "type": "browser", "bundlingStatus": "bundled"}}
    site.open("")
    site.page.add_script_tag(path=ANALYTICS_NEXT / "index.js")
    site.page.add_script_tag(
        content=import_it("window.Constructor = Intercom").split(">")[1].split("<")[0], type="module"
    )
    site.page.wait_for_function("window.Constructor")
    site.page.evaluate(page_function("module", "loadAnalyticsWithConstructor"))
    segment.wait()
    site.start_messenger()
    site.page.evaluate(SEND)
    # The library hands the first calls over after a random pause of up to five seconds.
    site.page.wait_for_function("window.recorder && recorder.calls.length >= 2")
    assert site.calls() == EXPECTED


def test_constructor_has_the_name_and_the_defaults_that_classic_analytics_wants(site: Site) -> None:
    site.open(import_it("window.done = Intercom.prototype"))
    site.page.wait_for_function("window.done")
    assert site.page.evaluate("done.name") == "Intercom"
    assert site.page.evaluate("done.defaults") == {name: row[0] for name, row in SETTINGS.items()}


def test_importing_it_changes_nothing(site: Site) -> None:
    site.open(
        "<script>window.before = Object.getOwnPropertyNames(window)</script>" + import_it("window.done = version")
    )
    site.page.wait_for_function("window.done")
    added = site.page.evaluate("Object.getOwnPropertyNames(window).filter(name => !before.includes(name))")
    # Playwright has names of its own in Firefox.
    added = [name for name in added if not name.startswith("__pw_")]
    assert sorted(added) == ["before", "done"]
    assert site.page.evaluate("done") == version_at(ROOT)


def test_importing_it_where_there_is_no_window_does_nothing() -> None:
    node = find_node(print)
    run = subprocess.run(
        [str(node), str(IMPORT), (BUILD / "intercom.mjs").as_uri()], capture_output=True, text=True, check=True
    )
    kinds = [["Intercom", "function"], ["intercom", "function"], ["version", "string"]]
    assert json.loads(run.stdout) == [kinds, 0, "Intercom", False]
    assert run.stderr == ""
