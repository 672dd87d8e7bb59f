"""How the widget's script gets onto the page, and what happens where it does not."""

from __future__ import annotations

from typing import Any

from demo_site.npm_bundles import ROOT
from playwright.sync_api import Route
from tests.support.browser_fixtures import Problems
from tests.support.library_page import LibraryPage
from tests.support.page_scripts import page_call

RECORDER = ROOT / "demo_site" / "static" / "recorder.js"
OWN_INTERCOM = page_call("loading", "installOwnIntercom")
# Pauses between tries pass on the page's own, faster clock.
SECOND = 1000
MOST_STEPS = 600
PERSON = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73"}


def requests_for(library: LibraryPage, part: str) -> list[str]:
    """The URLs with `part` in them that the page asks for from now on."""
    found: list[str] = []

    def note(request: Any) -> None:
        if part in request.url:
            found.append(request.url)

    library.page.on("request", note)
    return found


def test_widget_is_fetched_once_from_intercoms_address(library: LibraryPage) -> None:
    asked = requests_for(library, "/widget/")
    library.page.route("https://widget.intercom.io/**", lambda route: route.fulfill(path=RECORDER))
    library.open(widgetUrl=None, appId='a b/c&"')
    library.send("page")
    assert library.calls() == [["boot", {"app_id": 'a b/c&"'}]]
    assert asked == ["https://widget.intercom.io/widget/a%20b%2Fc%26%22"]


def test_calls_made_before_anything_has_loaded_arrive_in_order(library: LibraryPage) -> None:
    held: list[Route] = []
    library.page.route("**/analytics.js/**", lambda route: held.append(route))
    address = f"/blank/{library.library}"
    with library.page.expect_request("**/analytics.js/**"):
        library.page.goto(address, wait_until="domcontentloaded")
    library.send("identify", "su3r73")
    library.send("track", "Read", {"pages": 3})
    held[0].continue_()
    # analytics.js 2 hands these over after a random pause of up to five seconds.
    library.page.wait_for_function("window.recorder && recorder.calls.length >= 2")
    assert library.calls() == [["boot", PERSON], ["trackEvent", "Read", {"pages": 3}]]


def block_the_widget(library: LibraryPage) -> None:
    library.page.route("**/widget/*", lambda route: route.abort())


def said_by_us(problems: Problems) -> list[str]:
    """The problems, except what Chromium itself says of a blocked script."""
    return [problem for problem in problems.take() if "ERR_FAILED" not in problem]


def test_widget_that_is_blocked_leaves_calls_queued(library: LibraryPage, problems: Problems) -> None:
    block_the_widget(library)
    library.visit()
    library.wait_until_ready()
    library.send("identify", "su3r73")
    library.send("track", "Read", {"pages": 3})
    queue = library.page.evaluate("window.Intercom.q.map(args => Array.from(args))")
    assert queue == [["boot", PERSON], ["trackEvent", "Read", {"pages": 3}]]
    assert said_by_us(problems) == []


def test_widget_that_stays_blocked_is_reported_once(library: LibraryPage, problems: Problems) -> None:
    block_the_widget(library)
    asked = requests_for(library, "/widget/")
    library.page.clock.install()
    library.visit()
    library.wait_until_ready()
    library.page.evaluate("analytics.page()")
    said: list[str] = []
    for _ in range(MOST_STEPS):
        library.page.clock.run_for(SECOND)
        said += said_by_us(problems)
        if said:
            break
    library.page.clock.run_for(60 * SECOND)
    said += said_by_us(problems)
    assert len(said) == 1
    assert said[0].startswith("warning: ")
    assert "/widget/" in said[0]
    assert len(asked) == 4  # the first try and three more


def test_site_with_an_intercom_of_its_own_keeps_it(library: LibraryPage) -> None:
    asked = requests_for(library, "/widget/")
    library.page.add_init_script(OWN_INTERCOM)
    library.visit()
    library.wait_until_ready()
    library.send("identify", "su3r73")
    assert library.page.evaluate("window.Intercom.seen") == [["boot", PERSON]]
    assert asked == []


def test_app_id_that_is_missing_is_one_error_and_nothing_else(library: LibraryPage, problems: Problems) -> None:
    asked = requests_for(library, "/widget/")
    library.visit(appId="")
    library.wait_until_ready()
    library.send("page")
    library.send("identify", "su3r73")
    library.send("group", "g")
    library.send("track", "Read")
    said = problems.take()
    assert len(said) == 1
    assert "appId" in said[0]
    assert asked == []
    assert library.page.evaluate("[typeof window.Intercom, typeof window.intercomSettings]") == [
        "undefined",
        "undefined",
    ]


def test_setting_of_a_wrong_type_is_named_once(library: LibraryPage, problems: Problems) -> None:
    library.open(richLinkProperties="article")
    library.send("track", "Read", {"article": {"url": "u", "value": "v"}})
    assert library.calls() == [["trackEvent", "Read", {}]]
    said = problems.take()
    assert len(said) == 1
    for part in ("richLinkProperties", '"article"', "list of strings"):
        assert part in said[0]
