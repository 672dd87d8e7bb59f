"""The demo around a scenario: how one gets to it, what it leaves behind, where its result stands, and two at once."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from demo_site.app import create_app
from demo_site.demo_settings import DemoConfig
from demo_site.personas import People
from demo_site.sample_site import calls_of
from demo_site.visitor_choice import choice_in
from playwright.sync_api import Locator, Page, Route, expect
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_call, page_function
from tests.support.qa_page import QaPage, post, state

from intercom_sandbox.server import Faults, Workspace
from intercom_sandbox.server.serving import serving

PHONE = {"width": 390, "height": 844}
STANDARD = asdict(Workspace(secret=DemoConfig().secret))
# Where a script of the demo's sets a timer, and to how many milliseconds.
NOTE_TIMERS = page_call("demo_scenarios", "recordTimers")


@pytest.fixture
def qa(page: Page, base_url: str) -> QaPage:
    post(f"{base_url}/sandbox/reset", {})
    return QaPage(page)


@pytest.fixture(scope="module")
def real_url() -> Iterator[str]:
    """The demo for somebody's own workspace, without a secret."""
    with serving(create_app(DemoConfig(app_id="abc123", secret="", real=True))) as origin:
        yield origin


def outcome(page: Page) -> Locator:
    """The result that is in view."""
    return page.locator("[data-outcome]:visible")


def set_up(page: Page, key: str) -> None:
    page.goto(f"/?installation=script-tag#{key}")
    page.locator(f"#{key}").get_by_role("link", name="Set up").click()
    expect(outcome(page)).to_have_text("Set up. Do the steps by hand, or play them.")


def test_installation_that_is_chosen_is_the_one_of_the_site_and_of_each_scenario(page: Page) -> None:
    page.goto("/")
    page.get_by_label("How the page gets the destination").select_option("analytics-classic")
    play = page.locator("#rich-link").get_by_role("link", name="Play")
    target = play.get_attribute("href") or ""
    assert target.startswith("/open/analytics-classic.")
    assert choice_in(target.split("/")[2]).settings == {"richLinkProperties": ["invoice"]}
    for link in page.locator("a[href^='/open/']").all():
        assert (link.get_attribute("href") or "").startswith("/open/analytics-classic")
    page.get_by_role("button", name="Open the site").click()
    expect(page).to_have_url(re.compile("/open/analytics-classic/home$"))
    expect(page.locator(".settings summary")).to_contain_text("analytics.js classic")


def test_scenario_is_played_from_the_list(page: Page) -> None:
    page.goto("/?installation=script-tag")
    page.locator("#anonymous-visitor").get_by_role("link", name="Play").click()
    expect(outcome(page)).to_have_text("All 3 pass")


@pytest.mark.parametrize("key", ["blocked", "untrusted-domain"])
def test_site_works_again_after_a_scenario(qa: QaPage, problems: Problems, base_url: str, key: str) -> None:
    qa.play(key)
    assert state(base_url)["counts"]["people"] == 0
    qa.page.get_by_role("link", name="Site", exact=True).click()
    expect(qa.rows("stored").first).to_be_visible()
    expect(qa.site.locator(".intercom-launcher")).to_be_visible()
    found = state(base_url)
    assert (found["faults"], found["workspaces"]) == (asdict(Faults()), [STANDARD])
    problems.take()


def test_leaving_a_scenario_keeps_people_and_what_was_set_by_hand(qa: QaPage, base_url: str) -> None:
    qa.play("hmac")
    people = state(base_url)["people"]
    assert [person["user_id"] for person in people] == ["ada-7"]
    post(f"{base_url}/qa/free", {})
    found = state(base_url)
    assert (found["people"], found["workspaces"]) == (people, [STANDARD])
    post(f"{base_url}/sandbox/faults", {"script_delay": 1})
    post(f"{base_url}/qa/free", {})
    assert state(base_url)["faults"] == {**asdict(Faults()), "script_delay": 1}
    post(f"{base_url}/sandbox/reset", {})


