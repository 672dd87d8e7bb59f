"""Every delivered file in Chromium, Firefox and WebKit: one session over HTTP, and what has come of it.

The widget is the stand-in. It is there at once, comes late, or is refused first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from demo_site.cdn import BUILD
from tests.support.adapters import ADAPTERS, Adapter, page_for
from tests.support.engines import EnginePage, MissingEngineError, PlaywrightPage, engine_page, skip_or_fail
from tests.support.page_html import page_html
from tests.support.page_scripts import page_function, page_function_of
from tests.support.patience import LONGEST
from tests.support.phone import bundle_web_view
from tests.support.session_site import SessionSite, served_sessions
from tests.support.web_views import CAPACITOR_CALLS, CORDOVA_CALLS, EVERY_CALL, KEYS, WEB_VIEW

from intercom_sandbox.testing import Company, Event, Faults, Person

pytest.importorskip("selenium", reason="Firefox and WebKit are tried by nox -s engines")

WATCH = (
    f"<script>{Path(__file__).parents[1].joinpath('support', 'engine_watch.js').read_text(encoding='utf-8')}</script>"
)
WAIT = page_function("engines", "waitUntil")
# Nothing of a page leaves this machine.
STAYS_HERE = "<meta http-equiv=Content-Security-Policy content=\"connect-src 'self'\">"
CDN = "cdn/next-integrations"
CLASSIC, REMOTE = (
    f"{CDN}/integrations/intercom/latest/intercom.dynamic.js",
    f"{CDN}/actions/intercom/latest/intercom.js",
)

# Adapter -> its file, and the globals that the page has by the adapter and its library.
LIBRARY = {
    "AnalyticsNext",
    "__SEGMENT_INSPECTOR__",
    "analytics",
    "analyticsWriteKey",
    "webpackChunk_segment_analytics_next",
}
CLASSIC_GLOBALS = {"intercomDeps", "intercomIntegration", "intercomLoader"}
FILES = {
    "script tag": ("intercom.min.js", {"analytics"}),
    "beside Segment": ("intercom.min.js", LIBRARY),
    "remote plugin": (REMOTE, LIBRARY | {"intercomDestination"}),
    "registered plugin": ("intercom.mjs", LIBRARY),
    "module": ("intercom.mjs", LIBRARY - {"analyticsWriteKey"}),
    "classic in analytics.js 2": (CLASSIC, LIBRARY | CLASSIC_GLOBALS),
    "classic in classic core": (CLASSIC, {"analytics"} | CLASSIC_GLOBALS),
}
MESSENGER = {"Intercom", "__intercomSandbox", "intercomSettings"}
DEVELOPMENT_FILES = {
    "intercom.min.js": "intercom.dev.js",
    "intercom.mjs": "intercom.dev.mjs",
    CLASSIC: CLASSIC.replace("latest", "dev"),
    REMOTE: REMOTE.replace("latest", "dev"),
}


@dataclass(frozen=True)
class Delivered:
    """A delivered file on a page; `added` are the globals there once all has come."""

    adapter: Adapter
    file: str
    added: set[str]


def delivered() -> dict[str, Delivered]:
    found = {}
    for name, (file, added) in FILES.items():
        adapter = ADAPTERS[name]
        found[name] = Delivered(adapter, file, added | MESSENGER)
        found[f"{name}, development"] = Delivered(
            replace(adapter, development=True), DEVELOPMENT_FILES[file], added | MESSENGER | {"__intercomTrace"}
        )
    return found


DELIVERED = delivered()

SESSION: list[list[Any]] = [
    ["page", "Home", {"n": 1}],
    [
        "identify",
        "u1",
        {"email": "a@b.co", "createdAt": "2014-01-01", "tags": ["a"]},
        {"integrations": {"Intercom": {"hideDefaultLauncher": True}}},
    ],
    ["group", "c1", {"name": "One", "monthlySpend": 5}],
    ["track", "Order Completed", {"revenue": "$19.99", "at": "2014-01-01T00:00:00.000Z", "tags": ["a"]}],
]
PERSON = {"user_id": "u1", "id": "u1", "email": "a@b.co", "created_at": 1388534400, "hide_default_launcher": True}
GROUP = {"id": "c1", "name": "One", "monthly_spend": 5}
ORDER = {"price": {"amount": 1999, "currency": "usd"}, "at": "2014-01-01T00:00:00.000Z"}
ONE_BY_ONE: list[list[Any]] = [
    ["boot", {"app_id": "demo"}],
    ["update", {"app_id": "demo", **PERSON}],
    ["update", {"company": GROUP}],
    ["trackEvent", "Order Completed", ORDER],
]
FOLDED: list[list[Any]] = [
    ["boot", {"app_id": "demo", **PERSON, "company": GROUP}],
    ["trackEvent", "Order Completed", ORDER],
]
COMPANY = Company("c1", "One", {"name": "One", "monthly_spend": 5})

CALLED = "__intercomSandbox.log.filter(row => row.step === 'called').map(row => [row.method, ...row.args])"
QUEUED = "Intercom.q.map(row => Array.from(row))"
TRACED = "__intercomTrace.rows.filter(row => row.calls && row.calls.length).flatMap(row => row.calls)"
SEND = page_function("engine_sessions", "sendCalls")
NOTE_BACK = page_function("engine_sessions", "noteBack")
SESSION_COOKIE = "(/intercom-session-demo=([^;]+)/.exec(document.cookie) || [null, null])[1]"


class Opened:
    """A page of an engine, with all that is read off it."""

    def __init__(self, page: EnginePage) -> None:
        self.page = page

    def read(self, expression: str) -> Any:
        return json.loads(self.page.call(f"() => JSON.stringify({expression})"))

    def send(self, *calls: list[Any]) -> None:
        self.page.call(SEND, list(calls))

    def wait_until(self, condition: str) -> None:
        """Until it is true in the page, which looks again and again itself: a driver's command takes longer."""
        given = {"condition": condition, "limit": LONGEST}
        self.page.call(page_function_of(WAIT, f"() => {condition}"), given)


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def opened(request: pytest.FixtureRequest) -> Iterator[Opened]:
    """A page of an engine that this machine has."""
    try:
        with engine_page(str(request.param)) as page:
            yield Opened(page)
    except MissingEngineError as error:
        skip_or_fail(str(request.param), error)


