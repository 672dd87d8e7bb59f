"""The samples of the documents for pages, as a page would have them."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
from demo_site.npm_bundles import NODE_MODULES
from playwright.sync_api import Page
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_function
from tests.support.plain_site import BUILD, ORIGIN, Site
from tests.support.segment import DELIVERED, LIBRARY, QUEUE, SNIPPET, Segment
from tools.documents import Sample, samples

APP = {"app_id": "9iefb489"}
AVENGER = {**APP, "user_id": "su3r73", "id": "su3r73", "email": "avenger@gmail.com"}
TEEMO = {**APP, "user_id": "teemo", "id": "teemo", "plan": "pro"}
START = "docs/getting-started"
# A page's sample -> what Intercom gets for it, after the boot.
SENT: dict[str, list[Any]] = {
    "docs/identity-verification.md: The hash": [["update", {**AVENGER, "user_hash": "5f6b..."}]],
    "docs/settings.md: Selectively show the widget": [
        ["shutdown"],
        ["boot", {**TEEMO, "hide_default_launcher": False}],
        ["update", {**APP, "hide_default_launcher": True}],
    ],
}
IDENTIFY = "analytics.identify('su3r73', { email: 'avenger@gmail.com' })"


def sample(language: str, name: str) -> str:
    (found,) = [sample.code for sample in samples(language) if sample.name == name]
    return found


SCRIPT_TAG = sample("html", f"{START}/script-tag.md: Script tag")


@pytest.fixture
def site(page: Page) -> Site:
    site = Site(page)
    page.route(f"{ORIGIN}/static/intercom.min.js", lambda route: route.fulfill(path=BUILD / "intercom.min.js"))
    return site


ALONE = [sample for sample in samples("html") if "analytics.identify(" in sample.code]


@pytest.mark.parametrize("sample", ALONE, ids=[sample.name for sample in ALONE])
def test_script_tag_sends_the_calls_that_were_made_before_it_loaded(sample: Sample, site: Site) -> None:
    site.open(sample.code)
    site.wait_for_messenger()
    assert site.calls() == [["boot", AVENGER]]


@pytest.mark.parametrize("sample", ALONE, ids=[sample.name for sample in ALONE])
def test_script_tag_works_beside_an_element_whose_id_is_analytics(sample: Sample, site: Site) -> None:
    site.open(f"<section id=analytics></section>{sample.code}")
    site.wait_for_messenger()
    assert site.calls() == [["boot", AVENGER]]


def test_readme_has_a_script_tag_of_eight_lines_and_five_of_python() -> None:
    (tag,) = [sample.code for sample in ALONE if sample.page == "README.md"]
    (script,) = [sample.code for sample in samples("python") if sample.page == "README.md"]
    assert len(tag.splitlines()) == 8
    assert len([line for line in script.splitlines() if line]) <= 5


def test_html_samples_are_all_tried() -> None:
    beside = {
        f"{START}/beside-segment.md: Script tag beside Segment",
        f"{START}/beside-segment.md: When Segment is blocked",
    }
    assert {sample.name for sample in samples("html")} == beside | {sample.name for sample in ALONE}


def test_tag_beside_segment_becomes_a_plugin(page: Page, site: Site) -> None:
    segment = Segment(page)
    site.open(sample("html", f"{START}/beside-segment.md: Script tag beside Segment"), head=SNIPPET)
    segment.wait()
    page.evaluate(IDENTIFY)
    site.wait_for_messenger()
    assert site.calls() == [["boot", AVENGER]]


def test_tag_above_a_blocked_segment_takes_over(page: Page, site: Site, problems: Problems) -> None:
    page.route(LIBRARY, lambda route: route.abort())
    tag = sample("html", f"{START}/beside-segment.md: When Segment is blocked")
    site.open("", head=f'{tag}{QUEUE}<script>{IDENTIFY}</script><script async src="{LIBRARY}"></script>')
    site.wait_for_messenger()
    assert site.calls() == [["boot", AVENGER]]
    assert problems.take() == problems.blocked()


@pytest.mark.parametrize("name", SENT)
def test_javascript_sample_reaches_intercom(name: str, site: Site) -> None:
    site.open(SCRIPT_TAG)
    site.wait_for_messenger()
    site.page.evaluate(sample("javascript", name))
    site.wait_until_here(lambda: len(site.calls()) > len(SENT[name]), "the sample's calls")
    assert site.calls()[1:] == SENT[name]


def test_load_starts_a_page_whose_tag_has_no_app_id(site: Site) -> None:
    site.open(SCRIPT_TAG.replace(' data-app-id="9iefb489"', ""))
    site.wait_for_api()
    site.page.evaluate(sample("javascript", f"{START}/script-tag.md: An `appId` that is known later"))
    site.wait_for_messenger()
    assert site.calls() == [["boot", AVENGER]]


def test_intercom_boot_lets_a_site_register_its_listener_again(site: Site) -> None:
    site.open(SCRIPT_TAG)
    site.wait_for_messenger()
    site.page.evaluate(sample("javascript", f"{START}/script-tag.md: See what happens"))
    site.page.evaluate(page_function("reset", "resetAndViewPage"))
    site.wait_until_here(lambda: len(site.calls()) > 3, "the listener")
    assert site.calls()[1:3] == [["shutdown"], ["boot", APP]]
    assert site.calls()[3][0] == "onUnreadCountChange"


def test_recorder_of_upgrading_logs_each_call_and_passes_it_on(site: Site) -> None:
    site.open(SCRIPT_TAG)
    site.wait_for_messenger()
    lines: list[str] = []
    site.page.on("console", lambda message: lines.append(message.text))
    site.page.evaluate(sample("javascript", "docs/upgrading.md: 1. Record what is sent today"))
    site.page.evaluate("analytics.track('Bought', { revenue: 19.99 })")
    call = ["trackEvent", "Bought", {"price": {"amount": 1999, "currency": "usd"}}]
    site.wait_until_here(lambda: bool(lines), "a line on the console")
    assert [json.loads(line.removeprefix("Intercom ")) for line in lines] == [call]
    assert site.calls() == [["boot", AVENGER], call]


def test_javascript_samples_are_all_tried() -> None:
    by_itself = {"script-tag.md: An `appId` that is known later", "script-tag.md: See what happens"}
    others = {f"{START}/{name}" for name in by_itself} | {"docs/upgrading.md: 1. Record what is sent today"}
    # For Node; tests/support/intercom_client.mjs makes the client like this.
    others.add("docs/sandbox-rest.md: The sandbox's REST API")
    assert {sample.name for sample in samples("javascript")} == others | SENT.keys()


def test_settings_of_the_cdn_page_load_the_remote_plugin(page: Page, site: Site) -> None:
    (settings,) = samples("json")
    segment = Segment(page)
    segment.remote_plugins = json.loads(settings.code)["remotePlugins"]
    inside = "https://cdn.segment.com/"
    page.route(
        f"{DELIVERED}/**", lambda route: route.fulfill(path=BUILD / "cdn" / route.request.url.removeprefix(inside))
    )
    site.open("", head=SNIPPET)
    segment.wait()
    page.evaluate(IDENTIFY)
    site.wait_for_messenger()
    assert site.calls() == [["boot", AVENGER]]


def test_npm_page_registers_the_plugin(page: Page, site: Site) -> None:
    code = sample("typescript", f"{START}/npm.md: ES module from npm").replace("YOUR_WRITE_KEY", "key")
    options = ["--bundle", "--format=iife", "--loader=ts", f"--alias:intercom-destination={BUILD / 'intercom.mjs'}"]
    command = [str(NODE_MODULES / ".bin" / "esbuild"), *options, "--log-level=warning"]
    made = subprocess.run(
        command,
        input=f"{code}Object.assign(window, {{ analytics }});",
        cwd=BUILD.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    Segment(page)
    page.route(f"{ORIGIN}/site.js", lambda route: route.fulfill(content_type="text/javascript", body=made.stdout))
    site.open('<script src="/site.js"></script>')
    page.evaluate(IDENTIFY)
    site.wait_for_messenger()
    assert site.calls() == [["boot", AVENGER]]
