"""What a visitor or a link can say reaches Intercom's calls as values, and nothing else of the page."""

from __future__ import annotations

import json
from urllib.parse import quote, quote_plus, urlencode

from playwright.sync_api import Page
from tests.support.browser_fixtures import Problems
from tests.support.library_page import LibraryPage
from tests.support.page_scripts import page_function
from tests.support.plain_site import CDN, WIDGET, Site

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

HOSTILE = page_function("security_in_page", "sendPollutingCalls")


def read_by(library: LibraryPage, text: str) -> str:
    """What the library reads in a link that says this: classic analytics.js decodes half of it."""
    if library.library == "analytics-next":
        return text
    half: str = library.page.evaluate("text => decodeURI(text.replace('+', ' '))", quote_plus(text))
    return half


def test_link_cannot_redirect_a_visitors_data(library: LibraryPage) -> None:
    library.page.goto(f"/blank/{library.library}?settings={quote(json.dumps({'apiBase': 'eu'}))}&{urlencode(LINK)}")
    library.wait_until_ready()
    library.page.wait_for_function("window.recorder && recorder.calls.some(call => call.method === 'trackEvent')")
    api_base = "https://api-iam.eu.intercom.io"
    email, event, address = (read_by(library, text) for text in ("a@b.co", MARKUP, EVIL))
    visitor = {"app_id": "demo", "api_base": api_base, "user_id": "u9", "id": "u9", "email": email}
    # In an event's metadata `api_base` is a name like others.
    assert library.calls() == [["boot", visitor], ["trackEvent", event, {"api_base": address}]]
    assert library.settings() == visitor


def test_values_become_no_url_no_markup_and_no_prototype(page: Page) -> None:
    site = Site(page)
    site.open()
    site.wait_for_api()
    site.start_messenger()
    page.evaluate(HOSTILE, MARKUP)
    assert site.asked == [f"{WIDGET}demo"]
    assert page.evaluate("Array.from(document.scripts, script => script.src)") == [
        f"{WIDGET}demo",
        f"{CDN}/intercom.min.js",
    ]
    assert "evil" not in page.content()
    assert page.evaluate("[({}).polluted, [].polluted, intercomSettings.polluted]") == [None, None, None]
    assert page.evaluate("Object.getPrototypeOf(intercomSettings) === Object.prototype")
    avatar = {"type": "avatar", "image_url": MARKUP}
    person = {"app_id": "demo", "user_id": MARKUP, "id": MARKUP, "user_hash": MARKUP, "email": "a@b.co"}
    company = {"id": "c1", "name": "One"}
    # Only a person has keys that are Intercom's own; in a company and in metadata they are names like others.
    ordinary = {"email": "a@b.co", "api_base": MARKUP, "app_id": MARKUP, "avatar": MARKUP, "plan": MARKUP}
    assert site.calls() == [
        ["boot", {**person, "avatar": avatar, "plan": MARKUP, "custom_attributes": {"ok": 1}, "company": company}],
        ["update", {"company": {**ordinary, "id": MARKUP}}],
        ["trackEvent", MARKUP, {**ordinary, "revenue": MARKUP}],
        ["update", {"app_id": "demo"}],
    ]


def test_app_id_stays_one_part_of_the_widgets_address(page: Page, problems: Problems) -> None:
    site = Site(page)
    site.open(f'<script async src="{CDN}/intercom.min.js" data-app-id="a/b?c#d"></script>')
    site.wait_for_api()
    site.start_messenger()
    assert site.asked == [f"{WIDGET}a%2Fb%3Fc%23d"]
    assert problems.take() == []
