"""The page belongs to its owner, also a broken one: what is missing, what was replaced, and what throws."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.support.browser_fixtures import Problems
from tests.support.installation_pages import FOLDED, NOT_LOADED, ONE_BY_ONE, SESSION, HostilePage, compatibility_row
from tests.support.page_scripts import page_call, page_function, page_function_of, script_element
from tests.support.plain_site import WIDGET

MESSENGER = script_element("broken_pages", "receiveCalls")
THROWING_MESSENGER = script_element("broken_pages", "receiveCallsAndThrow")
ADD_AGAIN = page_function("broken_pages", "addFileAgain")
MAKE_MANY = page_function("broken_pages", "makeMany")
OTHER_ORIGIN = "https://other.example"
BLOCKED = re.compile("Failed to load resource")


@compatibility_row("`Promise`, `fetch` or `MutationObserver` missing", "all calls")
@pytest.mark.parametrize("name", ["Promise", "fetch", "MutationObserver"])
def test_page_without_a_built_in_gets_all_calls(hostile: HostilePage, name: str) -> None:
    hostile.open(f"<script>delete window.{name}</script>{hostile.tag()}")
    hostile.check()
    assert hostile.page.evaluate(f"typeof window.{name}") == "undefined"


# A clock that stands still, as test tools have it; JSON and Object.keys as libraries brought them before ES5.
REPLACED = script_element("broken_pages", "replaceDateJsonAndKeys")


@compatibility_row("`Date`, `JSON` and `Object.keys` replaced before the file has come", "all calls")
def test_page_with_its_own_date_json_and_keys_gets_all_calls(hostile: HostilePage) -> None:
    hostile.open(REPLACED + hostile.tag())
    hostile.run_session()
    queue = hostile.page.evaluate(page_function("broken_pages", "restoreAndReadQueue"))
    assert queue == FOLDED


# Nothing else may run on such a page, Playwright's own script neither; so it is mended within the same turn.
BROKEN = page_function("broken_pages", "runWhileDateJsonAndKeysThrow")


@compatibility_row(
    "`Date`, `JSON` and `Object.keys` replaced later, by functions that throw", "all calls; strings are no dates"
)
@pytest.mark.parametrize("messenger", ["to come", "there"])
def test_page_whose_date_json_and_keys_throw_gets_all_calls(
    hostile: HostilePage, problems: Problems, messenger: str
) -> None:
    hostile.open((MESSENGER if messenger == "there" else "") + hostile.tag())
    hostile.make_installation()
    hostile.page.evaluate(page_function_of(BROKEN, SESSION))
    if messenger == "there":
        assert hostile.page.evaluate("received") == without_dates(ONE_BY_ONE)
    else:
        assert hostile.site.queue() == without_dates(FOLDED)
    caught = {text.split("caught")[0] for text in hostile.said(problems)}
    assert caught == ({"warning: Intercom destination: "} if hostile.is_development else set())


def without_dates(calls: list[list[Any]]) -> list[list[Any]]:
    found = []
    for method, *rest in calls:
        fields = dict(rest[-1]) if rest else {}
        if "created_at" in fields.get("company", {}):
            fields["company"] = {key: value for key, value in fields["company"].items() if key != "created_at"}
        found.append([method, *rest[:-1], fields] if rest else [method])
    return found


BROKEN_BROWSER = page_function("broken_pages", "runWhileTimersListenersAndPromisesThrow")


@compatibility_row(
    "`setTimeout`, `addEventListener` and `Promise.resolve` replaced by functions that throw", "all calls"
)
def test_page_whose_timers_listeners_and_promises_throw_gets_all_calls(
    hostile: HostilePage, problems: Problems
) -> None:
    hostile.open(hostile.tag())
    hostile.page.evaluate(page_function_of(BROKEN_BROWSER, hostile.file.make, SESSION))
    hostile.site.release()
    assert hostile.site.calls() == FOLDED
    caught = {text.split("caught")[0] for text in hostile.said(problems)}
    assert caught == ({"warning: Intercom destination: "} if hostile.is_development else set())


HOOKS = script_element("broken_pages", "throwInEveryHook")


@compatibility_row("every global error hook, and the console, throw", "all calls; nothing comes to the hooks")
def test_page_that_throws_in_every_error_hook_gets_all_calls(hostile: HostilePage) -> None:
    hostile.open(HOOKS + hostile.tag())
    hostile.check()
    # The development file speaks to the console, which throws.
    assert (hostile.page.evaluate("window.hooked") > 0) == hostile.is_development


@compatibility_row("the widget takes ten seconds", "all calls, once, from one request")
def test_slow_widget_gets_all_calls_once(hostile: HostilePage) -> None:
    hostile.page.clock.install()
    hostile.open(hostile.tag())
    hostile.run_session()
    hostile.page.clock.run_for(5000)
    hostile.page.evaluate("instance('track', {type: 'track', event: 'Late', properties: {}, context: {}})")
    hostile.page.clock.run_for(5000)
    hostile.site.release()
    assert hostile.site.calls() == [*FOLDED, ["trackEvent", "Late", {}]]
    assert len(hostile.site.asked) == 1


@compatibility_row("the widget is blocked", "all calls kept; three more tries, one warning")
def test_blocked_widget_is_retried_three_times_and_calls_are_kept(hostile: HostilePage, problems: Problems) -> None:
    hostile.page.clock.install()
    hostile.site.widget = "blocked"
    hostile.open(hostile.tag())
    hostile.run_session()
    for tries, pause_seconds in enumerate([0, 1, 4, 16], start=1):
        hostile.page.clock.run_for(pause_seconds * 1000)
        wait_for_tries(hostile, tries)
        hostile.site.wait_until("document.querySelectorAll('script[src*=widget]').length == 0")
    assert [text for text in hostile.said(problems) if not BLOCKED.search(text)] == [NOT_LOADED]
    assert hostile.site.queue() == FOLDED


def wait_for_tries(hostile: HostilePage, count: int) -> None:
    hostile.site.wait_until_here(lambda: len(hostile.site.asked) == count, f"{count} tries")


@compatibility_row("the widget throws while it loads", "all calls kept; nothing else")
def test_widget_that_throws_on_load_leaves_calls_queued(hostile: HostilePage, problems: Problems) -> None:
    body = page_call("broken_pages", "throwWhileLoading")
    hostile.page.route(f"{WIDGET}**", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    hostile.open(hostile.tag())
    hostile.run_session()
    hostile.site.wait_until("window.widgetRan")
    hostile.page.evaluate("instance('track', {type: 'track', event: 'Later', properties: {}, context: {}})")
    assert hostile.site.queue() == [*FOLDED, ["trackEvent", "Later", {}]]
    assert hostile.said(problems) == ["exception: thrown by the widget"]


@compatibility_row("a Messenger is there already", "all calls go to it; no widget is fetched")
def test_messenger_of_the_page_gets_all_calls(hostile: HostilePage) -> None:
    hostile.open(MESSENGER + hostile.tag())
    hostile.run_session()
    assert hostile.page.evaluate("received") == ONE_BY_ONE
    assert hostile.site.asked == []


@compatibility_row("a Messenger throws on every call", "it is given each call all the same")
def test_messenger_that_throws_gets_every_call(hostile: HostilePage, problems: Problems) -> None:
    hostile.open(THROWING_MESSENGER + hostile.tag())
    hostile.run_session()
    assert hostile.page.evaluate("received") == ONE_BY_ONE
    caught = [text.split("caught")[0] for text in hostile.said(problems)]
    assert caught == (["warning: Intercom destination: "] * len(ONE_BY_ONE) if hostile.is_development else [])


@compatibility_row("two analytics libraries on one page", "the calls of both, in order; one widget")
def test_installations_on_one_page_share_one_widget(hostile: HostilePage) -> None:
    hostile.open(hostile.tag())
    hostile.make_installation()
    if hostile.file.make_again:
        hostile.add_tag(hostile.tag().replace("data-app-id", "data-global='second' data-app-id"))
        hostile.site.wait_until("window.second")
    hostile.page.evaluate(hostile.file.second_installation())
    hostile.page.evaluate(page_function("broken_pages", "useTwoInstallations"))
    hostile.site.release()
    assert hostile.site.calls() == [
        ["boot", {"app_id": "demo", "user_id": "u1", "id": "u1"}],
        ["shutdown"],
        ["boot", {"app_id": "demo", "user_id": "u2", "id": "u2"}],
        ["trackEvent", "u1", {}],
        ["trackEvent", "u2", {}],
    ]
    assert len(hostile.site.asked) == 1


@compatibility_row("a frame of another origin", "all calls of the frame; the page around it stays as it was")
def test_frame_of_another_origin_gets_all_calls(hostile: HostilePage) -> None:
    frame = hostile.open_in_frame(f"{OTHER_ORIGIN}/")
    assert frame.evaluate(page_function("broken_pages", "readDocumentAround")) == "SecurityError"
    frame.evaluate(hostile.file.make)
    frame.evaluate(SESSION)
    assert frame.evaluate("window.Intercom.q.map(row => Array.from(row))") == FOLDED
    names = [*hostile.file.added, "Intercom", "intercomSettings", "imported"]
    assert hostile.page.evaluate("names => names.filter(name => name in window)", names) == []


MOST_BYTES_EACH = 3000
MANY = 1000


@compatibility_row("a thousand instances made and dropped", "bounded memory, one widget")
@pytest.mark.chromium_only("the heap is measured by the DevTools protocol")
def test_thousand_instances_need_bounded_memory_and_one_widget(hostile: HostilePage) -> None:
    page = hostile.page
    hostile.open(hostile.tag())
    session = page.context.new_cdp_session(page)

    def heap() -> float:
        session.send("HeapProfiler.collectGarbage")
        return float(session.send("Runtime.getHeapUsage")["usedSize"])

    make_many(hostile, 10)
    before = heap()
    make_many(hostile, MANY)
    assert heap() - before < MANY * MOST_BYTES_EACH
    assert page.evaluate(f"document.querySelectorAll('script[src^=\"{WIDGET}\"]').length") == 1


def make_many(hostile: HostilePage, count: int) -> None:
    """Make so many instances, use each for one call, and forget it."""
    identify = page_function("broken_pages", "identifyAndForget")
    function, make = (ADD_AGAIN, hostile.file.make_again) if hostile.file.make_again else (MAKE_MANY, hostile.file.make)
    hostile.page.evaluate(page_function_of(function, make, identify), {"url": hostile.url, "count": count})