@pytest.fixture(scope="module")
def server() -> Iterator[SessionSite]:
    with served_sessions() as site:
        yield site


@pytest.fixture
def site(server: SessionSite) -> SessionSite:
    """Nobody is known there."""
    server.sandbox.reset()
    return server


def begin(opened: Opened, site: SessionSite, file: Delivered) -> None:
    """Open a page with the file, which has not asked for the widget yet."""
    site.html = page_for(file.adapter, {}, [], WATCH + STAYS_HERE, {})
    opened.page.open(site.origin + "/")
    opened.wait_until(f"window.replayed && {file.adapter.ready}")


def check(opened: Opened, site: SessionSite, file: Delivered, calls: list[list[Any]]) -> None:
    """The session arrives as these calls, and ends."""
    site.messenger.wait_for_event("Order Completed")
    site.messenger.wait_for_company(company_id="c1", name="One")
    assert opened.read(CALLED) == calls
    assert opened.read("intercomSettings") == {"app_id": "demo", **PERSON, "company": GROUP}
    (person,) = (one for one in site.messenger.people if one.role == "user")
    assert person == Person("user", "u1", "a@b.co", None, {"email": "a@b.co", "created_at": 1388534400}, [COMPANY])
    assert site.messenger.events == [Event("Order Completed", ORDER, person)]
    assert site.messenger.refusals == []
    if file.adapter.development:
        assert opened.read(TRACED) == ONE_BY_ONE
    before = opened.read(SESSION_COOKIE)
    assert before
    if file.adapter.library == "analytics.classic.js":
        # It does not say that its user is gone: the next call sees it, and begins a visitor's session.
        opened.send(["reset"], ["page"])
        opened.wait_until(f"![null, {json.dumps(before)}].includes({SESSION_COOKIE})")
        after, settings = [["shutdown"], ["boot", {"app_id": "demo"}]], {"app_id": "demo"}
    else:
        opened.send(["reset"])
        opened.wait_until(f"{SESSION_COOKIE} === null")
        after, settings = [["shutdown"]], {}
    assert opened.read(CALLED) == [*calls, *after]
    assert opened.read("intercomSettings") == settings
    assert opened.read("thrown") == []
    assert set(opened.read("addedGlobals()")) == file.added
    fetched = opened.read("performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)")
    assert "/widget/demo" in fetched
    assert any(path.removesuffix(".gz").endswith(file.file.removeprefix("cdn")) for path in fetched)


