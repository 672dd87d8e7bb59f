"""When the widget is fetched, and what stands in for it until then."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_function, script_element
from tests.support.plain_site import CDN, Site

IDENTITY = {"app_id": "demo", "user_id": "u1", "id": "u1"}
LAUNCHER = "Open Intercom Messenger"


def tag(strategy: str, more: str = "") -> str:
    return (
        f'<script async src="{CDN}/intercom.min.js" data-app-id="demo" data-load-strategy="{strategy}" {more}></script>'
    )


@pytest.fixture
def site(page: Page) -> Site:
    return Site(page)


def open_on_demand(site: Site, more: str = "", body: str = "", head: str = "") -> None:
    site.open(body + tag("interaction", more), head)
    site.wait_for_api()


def launcher_box(site: Site) -> dict[str, float]:
    box = site.page.get_by_role("button", name=LAUNCHER).bounding_box()
    assert box
    return {name: box[name] for name in ("x", "y", "width", "height")}


def test_idle_fetches_after_load_in_an_idle_period(site: Site, problems: Problems) -> None:
    # A picture that does not come keeps the page's `load` back.
    pictures: list[Any] = []
    site.page.route("**/picture.png", lambda route: pictures.append(route))
    site.open(tag("idle") + "<img src=/picture.png>")
    site.wait_for_api()
    site.call("identify", "u1")
    assert not site.has_fetched()
    pictures[0].abort()
    site.wait_for_messenger()
    assert site.calls() == [["boot", IDENTITY]]
    assert problems.take() == problems.blocked()


def test_interaction_fetches_nothing_at_first_and_keeps_calls(site: Site) -> None:
    open_on_demand(site)
    site.call("page")
    site.call("identify", "u1")
    site.call("track", "Seen")
    expect(site.page.get_by_role("button", name=LAUNCHER)).to_be_visible()
    assert not site.has_fetched()
    assert site.queue() == [["boot", IDENTITY], ["trackEvent", "Seen", {}]]


def test_click_on_the_launcher_opens_the_messenger_once_it_is_there(site: Site) -> None:
    open_on_demand(site)
    site.call("identify", "u1")
    site.page.get_by_role("button", name=LAUNCHER).click()
    site.wait_for_messenger()
    assert site.calls() == [["boot", IDENTITY], ["show"]]
    assert len(site.asked) == 1


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_launcher_works_by_keyboard(site: Site, key: str) -> None:
    open_on_demand(site)
    site.call("page")
    site.page.get_by_role("button", name=LAUNCHER).focus()
    site.page.keyboard.press(key)
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}], ["show"]]


def test_hovering_the_launcher_fetches_but_does_not_open(site: Site) -> None:
    open_on_demand(site)
    site.call("page")
    site.page.get_by_role("button", name=LAUNCHER).hover()
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}]]


def test_launcher_stands_where_intercoms_own_will_be(site: Site) -> None:
    site.page.set_viewport_size({"width": 1000, "height": 700})
    open_on_demand(site)
    site.call("page")
    assert launcher_box(site) == {"x": 1000 - 20 - 48, "y": 700 - 20 - 48, "width": 48, "height": 48}


def test_launcher_keeps_to_the_sites_own_settings(site: Site) -> None:
    settings = "{alignment: 'left', horizontal_padding: 40, vertical_padding: 5, action_color: 'rgb(1, 2, 3)'}"
    site.page.set_viewport_size({"width": 1000, "height": 700})
    open_on_demand(site, head=f"<script>window.intercomSettings = {settings}</script>")
    site.call("page")
    # Intercom takes no padding below 20.
    assert launcher_box(site) == {"x": 40, "y": 700 - 20 - 48, "width": 48, "height": 48}
    expect(site.page.get_by_role("button", name=LAUNCHER)).to_have_css("background-color", "rgb(1, 2, 3)")


def test_colour_that_is_an_address_makes_no_request(site: Site) -> None:
    # Whatever is asked for beside the page and the file fails the test.
    open_on_demand(site)
    site.call("identify", "u1", {"action_color": "url(https://elsewhere.example/picture.png)"})
    launcher = site.page.get_by_role("button", name=LAUNCHER)
    expect(launcher).to_be_visible()
    expect(launcher).not_to_have_css("background", re.compile("url"))


def test_activator_that_is_no_selector_is_named(site: Site, problems: Problems) -> None:
    open_on_demand(site, more='data-activator="["', body="<a id=IntercomDefaultWidget>Chat</a>")
    site.call("page")
    site.page.get_by_text("Chat").hover()
    site.wait_until_here(site.has_fetched, "the widget is fetched")
    assert problems.take() == [
        'error: Intercom destination: setting "activator" is "[", allowed is a CSS selector; the default is used'
    ]


WATCHERS = script_element("load_strategies", "countObservers")


def test_launcher_that_comes_and_goes_has_one_observer(site: Site) -> None:
    open_on_demand(site, head=WATCHERS)
    for person in ("u1", "u2", "u3"):
        site.call("identify", person)
        site.call("reset")
        site.call("page")
        assert site.page.evaluate("watchers") == 1


def test_launcher_that_is_gone_watches_the_page_no_more(site: Site) -> None:
    open_on_demand(site, head=WATCHERS)
    site.call("page")
    site.page.get_by_role("button", name=LAUNCHER).click()
    site.wait_for_messenger()
    assert site.page.evaluate("watchers") == 1
    site.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p class=intercom-lightweight-app></p>')")
    site.wait_until("watchers === 0")
    expect(site.page.get_by_role("button", name=LAUNCHER)).to_have_count(0)


LISTENERS = script_element("load_strategies", "countListeners")


def test_sites_own_calls_watch_the_activator_once(site: Site) -> None:
    open_on_demand(site, head=LISTENERS)
    before = site.page.evaluate("listeners")
    for _ in range(3):
        site.page.evaluate("Intercom('trackEvent', 'Seen')")
    assert site.page.evaluate("listeners") - before == 4


@pytest.mark.chromium_only("Playwright gives a stock Firefox no colour scheme")
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_launcher_follows_the_colour_scheme(site: Site, scheme: Any) -> None:
    site.page.emulate_media(color_scheme=scheme)
    open_on_demand(site)
    site.call("page")
    colour = {"dark": "rgb(255, 255, 255)", "light": "rgb(34, 34, 34)"}[scheme]
    expect(site.page.get_by_role("button", name=LAUNCHER)).to_have_css("background-color", colour)


def test_hidden_launcher_is_not_drawn_and_comes_when_it_may(site: Site) -> None:
    open_on_demand(site, "data-hide-default-launcher")
    site.call("page")
    launcher = site.page.get_by_role("button", name=LAUNCHER)
    expect(launcher).to_have_count(0)
    site.call("page", None, {}, {"Intercom": {"hideDefaultLauncher": False}})
    site.call("page", "name", {}, {"Intercom": {"hideDefaultLauncher": False}})
    expect(launcher).to_be_visible()
    site.call("reset")
    expect(launcher).to_have_count(0)


def test_launcher_goes_when_intercoms_own_appears(site: Site) -> None:
    open_on_demand(site)
    site.call("page")
    launcher = site.page.get_by_role("button", name=LAUNCHER)
    launcher.hover()
    site.wait_for_messenger()
    expect(launcher).to_be_visible()
    site.page.evaluate(
        "document.body.appendChild(document.createElement('div')).className = 'intercom-lightweight-app'"
    )
    expect(launcher).to_have_count(0)


@pytest.mark.parametrize("method", ["show", "showNewMessage", "showArticle", "startTour"])
def test_asking_intercom_to_show_something_fetches_at_once(site: Site, method: str) -> None:
    open_on_demand(site)
    site.call("identify", "u1")
    site.page.evaluate("method => Intercom(method, 'what')", method)
    site.wait_for_messenger()
    assert site.calls() == [["boot", IDENTITY], [method, "what"]]


def test_custom_activator_needs_no_launcher_and_opens_on_click(site: Site) -> None:
    open_on_demand(site, 'data-activator="#chat"', "<a id=chat href=#><b>Talk to us</b></a>")
    site.call("identify", "u1")
    expect(site.page.get_by_role("button", name=LAUNCHER)).to_have_count(0)
    assert not site.has_fetched()
    # The pointer asks for the widget before it clicks: what opens is the click, however fast the widget comes.
    site.widget = "held"
    site.page.get_by_text("Talk to us").click()
    site.release()
    assert site.calls() == [["boot", {**IDENTITY, "widget": {"activator": "#chat"}}], ["show"]]
    site.page.get_by_text("Talk to us").click()
    assert len(site.calls()) == 2


@pytest.mark.parametrize("interest", ["hover", "focus"])
def test_interest_in_a_custom_activator_fetches_but_does_not_open(site: Site, interest: str) -> None:
    open_on_demand(site, 'data-activator="#chat"', "<a id=chat href=#>Talk to us</a>")
    site.call("page")
    getattr(site.page.get_by_text("Talk to us"), interest)()
    site.wait_for_messenger()
    assert [call[0] for call in site.calls()] == ["boot"]


def test_interest_elsewhere_on_the_page_fetches_nothing(site: Site) -> None:
    open_on_demand(site, 'data-activator="#chat"', "<p>Something else<a id=chat href=#>Talk to us</a>")
    site.call("page")
    site.page.get_by_text("Something else").click(position={"x": 2, "y": 2})
    assert not site.has_fetched()


def test_launcher_can_come_before_the_body(site: Site) -> None:
    push = "<script>window.analytics = [['page']]</script>"
    script = f'<script src="{CDN}/intercom.min.js" data-app-id="demo" data-load-strategy="interaction"></script>'
    site.open("<p>Body", push + script)
    expect(site.page.get_by_role("button", name=LAUNCHER)).to_be_visible()


def test_reset_expires_the_session_cookie_of_an_earlier_page_and_fetches_nothing(site: Site) -> None:
    cookie = {"name": "intercom-session-demo", "value": "s", "url": "https://site.example/"}
    site.page.context.add_cookies([cookie])  # type: ignore[list-item]
    open_on_demand(site)
    site.call("reset")
    assert site.queue() == [["shutdown"]]
    assert site.page.context.cookies() == []
    assert not site.has_fetched()


def test_reset_without_a_session_fetches_nothing(site: Site) -> None:
    open_on_demand(site)
    site.call("page")
    site.call("reset")
    assert not site.has_fetched()
    assert site.queue() == [["boot", {"app_id": "demo"}], ["shutdown"]]


REPLACE_BODY = page_function("load_strategies", "replaceBody")


def test_launcher_is_drawn_again_where_the_page_replaces_its_body(site: Site) -> None:
    open_on_demand(site)
    site.call("page")
    launcher = site.page.get_by_role("button", name=LAUNCHER)
    expect(launcher).to_be_visible()
    site.page.evaluate(REPLACE_BODY)
    expect(launcher).to_be_visible()
    launcher.click()
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}], ["show"]]


def test_launcher_of_a_restored_body_is_the_same_one(site: Site) -> None:
    open_on_demand(site)
    site.call("page")
    launcher = site.page.get_by_role("button", name=LAUNCHER)
    expect(launcher).to_have_count(1)
    site.page.evaluate("window.copy = document.body.cloneNode(true)")
    site.page.evaluate(REPLACE_BODY)
    site.page.evaluate("document.documentElement.replaceChild(copy, document.body)")
    expect(launcher).to_have_count(1)
    launcher.click()
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}], ["show"]]
    site.page.evaluate(
        "document.body.appendChild(document.createElement('div')).className = 'intercom-lightweight-app'"
    )
    expect(launcher).to_have_count(0)


def test_launcher_goes_where_the_widget_cannot_be_had(site: Site, problems: Problems) -> None:
    site.widget = "blocked"
    site.page.clock.install()
    open_on_demand(site)
    site.call("page")
    launcher = site.page.get_by_role("button", name=LAUNCHER)
    launcher.click()
    for count in range(1, 5):
        site.wait_until_here(lambda count=count: len(site.asked) == count, f"{count} tries")  # type: ignore[misc]
        expect(launcher).to_have_count(0 if count == 4 else 1)
        site.page.clock.run_for(16000)
    expect(launcher).to_have_count(0)
    site.call("track", "Later")
    expect(launcher).to_have_count(0)
    assert any("cannot load the Messenger" in text for text in problems.take())


@pytest.mark.parametrize("target", ["href=/contact", "href=mailto:help@site.example"])
def test_activator_that_is_a_link_opens_the_messenger_and_leads_nowhere(site: Site, target: str) -> None:
    open_on_demand(site, 'data-activator="#chat"', f"<a id=chat {target}>Chat</a>")
    site.call("page")
    site.widget = "held"
    site.page.get_by_text("Chat").click()
    site.release()
    assert [call[0] for call in site.calls()] == ["boot", "show"]
    assert site.page.url == "https://site.example/"


def test_z_index_of_the_site_is_obeyed(site: Site) -> None:
    open_on_demand(site, head="<script>window.intercomSettings = {z_index: 1000}</script>")
    site.call("page")
    expect(site.page.get_by_role("button", name=LAUNCHER)).to_have_css("z-index", "1000")


@pytest.mark.parametrize("policy", ["", "style-src 'none'"])
def test_launcher_shows_the_focus_that_comes_by_keyboard(site: Site, policy: str) -> None:
    headers = {"Content-Security-Policy": policy} if policy else None
    site.open("<a href=#>First</a>" + tag("interaction"), headers=headers)
    site.wait_for_api()
    site.call("page")
    launcher = site.page.get_by_role("button", name=LAUNCHER)
    expect(launcher).to_have_css("outline-style", "none")
    site.page.get_by_text("First").focus()
    site.page.keyboard.press("Tab")
    expect(launcher).to_be_focused()
    expect(launcher).not_to_have_css("outline-style", "none")
    expect(launcher).not_to_have_css("outline-width", "0px")


def test_idle_ends_its_wait_for_a_page_that_never_ends_loading(site: Site) -> None:
    site.page.clock.install()
    site.page.clock.pause_at("2030-01-01T00:00:00Z")
    site.page.route("**/picture.png", lambda _route: None)
    site.open(tag("idle") + "<img src=/picture.png>")
    site.page.clock.run_for(1)
    site.wait_for_api()
    site.call("page")
    site.page.clock.run_for(4900)
    assert not site.has_fetched()
    site.page.clock.run_for(200)
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo"}]]


def test_idle_gives_the_idle_period_two_seconds(site: Site) -> None:
    site.open(tag("idle"), head=script_element("load_strategies", "recordIdleRequests"))
    site.wait_for_api()
    site.call("page")
    site.wait_until("asked.length")
    assert site.page.evaluate("asked") == [{"timeout": 2000}]
