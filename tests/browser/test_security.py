"""What a visitor or a link can say reaches Intercom's calls as values, and nothing else of the page."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

from playwright.sync_api import Page
from tests.browser.host_page import HostPage
from tests.browser.site import CDN, WIDGET, Site
from tests.conftest import Problems

EVIL = "https://evil.example/"
MARKUP = f'"><img src={EVIL} onerror=alert(1)><script src={EVIL}></script>'

LINK = {
    "ajs_uid": "u9",
    "ajs_trait_email": "a@b.co",
    "ajs_trait_app_id": "evil",
    "ajs_trait_api_base": EVIL,
    "ajs_trait_widget": EVIL,
    "ajs_trait_user_hash": "h",
    "ajs_trait_custom_launcher_selector": "body",
    "ajs_trait___proto__": "x",
    "ajs_event": MARKUP,
    "ajs_prop_api_base": EVIL,
    "ajs_prop_constructor": "x",
}

HOSTILE = """marker => {
  const polluting = JSON.parse(`{
    "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "prototype": {"polluted": 1},
    "nested": {"__proto__": {"polluted": 1}}, "custom_attributes": {"__proto__": {"polluted": 1}, "ok": 1}
  }`);
  const traits = { ...polluting, email: "a@b.co", api_base: marker, app_id: marker, avatar: marker, plan: marker };
  Object.defineProperty(traits, "__proto__", { value: { polluted: 1 }, enumerable: true });
  const company = JSON.parse('{"id": "c1", "name": "One", "__proto__": {"polluted": 1}}');
  const options = { integrations: { Intercom: { user_hash: marker, ...polluting } } };
  analytics.identify(marker, { ...traits, company }, options);
  analytics.group(marker, traits);
  analytics.track(marker, { ...traits, revenue: marker });
  analytics.page(marker, traits, polluting);
}"""


def test_a_link_cannot_redirect_a_visitors_data(page: Page) -> None:
    host = HostPage(page, "analytics-next")
    page.goto(f"/blank/analytics-next?settings={quote(json.dumps({'apiBase': 'eu'}))}&{urlencode(LINK)}")
    host.wait_until_ready()
    page.wait_for_function("window.recorder && recorder.calls.some(call => call.method === 'trackEvent')")
    found = host.calls()
    boots = [call[1] for call in found if call[0] in ("boot", "update")]
    assert "u9" in [fields.get("user_id") for fields in boots]
    for fields in [*boots, host.settings()]:
        assert fields["app_id"] != "evil"
        assert fields["api_base"] == "https://api-iam.eu.intercom.io"
        assert not {"widget", "user_hash", "custom_launcher_selector", "__proto__"} & fields.keys()
    assert ["trackEvent", MARKUP] in [call[:2] for call in found]


def test_values_become_no_url_no_markup_and_no_prototype(page: Page) -> None:
    site = Site(page)
    site.open()
    site.wait_for_api()
    site.wait_for_messenger()
    page.evaluate(HOSTILE, MARKUP)
    assert site.asked == [f"{WIDGET}demo"]
    assert page.evaluate("Array.from(document.scripts, script => script.src)") == [
        f"{WIDGET}demo",
        f"{CDN}/intercom.min.js",
    ]
    assert "evil" not in page.content()
    assert page.evaluate("[({}).polluted, [].polluted, intercomSettings.polluted]") == [None, None, None]
    assert page.evaluate("Object.getPrototypeOf(intercomSettings) === Object.prototype")
    (person,) = [call[1] for call in site.calls() if call[0] in ("boot", "update") and "email" in call[1]]
    assert (person["app_id"], person["user_id"], person["user_hash"]) == ("demo", MARKUP, MARKUP)
    assert "api_base" not in person
    assert person["custom_attributes"] == {"ok": 1}
    assert person["company"] == {"id": "c1", "name": "One"}


def test_an_app_id_stays_one_part_of_the_widgets_address(page: Page, problems: Problems) -> None:
    site = Site(page)
    site.open(f'<script async src="{CDN}/intercom.min.js" data-app-id="a/b?c#d"></script>')
    site.wait_for_messenger()
    assert site.asked == [f"{WIDGET}a%2Fb%3Fc%23d"]
    assert problems.take() == []
