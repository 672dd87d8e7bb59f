"""How the widget's script gets onto the page, and what happens where it does not."""

from __future__ import annotations

from typing import Any

from demo_site.npm_bundles import ROOT
from playwright.sync_api import Route
from tests.support.browser_fixtures import Problems
from tests.support.host_page import HostPage
from tests.support.page_scripts import page_call

RECORDER = ROOT / "demo_site" / "static" / "recorder.js"
OWN_INTERCOM = page_call("loading", "installOwnIntercom")
# Pauses between tries pass on the page's own, faster clock.
SECOND = 1000
MOST_STEPS = 600
PERSON = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73"}


def requests_for(host: HostPage, part: str) -> list[str]:
    """The URLs with `part` in them that the page asks for from now on."""
    found: list[str] = []

    def note(request: Any) -> None:
        if part in request.url:
            found.append(request.url)

    host.page.on("request", note)
    return found


def test_widget_is_fetched_once_from_intercoms_address(host: HostPage) -> None:
    asked = requests_for(host, "/widget/")
    host.page.route("https://widget.intercom.io/**", lambda route: route.fulfill(path=RECORDER))
    host.open(widgetUrl=None, appId='a b/c&"')
    host.send("page")
    assert host.calls() == [["boot", {"app_id": 'a b/c&"'}]]
    assert asked == ["https://widget.intercom.io/widget/a%20b%2Fc%26%22"]


def test_calls_made_before_anything_has_loaded_arrive_in_order(host: HostPage) -> None:
    held: list[Route] = []
    host.page.route("**/analytics.js/**", lambda route: held.append(route))
    address = f"/blank/{host.host}"
    with host.page.expect_request("**/analytics.js/**"):
        host.page.goto(address, wait_until="domcontentloaded")
    host.send("identify", "su3r73")
    host.send("track", "Read", {"pages": 3})
    held[0].continue_()
    # analytics.js 2 hands these over after a random pause of up to five seconds.
    host.page.wait_for_function("window.recorder && recorder.calls.length >= 2")
    assert host.calls() == [["boot", PERSON], ["trackEvent", "Read", {"pages": 3}]]


def block_the_widget(host: HostPage) -> None:
    host.page.route("**/widget/*", lambda route: route.abort())


def said_by_us(problems: Problems) -> list[str]:
    """The problems, except what Chromium itself says of a blocked script."""
    return [problem for problem in problems.take() if "ERR_FAILED" not in problem]


def test_widget_that_is_blocked_leaves_calls_queued(host: HostPage, problems: Problems) -> None:
    block_the_widget(host)
    host.visit()
    host.wait_until_ready()
    host.send("identify", "su3r73")
    host.send("track", "Read", {"pages": 3})
    queue = host.page.evaluate("window.Intercom.q.map(args => Array.from(args))")
    assert queue == [["boot", PERSON], ["trackEvent", "Read", {"pages": 3}]]
    assert said_by_us(problems) == []


def test_widget_that_stays_blocked_is_reported_once(host: HostPage, problems: Problems) -> None:
    block_the_widget(host)
    asked = requests_for(host, "/widget/")
    host.page.clock.install()
    host.visit()
    host.wait_until_ready()
    host.page.evaluate("analytics.page()")
    said: list[str] = []
    for _ in range(MOST_STEPS):
        host.page.clock.run_for(SECOND)
        said += said_by_us(problems)
        if said:
            break
    host.page.clock.run_for(60 * SECOND)
    said += said_by_us(problems)
    assert len(said) == 1
    assert said[0].startswith("warning: ")
    assert "/widget/" in said[0]
    assert len(asked) == 4  # the first try and three more


def test_site_with_an_intercom_of_its_own_keeps_it(host: HostPage) -> None:
    asked = requests_for(host, "/widget/")
    host.page.add_init_script(OWN_INTERCOM)
    host.visit()
    host.wait_until_ready()
    host.send("identify", "su3r73")
    assert host.page.evaluate("window.Intercom.seen") == [["boot", PERSON]]
    assert asked == []


def test_app_id_that_is_missing_is_one_error_and_nothing_else(host: HostPage, problems: Problems) -> None:
    asked = requests_for(host, "/widget/")
    host.visit(appId="")
    host.wait_until_ready()
    host.send("page")
    host.send("identify", "su3r73")
    host.send("group", "g")
    host.send("track", "Read")
    said = problems.take()
    assert len(said) == 1
    assert "appId" in said[0]
    assert asked == []
    assert host.page.evaluate("[typeof window.Intercom, typeof window.intercomSettings]") == [
        "undefined",
        "undefined",
    ]


def test_setting_of_a_wrong_type_is_named_once(host: HostPage, problems: Problems) -> None:
    host.open(richLinkProperties="article")
    host.send("track", "Read", {"article": {"url": "u", "value": "v"}})
    assert host.calls() == [["trackEvent", "Read", {}]]
    said = problems.take()
    assert len(said) == 1
    for part in ("richLinkProperties", '"article"', "list of strings"):
        assert part in said[0]
