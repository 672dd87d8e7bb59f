"""The demo page, as a person uses it."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any

import pytest
from demo_site.settings import DemoConfig
from playwright.sync_api import Locator, Page, expect
from tests.browser.host_page import HOSTS


class DemoPage:
    """The page through its labels and buttons."""

    def __init__(self, page: Page, door: str) -> None:
        self.page = page
        self.door = door

    def open(self, query: str = "") -> None:
        """Open it, and wait until its own page call has arrived."""
        self.page.goto(f"/?door={self.door}{query}")
        expect(self.received("boot")).to_have_count(1)

    def form(self, call: str) -> Locator:
        return self.page.locator(f'form[data-call="{call}"]')

    def send(self, call: str) -> None:
        self.form(call).get_by_role("button").click()

    def made(self, call: str) -> Locator:
        """Entries of the time line: Segment calls of that name."""
        return self.page.locator(".entry.segment").filter(has_text=f"analytics.{call}(")

    def received(self, method: str) -> Locator:
        """Entries of the time line: Intercom calls of that name."""
        return self.page.locator(".entry.intercom").filter(has_text=f'Intercom("{method}"')

    def settings(self, name: str) -> Locator:
        """The row of window.intercomSettings."""
        row = self.page.locator("#settings > div")
        return row.filter(has=self.page.locator("dt", has_text=re.compile(f"^{name}$")))


@pytest.fixture(params=HOSTS)
def demo(request: pytest.FixtureRequest, page: Page) -> DemoPage:
    return DemoPage(page, request.param)


def test_the_page_call_of_the_page_itself_is_shown(demo: DemoPage) -> None:
    demo.open()
    expect(demo.made("page")).to_have_count(1)
    expect(demo.received("boot")).to_contain_text('"app_id": "demo"')
    expect(demo.settings("app_id")).to_contain_text('"demo"')
    expect(demo.page.locator("#host-status")).to_have_text("host: ready")
    expect(demo.page.locator("#widget-status")).to_have_text("widget: ready")


def test_each_button_shows_the_call_and_what_intercom_received(demo: DemoPage) -> None:
    demo.open()
    demo.send("identify")
    expect(demo.made("identify")).to_contain_text('"su3r73"')
    expect(demo.received("update").first).to_contain_text('"created_at": 1522086291')
    expect(demo.settings("email")).to_contain_text("avenger@gmail.com")
    demo.send("group")
    expect(demo.made("group")).to_contain_text('"companyId123"')
    expect(demo.received("update").first).to_contain_text('"id": "companyId123"')
    expect(demo.settings("company")).to_contain_text("Segment")
    demo.send("track")
    expect(demo.made("track")).to_contain_text('"Product Purchased"')
    expect(demo.received("trackEvent")).to_contain_text('"amount": 9995')
    demo.send("page")
    expect(demo.received("update")).to_have_count(3)


def test_the_user_hash_comes_from_the_server(demo: DemoPage) -> None:
    demo.open()
    demo.page.get_by_label("user_hash").check()
    demo.send("identify")
    secret = DemoConfig().secret.encode()
    digest = hmac.new(secret, b"su3r73", hashlib.sha256).hexdigest()
    expect(demo.received("update")).to_contain_text(f'"user_hash": "{digest}"')
    expect(demo.settings("user_hash")).to_contain_text(digest)


def test_options_go_with_the_calls(demo: DemoPage) -> None:
    demo.open()
    demo.page.get_by_label("hideDefaultLauncher").select_option("true")
    demo.send("group")
    expect(demo.received("update")).to_contain_text('"hide_default_launcher": true')
    demo.page.get_by_label("Destinations").select_option("off")
    demo.send("track")
    expect(demo.made("track")).to_contain_text('"Intercom": false')
    demo.page.get_by_label("Destinations").select_option("all")
    demo.form("track").get_by_label("Event").fill("The end")
    demo.send("track")
    expect(demo.received("trackEvent")).to_contain_text('"The end"')


def test_reset_ends_the_session(page: Page) -> None:
    demo = DemoPage(page, "analytics-next")
    demo.open()
    demo.send("identify")
    expect(demo.settings("user_id")).to_have_count(1)
    demo.send("reset")
    expect(demo.received("shutdown")).to_have_count(1)
    expect(demo.settings("user_id")).to_have_count(0)


def test_a_setting_in_the_address_is_used_and_shown_in_the_form(demo: DemoPage) -> None:
    demo.open("&activator=%23chat&apiBase=eu")
    expect(demo.received("boot")).to_contain_text('"activator": "#chat"')
    expect(demo.received("boot")).to_contain_text("https://api-iam.eu.intercom.io")
    expect(demo.settings("custom_launcher_selector")).to_contain_text("#chat")
    expect(demo.page.get_by_label("activator")).to_have_value("#chat")
    expect(demo.page.get_by_label("apiBase")).to_have_value("eu")


def test_settings_from_the_form_stay_with_the_door(demo: DemoPage) -> None:
    demo.open()
    demo.page.get_by_text("Settings", exact=True).click()
    demo.page.get_by_label("richLinkProperties").fill("article, video")
    demo.page.get_by_role("button", name="Reload with these").click()
    expect(demo.page.get_by_label("richLinkProperties")).to_have_value("article, video")
    expect(demo.page.locator(".doors [aria-current]")).to_have_attribute("href", re.compile(f"door={demo.door}"))
    expect(demo.received("boot")).to_have_count(1)


def test_json_that_is_none_is_refused_and_nothing_is_sent(demo: DemoPage) -> None:
    demo.open()
    field = demo.form("track").get_by_label("More properties, as JSON")
    field.fill("{oops")
    demo.send("track")
    assert field.evaluate("element => element.validationMessage") != ""
    expect(demo.made("track")).to_have_count(0)
    field.fill("{}")
    demo.send("track")
    expect(demo.received("trackEvent")).to_have_count(1)


def test_what_people_type_is_shown_as_text(demo: DemoPage) -> None:
    demo.open()
    demo.form("identify").get_by_label("name", exact=True).fill("<img src=x onerror=alert(1)>")
    demo.send("identify")
    expect(demo.received("update")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(demo.page.locator("#timeline img, #settings img")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_nothing_sticks_out_of_the_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    demo = DemoPage(page, "analytics-next")
    demo.open("&activator=" + "x" * 120)
    sizes: Any = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert sizes[0] <= sizes[1]


def test_every_field_has_a_label_and_every_id_is_its_own(page: Page) -> None:
    DemoPage(page, "analytics-next").open()
    unlabelled = page.evaluate(
        """() => Array.from(document.querySelectorAll("input, select, textarea"))
          .filter(field => field.type !== "hidden" && !field.labels.length).map(field => field.id)"""
    )
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]')).map(field => field.id)")
    assert unlabelled == []
    assert len(ids) == len(set(ids))


def test_the_real_widgets_calls_are_recorded_on_their_way(page: Page) -> None:
    page.goto("/empty")
    page.evaluate(
        """async () => {
          for (const [src, isLibrary] of [["recorder.js", true], ["observer.js", false]]) {
            await new Promise(resolve => {
              const script = document.createElement("script");
              script.src = "/static/" + src;
              if (isLibrary) script.dataset.library = "";
              script.onload = resolve;
              document.head.append(script);
            });
          }
        }"""
    )
    assert page.evaluate("typeof window.Intercom") == "undefined"
    found = page.evaluate(
        """() => {
          const forwarded = [];
          window.Intercom = Object.assign((...args) => forwarded.push(args), { q: [1] });
          window.Intercom("boot", { app_id: "real" });
          return [forwarded, recorder.calls.map(call => [call.method, ...call.args]), Intercom.q];
        }"""
    )
    assert found == [[["boot", {"app_id": "real"}]], [["boot", {"app_id": "real"}]], [1]]
