"""axe-core finds nothing on any page, in light and dark, on a desktop and on a phone; and nothing sticks out."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from demo_site.npm_bundles import NODE_MODULES
from demo_site.sample_site import PAGES
from playwright.sync_api import Frame, Page, expect
from tests.support.browser_fixtures import Problems
from tests.support.own_site import own_site
from tests.support.page_scripts import page_call, page_function
from tests.support.qa_page import QaPage, post

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
DESKTOP = (1280, 800)
PHONE = (390, 844)
RUN = page_function("demo_looks", "accessibilityViolations")

pytestmark = pytest.mark.chromium_only("Playwright gives a stock Firefox no colour scheme")

# What moves in the page around the site, without anybody having touched it.
NOTE_SHIFTS = page_call("demo_looks", "recordLayoutShifts")

LOOKS = {
    f"{name}-{scheme}": (size, scheme)
    for name, size in (("desktop", DESKTOP), ("phone", PHONE))
    for scheme in ("light", "dark")
}


def look(page: Page, size: tuple[int, int], scheme: Any) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def assert_fine(page: Page | Frame) -> None:
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    assert page.evaluate(RUN) == []
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]


def assert_fine_in_every_look(page: Page) -> None:
    """As the page is now: style sheets alone make the difference, so it is not loaded for each."""
    for size, scheme in LOOKS.values():
        look(page, size, scheme)
        assert_fine(page)


def test_list_of_scenarios_passes_axe_and_fits(page: Page) -> None:
    page.goto("/")
    assert_fine_in_every_look(page)


@pytest.mark.parametrize(("size", "scheme"), LOOKS.values(), ids=LOOKS)
def test_played_scenario_with_a_row_in_full(page: Page, size: tuple[int, int], scheme: str) -> None:
    look(page, size, scheme)
    qa = QaPage(page)
    qa.play("long-value")
    if size == PHONE:
        assert_is_readable(page)
    qa.rows("mapped").last.click()
    expect(qa.detail).to_contain_text("Diagnostics")
    assert_fine(page)


def assert_is_readable(page: Page) -> None:
    """Nothing is cut on a phone: the row count is there in full, and the lists of a scenario have headings."""
    for name in ("Steps", "Expectations", "What happened"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    found = page.evaluate(page_function("demo_looks", "whetherHeadingsFit"))
    assert found == [[True, True], [True, True]]


def test_settings_pass_axe_and_fit(page: Page) -> None:
    look(page, PHONE, "dark")
    page.goto("/open/script-tag/home")
    page.locator(".settings summary").click()
    assert_fine_in_every_look(page)


def test_inspector_of_its_own_passes_axe_and_fits(page: Page) -> None:
    page.goto("/inspector")
    assert_fine_in_every_look(page)


def test_page_that_plays_all_passes_axe_and_fits(page: Page) -> None:
    page.goto("/play-all?scenario=anonymous-visitor&installation=script-tag")
    assert_fine_in_every_look(page)
    page.get_by_role("button", name="Play all").click()
    expect(page.locator("#said")).to_have_text("1 of 1 played")
    assert_fine_in_every_look(page)


@pytest.mark.browser_context_args(bypass_csp=True)
def test_inspector_of_the_sandbox_passes_axe_and_fits(page: Page, problems: Problems) -> None:
    """Its policy would refuse axe, so policies are off here."""
    with own_site() as site:
        page.goto(f"{site.sandbox_url}/inspector")
        assert_fine_in_every_look(page)
        site.open(page.context.new_page())
        expect(page.locator(".row.stored")).to_have_count(1)
        assert_fine_in_every_look(page)
        page.locator(".row.mapped").last.click()
        assert_fine_in_every_look(page)
        problems.take()
        page.goto("about:blank")


@pytest.mark.browser_context_args(bypass_csp=True)
def test_faults_of_the_sandbox_pass_axe_and_fit(page: Page) -> None:
    """Its policy would refuse axe, so policies are off here."""
    with own_site() as site:
        page.goto(f"{site.sandbox_url}/faults")
        assert_fine_in_every_look(page)
        assert_faults_are_fine(page, site.sandbox_url)
        page.goto("about:blank")


def test_faults_of_the_demo_pass_axe_and_fit(page: Page, base_url: str) -> None:
    post(f"{base_url}/sandbox/reset", {})
    look(page, PHONE, "dark")
    page.goto("/")
    page.get_by_role("link", name="Break Intercom").click()
    expect(page.get_by_role("link", name="Faults")).to_have_attribute("aria-current", "page")
    assert_faults_are_fine(page, base_url)
    page.get_by_role("button", name="All off").click()
    expect(page.locator("#count")).to_have_text("No fault is on")


def assert_faults_are_fine(page: Page, origin: str) -> None:
    """A switch that is on, a number that was refused, a request in full."""
    long = f"{origin}/rest/contacts/find_by_external_id/{'long' * 60}"
    assert httpx2.get(long, headers={"authorization": "Bearer demo-token"}).status_code == 404
    page.locator("#requests summary").click()
    page.get_by_role("switch", name="Lose the answer").click()
    page.get_by_label("Delay, in ms", exact=True).fill("90000")
    page.get_by_label("Delay, in ms", exact=True).press("Enter")
    expect(page.locator("#count")).to_have_text("1 setting is not as usual")
    expect(page.locator(".wrong:not(:empty)")).to_have_count(1)
    assert_fine_in_every_look(page)


def test_layout_does_not_shift_when_rows_come_in(page: Page) -> None:
    page.add_init_script(NOTE_SHIFTS)
    for size in (DESKTOP, PHONE):
        look(page, size, "light")
        QaPage(page).play("purchase")
        assert page.evaluate("new Promise(requestAnimationFrame).then(() => shifts)") == []


@pytest.mark.parametrize(
    "path", ["/", "/play-all", "/inspector", "/faults", "/open/script-tag/home", "/open/analytics-next/workbench"]
)
def test_pages_log_nothing_and_fit_a_phone(page: Page, problems: Problems, path: str) -> None:
    look(page, PHONE, "light")
    page.goto(path, wait_until="networkidle")
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
    assert problems.take() == []


def test_pages_of_the_site_pass_axe_and_fit(page: Page, base_url: str) -> None:
    post(f"{base_url}/sandbox/reset", {})
    page.goto("/site/script-tag/sign-in")
    assert_fine_in_every_look(page)
    page.get_by_role("button", name="Iñigo Montoya").click()
    for name in PAGES:
        page.goto(f"/site/script-tag/{name}")
        expect(page.locator(".intercom-launcher")).to_be_visible()
        assert_fine_in_every_look(page)


@pytest.mark.browser_context_args(bypass_csp=True)
@pytest.mark.parametrize("name", ["desktop-light", "phone-dark"])
def test_panel_of_the_messenger_passes_axe_and_fits(page: Page, base_url: str, name: str) -> None:
    """The panel's own policy would refuse axe, so policies are off here."""
    post(f"{base_url}/sandbox/reset", {})
    look(page, *LOOKS[name])
    page.goto("/site/script-tag/home")
    page.locator(".intercom-launcher").click()
    panel = page.frame_locator('iframe[name="intercom-messenger-frame"]')
    link = panel.get_by_role("link", name="Send us a message")
    expect(link).to_be_visible()
    frame = page.frame(name="intercom-messenger-frame")
    assert frame
    assert_fine(frame)
    link.click()
    expect(panel.get_by_role("textbox")).to_be_focused()
    assert_fine(frame)