def test_delivered_files_are_all_here() -> None:
    files = json.loads((BUILD / "manifest.json").read_text(encoding="utf-8"))["files"]
    latest = {name for name in files if not name.startswith("cdn/") or "/latest/" in name or "/dev/" in name}
    assert {one.file for one in DELIVERED.values()} | {"mobile.mjs", "sandbox.js"} == latest


@pytest.mark.parametrize("name", DELIVERED)
def test_session_with_the_widget_there_at_once(opened: Opened, site: SessionSite, name: str) -> None:
    file = DELIVERED[name]
    begin(opened, site, file)
    # It makes no call, but asks for the widget.
    opened.send(["identify", {}])
    opened.wait_until("window.__intercomSandbox")
    opened.send(*SESSION)
    check(opened, site, file, ONE_BY_ONE)


@pytest.mark.parametrize("name", DELIVERED)
def test_session_with_the_widget_late(opened: Opened, site: SessionSite, name: str) -> None:
    file = DELIVERED[name]
    begin(opened, site, file)
    site.messenger.faults = Faults(script_delay=LONGEST)
    opened.send(*SESSION)
    assert opened.read(QUEUED) == FOLDED
    # Ends the delay.
    site.sandbox.reset()
    opened.wait_until("window.__intercomSandbox")
    check(opened, site, file, FOLDED)


@pytest.mark.parametrize("name", DELIVERED)
def test_session_with_the_widget_refused_at_first(opened: Opened, site: SessionSite, name: str) -> None:
    file = DELIVERED[name]
    begin(opened, site, file)
    site.messenger.faults = Faults(script_blocked=True)
    opened.send(*SESSION)
    # The tag of a widget that has not come is taken away.
    opened.wait_until("!document.querySelector('script[src*=\"/widget/\"]')")
    assert opened.read(QUEUED) == FOLDED
    site.messenger.faults = Faults()
    opened.wait_until("window.__intercomSandbox")
    check(opened, site, file, FOLDED)


@pytest.mark.parametrize("name", [name for name in FILES if name != "classic in classic core"])
def test_page_that_the_engine_brings_back_shows_no_chat_of_a_person_who_has_left_on_a_later_one(
    request: pytest.FixtureRequest, opened: Opened, site: SessionSite, name: str
) -> None:
    if request.node.callspec.params["opened"] != "firefox":
        pytest.skip("driven from outside, the others keep no pages")
    file = DELIVERED[name]
    begin(opened, site, file)
    opened.send(["identify", {}])
    opened.wait_until("window.__intercomSandbox")
    opened.send(*SESSION)
    opened.wait_until(SESSION_COOKIE)
    opened.page.call(NOTE_BACK)
    opened.page.open(site.origin + "/next")
    opened.wait_until(f"window.replayed && {file.adapter.ready}")
    opened.send(["reset"])
    assert isinstance(opened.page, PlaywrightPage)
    opened.page.back()
    opened.wait_until("window.isBack === true")
    assert opened.read(CALLED)[len(ONE_BY_ONE) :] == [["shutdown"]]
    assert opened.read("intercomSettings") == {}
    assert opened.read(SESSION_COOKIE) is None
    assert opened.read("thrown") == []


@pytest.mark.parametrize(("sdk", "calls"), [("capacitor", CAPACITOR_CALLS), ("cordova", CORDOVA_CALLS)])
def test_mobile_module_in_a_web_view(opened: Opened, site: SessionSite, sdk: str, calls: list[list[Any]]) -> None:
    bridge = (WEB_VIEW / f"{sdk}_bridge.js").read_text(encoding="utf-8")
    scripts = [bridge, f"window.destinationSettings = {json.dumps(KEYS)}", bundle_web_view(f"{sdk}_app")]
    tags = "".join(f"<script>{text.replace('</script', '<' + chr(92) + '/script')}</script>" for text in scripts)
    site.html = page_html("site", STAYS_HERE + WATCH, tags)
    opened.page.open(site.origin + "/")
    opened.wait_until("window.analytics")
    opened.page.call(f"() => {{ {EVERY_CALL} }}")
    opened.wait_until(f"bridge.calls.length >= {len(calls)}")
    assert opened.read("bridge.calls") == calls
    assert opened.read("thrown") == []