def test_result_can_be_seen_on_a_phone(qa: QaPage) -> None:
    qa.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    set_up(qa.page, "anonymous-visitor")
    expect(qa.page.get_by_role("button", name="Play", exact=True)).to_be_in_viewport()
    qa.page.get_by_role("button", name="Play", exact=True).click()
    for half in ("Scenario", "Site"):
        qa.page.get_by_role("button", name=half, exact=True).click()
        expect(outcome(qa.page)).to_have_text("All 3 pass")
        expect(outcome(qa.page)).to_be_in_viewport()
    expect(qa.site.get_by_role("heading", level=1)).to_be_visible()


def test_check_says_how_many_are_so_by_now(qa: QaPage) -> None:
    set_up(qa.page, "purchase")
    check = qa.page.get_by_role("button", name="Check", exact=True)
    check.click()
    expect(outcome(qa.page)).to_have_text("2 of 2 failed")
    qa.site.get_by_role("button", name="Ada Okafor").click()
    qa.site.get_by_role("link", name="Plans", exact=True).first.click()
    qa.site.get_by_role("button", name="Buy").click()
    expect(qa.rows("stored").filter(has_text="Order Completed")).to_have_count(1)
    check.click()
    expect(outcome(qa.page)).to_have_text("All 2 pass")
    qa.site.get_by_role("button", name="Buy").click()
    expect(qa.rows("stored").filter(has_text="Order Completed")).to_have_count(2)
    check.click()
    expect(outcome(qa.page)).to_have_text("2 of 2 failed")
    assert [row["ok"] for row in qa.page.evaluate("demo.results")] == [False, False]


def test_error_is_said_as_it_is(qa: QaPage, problems: Problems) -> None:
    qa.page.route("**/prepare", lambda route: route.fulfill(status=500, body="The store is full."))
    assert qa.play("purchase") == [{"say": "The store is full.", "ok": False, "found": 0}]
    expect(outcome(qa.page)).to_have_text("The store is full.")
    problems.take()


def test_demo_waits_for_what_happens_and_not_for_a_time(qa: QaPage, problems: Problems) -> None:
    qa.page.add_init_script(NOTE_TIMERS)
    assert [row["ok"] for row in qa.play("blocked")] == [True] * 4
    # One to give up by, and one for listeners where no frame is drawn.
    assert set(qa.page.evaluate("timers")) == {"frame_watcher.js 40000", "run.js 100"}
    problems.take()


def test_page_is_left_only_after_intercom_has_answered_it(qa: QaPage, base_url: str) -> None:
    """Else the session is not kept, and a scenario would find one visitor too many now and then."""
    seen: list[object] = []

    def answer_late(route: Route) -> None:
        answer = route.fetch()
        if not seen:
            expect(qa.page.locator("[data-step]").nth(1)).to_have_attribute("data-state", "playing")
            qa.page.evaluate("demo.feed.ask()")  # the time line has it, the page has not
            expect(qa.rows("stored")).to_have_count(1)
            seen.append([person["role"] for person in state(base_url)["people"]])
            seen.append(qa.site.locator("h1").text_content())
        route.fulfill(response=answer)

    qa.page.route("**/messenger/web/ping", answer_late)
    results = qa.play("sign-out-leak")
    assert seen == [["visitor"], "Sign in"]
    assert [row["ok"] for row in results] == [True] * 3


def test_scenarios_are_not_offered_beside_intercoms_own_widget(page: Page, real_url: str) -> None:
    page.goto(real_url)
    expect(page.locator(".scenarios li")).not_to_have_count(0)
    expect(page.get_by_role("link", name="Play")).to_have_count(0)
    expect(page.get_by_role("link", name="Set up")).to_have_count(0)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{real_url}/open/script-tag/home?scenario=purchase")
    assert refused.value.code == 409
    assert refused.value.read() == b"Scenarios are played against the sandbox: start the demo without --app-id."


def test_faults_are_not_offered_beside_intercoms_own_widget(page: Page, real_url: str) -> None:
    page.goto(real_url)
    expect(page.locator(".scenarios li")).not_to_have_count(0)
    expect(page.locator('a[href="/faults"]')).to_have_count(0)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{real_url}/faults")
    assert refused.value.code == 409
    assert refused.value.read() == b"Faults are the sandbox's: start the demo without --app-id."


