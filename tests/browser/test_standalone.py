"""The script tag on a page without Segment: an `analytics` of its own, that takes calls as analytics.js 2 does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from demo_site.hosts import ROOT
from playwright.sync_api import BrowserContext, Page
from tests.browser.segment import SNIPPET, Segment
from tests.browser.site import CDN, TAG, Site

BOOT = ["boot", {"app_id": "demo"}]
ADA = {"app_id": "demo", "user_id": "u1", "id": "u1"}
PASTED = (ROOT / "tests" / "data" / "snippet.html").read_text(encoding="utf-8")

# One call in its many shapes, each as the text of its arguments.
OPTIONS = "{Intercom: {hideDefaultLauncher: true}}"
SHAPES = {
    "page": [
        "",
        "'Home'",
        "'Docs', 'Home'",
        "null, 'Home'",
        "{section: 1}",
        f"{{section: 1}}, {OPTIONS}",
        f"'Home', {{}}, {OPTIONS}",
        f"'Home', null, {OPTIONS}",
        f"null, null, {{section: 1}}, {OPTIONS}",
        f"'Docs', 'Home', {{}}, {OPTIONS}",
        f"'Docs', 'Home', null, {OPTIONS}",
        f"'Docs', 'Home', {OPTIONS}",
        f"{{}}, {{}}, {OPTIONS}",
        "done",
        "'Home', done",
        f"'Docs', 'Home', {{}}, {OPTIONS}, done",
        "5, [], true",
    ],
    "identify": [
        "'u1'",
        "7",
        "0",
        "''",
        "'u1', {email: 'a@b.co', n: 1}",
        f"'u1', {{n: 1}}, {OPTIONS}",
        f"'u1', null, {OPTIONS}",
        f"'u1', undefined, {OPTIONS}",
        f"'u1', undefined, {OPTIONS}, done",
        "'u1', done",
        "'u1', {n: 1}, done",
        f"'u1', done, {OPTIONS}",
        "{email: 'a@b.co'}",
        f"{{email: 'a@b.co'}}, {OPTIONS}",
        "{email: 'a@b.co'}, done",
        f"null, {{email: 'a@b.co'}}, {OPTIONS}",
        "undefined, {email: 'a@b.co'}",
        f"true, {OPTIONS}",
        "'u1', [1], 'x'",
        "done",
        "",
        "'u1', {}, {userId: 'u2'}",
        "'u1', {}, {integrations: {All: false}}",
        "'u1', {}, {integrations: {All: false, Intercom: {user_hash: 'h'}}}",
        "'u1', {}, {context: {Intercom: {user_hash: 'h'}}}",
    ],
    "group": [
        "'c1'",
        "7",
        "'c1', {name: 'One'}",
        f"'c1', {{name: 'One'}}, {OPTIONS}",
        f"'c1', undefined, {OPTIONS}",
        f"'c1', null, {OPTIONS}, done",
        "{name: 'One'}",
        "null, {name: 'One'}",
        "'c1', done",
        "'c1', {}, {integrations: {Intercom: false}}",
    ],
    "track": [
        "'Bought'",
        "'Bought', {n: 1}",
        "'Bought', null",
        "'Bought', {n: 1}, {integrations: {Intercom: false}}",
        "'Bought', {n: 1}, {integrations: {All: false, Intercom: true}}",
        "'Bought', {n: 1}, done",
        "'Bought', done",
        "'Bought', done, {integrations: {Intercom: false}}",
        "{event: 'Bought', properties: {n: 1}}",
        "{event: 'Bought'}",
        "{event: 'Bought', properties: {n: 1}}, {integrations: {Intercom: false}}",
        "{event: 'Bought'}, done",
        "'Bought', 'n'",
        "'', {n: 1}",
        "5, {n: 1}",
        "{}",
        "",
    ],
}
# Makes one call; gives what Intercom received for it, and whether the callback was called.
MAKE = """async ([method, args]) => {
  window.analytics.reset();
  recorder.calls.length = 0;
  let finish;
  const called = new Promise(resolve => { finish = resolve });
  const done = () => finish(true);
  const made = new Function("done", "return window.analytics." + method + "(" + args + ")")(done);
  const isPromise = typeof made.then === "function";
  await Promise.resolve(made).catch(() => {});
  if (args.includes("done")) await called;
  return JSON.stringify({ calls: recorder.calls.map(call => [call.method, call.args]), isPromise });
}"""


@pytest.fixture
def site(page: Page) -> Site:
    site = Site(page)
    site.open()
    site.wait_for_api()
    site.wait_for_messenger()
    return site


@pytest.fixture
def segments_page(context: BrowserContext) -> Page:
    """Another page, where the real analytics.js 2 has the same file as a plugin."""
    page = context.new_page()
    segment, site = Segment(page), Site(page)
    site.open(TAG, head=SNIPPET)
    segment.wait()
    site.wait_for_messenger()
    return page


@pytest.mark.parametrize("method", SHAPES)
def test_each_shape_of_a_call_means_what_it_means_to_analytics_js(site: Site, segments_page: Page, method: str) -> None:
    for args in SHAPES[method]:
        ours = json.loads(site.page.evaluate(MAKE, [method, args]))
        theirs = json.loads(segments_page.evaluate(MAKE, [method, args]))
        assert ours == theirs, f"{method}({args})"


# Several calls, after which what the hosts remember shows.
MEMORY = """async () => {
  const call = (method, ...args) => window.analytics[method](...args);
  window.analytics.reset();
  recorder.calls.length = 0;
  await call("identify", { plan: "pro" });
  await call("identify", "u1", { email: "a@b.co" });
  await call("identify", { seats: 3 });
  await call("identify", "u1", { email: "c@d.co" });
  await call("group", "c1", { name: "One" });
  await call("group", { plan: "pro" });
  await call("group", "c2");
  await call("identify", "u1", { company: { id: "c2" } });
  await call("identify", "u2", { company: {} });
  await call("track", "Bought");
  window.analytics.reset();
  await call("page");
  await call("identify", { email: "e@f.co" });
  return JSON.stringify([
    recorder.calls.map(call => [call.method, call.args]),
    window.analytics.user().id(), window.analytics.user().traits(),
    window.analytics.group().id(), window.analytics.group().traits(),
    window.intercomSettings,
  ]);
}"""


def test_remembers_the_person_and_the_group_as_analytics_js_does(site: Site, segments_page: Page) -> None:
    ours, theirs = (json.loads(page.evaluate(MEMORY)) for page in (site.page, segments_page))
    assert ours == theirs
    assert len(ours[0]) > 10


def test_remembers_nobody_on_the_next_page(site: Site) -> None:
    site.call("identify", "u1", {"email": "a@b.co"})
    kept = "[document.cookie, localStorage.length, sessionStorage.length]"
    assert site.page.evaluate(kept) == ["", 0, 0]
    site.open()
    site.wait_for_api()
    assert site.page.evaluate("[analytics.user().id(), analytics.user().traits()]") == [None, {}]


LISTEN = """() => {
  window.heard = [];
  const note = name => (...values) => { heard.push([name, values.map(value => value === undefined ? null : value)]) };
  window.note = note;
  for (const name of ["page", "track", "identify", "group", "reset"]) analytics.on(name, note(name));
}"""


def test_listeners_hear_each_call_with_what_analytics_js_gives_them(site: Site) -> None:
    site.page.evaluate(LISTEN)
    site.call("page", "Docs", "Home", {"n": 1}, {"a": 1})
    site.call("page", "Home")
    site.call("identify", "u1", {"n": 2}, {"b": 1})
    site.call("group", "c1", {"n": 3})
    site.call("track", "Bought", {"n": 4})
    site.call("reset")
    assert site.page.evaluate("heard") == [
        ["page", ["Docs", "Home", {"n": 1}, {"a": 1}]],
        ["page", [None, "Home", {}, {}]],
        ["identify", ["u1", {"n": 2}, {"b": 1}]],
        ["group", ["c1", {"n": 3}, {}]],
        ["track", ["Bought", {"n": 4}, {}]],
        ["reset", []],
    ]


def test_once_hears_one_call_and_off_none(site: Site) -> None:
    site.page.evaluate(
        """() => {
          window.heard = [];
          const first = name => { heard.push("first " + name) };
          const second = name => { heard.push("second " + name) };
          analytics.once("track", name => { heard.push("once " + name) }).on("track", first).on("track", second);
          analytics.track("a");
          analytics.off("track", first);
          analytics.track("b");
          analytics.off("track").track("c");
          analytics.on("track", first).off();
          analytics.track("d");
        }"""
    )
    assert site.page.evaluate("heard") == ["once a", "first a", "second a", "second b"]


def test_a_listener_or_callback_that_throws_stops_nothing(site: Site) -> None:
    site.page.evaluate(
        """() => {
          const fail = () => { throw new Error("the page's own") };
          analytics.on("track", fail);
          analytics.on("track", () => { window.heard = true });
          analytics.track("Bought", {}, {}, fail);
          analytics.ready(fail);
          return new Promise(resolve => { analytics.ready(resolve) });
        }"""
    )
    assert site.page.evaluate("heard") is True
    assert site.calls() == [["trackEvent", "Bought", {}]]


def test_ready_calls_back_later_and_gives_a_promise(site: Site) -> None:
    order = site.page.evaluate(
        """async () => {
          const order = [];
          const called = new Promise(resolve => { analytics.ready(() => { order.push("callback"); resolve() }) });
          order.push("after");
          await called;
          await analytics.ready();
          return order;
        }"""
    )
    assert order == ["after", "callback"]


def test_a_call_gives_a_promise_of_its_event(site: Site) -> None:
    event = site.page.evaluate(
        "analytics.identify('u1', {n: 1}, {integrations: {Intercom: true}, ip: '0'}).then(ctx => ctx.event)"
    )
    assert event == {
        "type": "identify",
        "userId": "u1",
        "traits": {"n": 1},
        "integrations": {"Intercom": True},
        "context": {"ip": "0"},
    }


def test_what_the_page_hands_over_stays_as_it_was(site: Site) -> None:
    given = site.page.evaluate(
        """() => {
          const data = Object.freeze({ n: 1, company: Object.freeze({ id: 1 }) });
          const given = [data, Object.freeze({ Intercom: Object.freeze({}) })];
          const before = JSON.stringify(given);
          analytics.identify("u1", ...given);
          analytics.group("c1", ...given);
          analytics.track("Bought", ...given);
          analytics.page("Home", ...given);
          return [before, JSON.stringify(given)];
        }"""
    )
    assert given[0] == given[1]


def test_calls_made_before_the_file_has_arrived_are_made_up_for_in_order(page: Page) -> None:
    site = Site(page)
    before = f"""{PASTED.replace("https://YOUR-CDN", CDN).replace("YOUR-APP-ID", "demo")}
    <script>
      window.answered = [];
      analytics.identify("u1", {{ n: 1 }}, {{ Intercom: {{ user_hash: "h" }} }});
      analytics.track("Bought", {{ n: 2 }}, function () {{ answered.push("track") }});
      analytics.on("page", function () {{ answered.push("page") }});
      analytics.ready(function () {{ answered.push("ready") }});
      analytics.page();
      analytics.nonsense && analytics.nonsense();
      analytics.push(["nonsense", 1], ["emit"], [], "text", null);
    </script>"""
    site.widget = "held"
    site.open("", head=before)
    site.wait_for_api()
    page.wait_for_function("answered.length === 3")
    assert page.evaluate("answered") == ["page", "track", "ready"]
    site.release()
    person = {**ADA, "n": 1, "user_hash": "h"}
    assert site.calls() == [["boot", person], ["trackEvent", "Bought", {"n": 2}]]


def test_the_snippet_has_at_most_ten_lines_and_leaves_a_live_api_alone(site: Site) -> None:
    assert len(PASTED.strip().splitlines()) <= 10
    script = PASTED.split("<script>", 1)[1].split("</script>", 1)[0]
    site.page.evaluate("window.was = Object.assign({}, analytics)")
    site.page.add_script_tag(content=script)
    assert site.page.evaluate("Object.keys(was).every(name => was[name] === analytics[name])")


def test_settings_can_be_pushed_by_the_page_instead_of_attributes(page: Page) -> None:
    site = Site(page)
    pushed = json.dumps({"appId": "pushed", "activator": "#chat", "hideDefaultLauncher": True})
    site.open(
        f'<script async src="{CDN}/intercom.min.js"></script>',
        head=f'<script>(window.analytics = window.analytics || []).push(["load", {pushed}], ["page"])</script>',
    )
    site.wait_for_messenger()
    expected: dict[str, Any] = {"app_id": "pushed", "widget": {"activator": "#chat"}, "hide_default_launcher": True}
    assert site.calls() == [["boot", expected]]


def test_pushed_settings_win_over_attributes(page: Page) -> None:
    site = Site(page)
    site.open(TAG, head='<script>window.analytics = [["page"], ["load", {apiBase: "eu"}], ["load", null]]</script>')
    site.wait_for_messenger()
    assert site.calls() == [["boot", {"app_id": "demo", "api_base": "https://api-iam.eu.intercom.io"}]]