def test_identity_verification_is_not_offered_without_a_secret(page: Page, real_url: str) -> None:
    page.route("**/widget/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{real_url}/open/script-tag/home")
    page.locator(".settings summary").click()
    proof = page.get_by_label("Proof of identity")
    expect(proof).to_be_disabled()
    expect(proof.locator("option")).to_have_text(["none: start the demo with --secret"])


def test_tabs_show_each_their_own_and_are_told_of_each_other(qa: QaPage) -> None:
    qa.open()
    expect(qa.rows("stored")).to_have_count(1)
    rows = qa.collected()
    other = QaPage(qa.page.context.new_page())
    other.play("sign-out")
    assert [row["title"] for row in other.collected()].count("message") == 1
    qa.page.evaluate("demo.feed.ask()")
    assert qa.collected() == rows
    expect(qa.page.locator("#notice")).to_contain_text("Another tab has set up Intercom's side")
    expect(other.page.locator("#notice")).to_be_hidden()
    qa.page.get_by_role("button", name="Reload the site's page").click()
    expect(qa.rows("stored")).to_have_count(2)
    other.page.close()


def test_tab_that_plays_stops_where_another_takes_over(qa: QaPage) -> None:
    def answer_never(_route: Route) -> None:
        pass

    qa.page.route("**/check", answer_never)
    qa.page.goto("/open/script-tag/home?scenario=anonymous-visitor&play")
    expect(qa.page.locator("[data-step]")).to_have_attribute("data-state", "ok")
    other = QaPage(qa.page.context.new_page())
    set_up(other.page, "purchase")
    expect(outcome(qa.page)).to_contain_text("Another tab has set up Intercom's side")
    other.page.close()


@pytest.mark.chromium_only("Playwright adds to a number in a stock Firefox, where it is to replace it")
@pytest.mark.parametrize("seats", ["-3", "0", "1.5", ""])
def test_seats_that_are_no_number_of_seats_are_not_sold(qa: QaPage, seats: str) -> None:
    qa.page.goto("/site/script-tag/sign-in")
    qa.page.get_by_role("button", name="Ada Okafor").click()
    qa.page.goto("/site/script-tag/checkout")
    qa.page.evaluate(page_function("demo_scenarios", "collectCalls"))
    field = qa.page.get_by_label("Seats")
    assert field.get_attribute("type") == "number"
    field.fill(seats)
    qa.page.get_by_role("button", name="Buy").click()
    assert field.evaluate("element => element.checkValidity()") is False
    assert qa.page.evaluate("window.made") is None
    field.fill("2")
    qa.page.get_by_role("button", name="Buy").click()
    expect(qa.page.locator("#checkout-done")).to_have_text("Thank you. 59.00 EUR for team.")
    assert qa.page.evaluate("made.map(call => [call.method, call.args[1].revenue, call.args[1].order_id])") == [
        ["track", 59, "PB-1002"]
    ]
    qa.page.context.clear_cookies()


def test_signed_up_at_is_now() -> None:
    now = [1_795_424_400.0]
    people = People(lambda: now[0])
    assert people.sign_up("Noor Haddad", "noor@saltwood.example", "").created_at == "2026-11-23T09:00:00.000Z"
    now[0] += 86_400 * 365 + 0.9
    noor = people.sign_up("Noor Haddad", "noor@saltwood.example", "")
    calls = calls_of(DemoConfig(), choice_in("script-tag"), "Account", noor, has_signed_up=False)
    assert calls[1][2]["createdAt"] == "2027-11-23T09:00:00.000Z"


def test_demo_itself_dates_a_sign_up_by_its_clock(page: Page) -> None:
    with serving(create_app(now=lambda: 86_400.0)) as origin:
        page.goto(f"{origin}/site/script-tag/sign-up")
        page.get_by_label("Name").fill("Noor Haddad")
        page.get_by_label("Email").fill("noor@saltwood.example")
        page.get_by_role("button", name="Start the trial").click()
        expect(page.get_by_role("heading", name="Hello, Noor")).to_be_visible()
        calls = json.loads(page.locator("#calls").text_content() or "")["calls"]
        page.goto("about:blank")
    assert calls[1][2]["createdAt"] == "1970-01-02T00:00:00.000Z"
