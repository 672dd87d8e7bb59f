"""The stand-in for Intercom's Messenger in a page, point by point of what it has to play."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.sandbox_site import SECRET, SandboxSite, served_site
from tests.conftest import Problems

from intercom_destination.identity import user_hash, user_jwt

ANN = {"app_id": "demo", "user_id": "ann", "name": "Ann", "email": "ann@example.org"}
LAUNCHER = ".intercom-lightweight-app > .intercom-lightweight-app-launcher.intercom-launcher"


@pytest.fixture(scope="module")
def server() -> Iterator[SandboxSite]:
    with served_site() as site:
        yield site


@pytest.fixture
def site(server: SandboxSite, page: Page) -> SandboxSite:
    server.sandbox.reset()
    server.page = page
    page.route("**/favicon.ico", lambda route: route.fulfill(body=""))
    return server


def test_queued_calls_are_replayed_in_order_and_the_global_is_replaced(site: SandboxSite) -> None:
    site.open("Intercom('boot', {app_id: 'demo', user_id: 'ann'}); Intercom('trackEvent', 'one', {a: 1});")
    assert site.page.evaluate("Intercom.booted") is True
    site.wait_for("answered", 2)
    assert site.steps("called") == [["called", "boot"], ["called", "trackEvent"]]
    assert site.steps("held", "run") == [["held", "trackEvent"], ["run", "trackEvent"]]
    sent = site.feed("ping")[0]["sent"]
    assert (sent["source"], sent["user_data"], sent["app_id"]) == ("apiBoot", {"user_id": "ann"}, "demo")
    assert site.feed("events")[0]["stored"]["events"] == [{"name": "one", "metadata": {"a": 1}}]


def test_without_boot_or_shutdown_it_boots_itself_from_the_global(site: SandboxSite) -> None:
    site.open(settings=ANN)
    site.wait_for("answered")
    assert [row["sent"]["source"] for row in site.feed("ping")] == ["apiBoot"]


def test_a_queued_shutdown_keeps_it_from_booting(site: SandboxSite) -> None:
    site.open("Intercom('shutdown');", settings=ANN)
    assert site.steps("called") == [["called", "shutdown"]]
    assert site.feed("ping") == []


def test_without_an_app_id_there_is_silence(site: SandboxSite) -> None:
    site.open("Intercom('update', {user_id: 'ann'}); Intercom('boot', {});")
    assert site.steps("no_app_id") == [["no_app_id", "update"], ["no_app_id", "boot"]]
    assert site.feed("ping") == []
    expect(site.page.locator(LAUNCHER)).to_have_count(0)


def test_unknown_methods_are_ignored(site: SandboxSite) -> None:
    site.open()
    for method in ("dance", "constructor", "__proto__", None, 7):
        assert site.call(method, {}) is None
    assert len(site.steps("ignored")) == 5


def test_the_global_is_merged_under_every_call_and_launcher_settings_stay_in_the_page(site: SandboxSite) -> None:
    site.open("Intercom('boot', {app_id: 'demo', plan: null});", settings={"alignment": "left", "user_id": "ann"})
    site.wait_for("answered")
    site.page.evaluate("intercomSettings.app_id = 'demo'")
    site.call("update", {"company": {"id": "1", "name": "Acme"}})
    site.wait_for("answered", 2)
    first, second = (row["sent"] for row in site.feed("ping"))
    assert first["user_data"] == {"user_id": "ann", "plan": None}
    assert second["user_data"] == {"user_id": "ann", "company": {"id": "1", "name": "Acme"}}
    assert (first["source"], second["source"], first["platform"]) == ("apiBoot", "apiUpdate", "web")


def test_pings_are_serialised(site: SandboxSite) -> None:
    open_now, most = [0], [0]

    def count(change: int) -> None:
        open_now[0] += change
        most[0] = max(most[0], open_now[0])

    is_ping = "/messenger/web/"
    site.page.on("request", lambda request: count(1) if is_ping in request.url else None)
    site.page.on("requestfinished", lambda request: count(-1) if is_ping in request.url else None)
    site.fault(api_delay=30)
    site.open("for (var n = 0; n < 5; n++) Intercom('boot', {app_id: 'demo', user_id: 'ann', n: n});")
    site.wait_for("answered", 5)
    assert [row["sent"]["user_data"]["n"] for row in site.feed("ping")] == [0, 1, 2, 3, 4]
    assert most[0] == 1


def test_the_same_data_is_not_sent_again_within_a_minute(site: SandboxSite) -> None:
    site.page.clock.install()
    site.open(settings=ANN)
    site.wait_for("answered")
    site.page.clock.run_for(59_000)
    site.call("update")
    assert site.steps("deduplicated") == [["deduplicated", "update"]]
    site.page.clock.run_for(1_001)
    site.call("update")
    site.wait_for("answered", 2)
    assert len(site.feed("ping")) == 2


def test_twenty_pings_in_half_an_hour_then_updates_are_refused(site: SandboxSite) -> None:
    site.page.clock.install()
    site.open(settings=ANN)
    for number in range(20):
        site.call("update", {"number": number})
    assert site.steps("rate_limited_update") == [["rate_limited_update", "update"]]
    site.wait_for("answered", 20)
    site.page.clock.run_for(30 * 60_000)
    site.call("update", {"number": 99})
    site.wait_for("answered", 21)


def test_after_a_refused_ping_what_was_held_never_runs(site: SandboxSite, problems: Problems) -> None:
    site.set(identity="hmac")
    site.open("Intercom('trackEvent', 'lost'); Intercom('show');", settings=ANN)
    site.wait_for("dropped", 2)
    site.call("update", {"user_hash": user_hash(SECRET, "ann")})
    site.wait_for("answered")
    assert site.feed("events") == []
    expect(site.page.locator("iframe")).to_have_count(0)
    problems.take()


def test_shutdown_drops_what_is_held_and_all_listeners(site: SandboxSite) -> None:
    site.fault(api_delay=200)
    site.open(
        "window.shown = 0; Intercom('onShow', function () { shown++ });"
        "Intercom('boot', {app_id: 'demo'}); Intercom('trackEvent', 'lost'); Intercom('shutdown');"
    )
    assert site.steps("dropped") == [["dropped", "trackEvent"]]
    site.wait_for("answered")
    assert "intercom-session-demo" not in site.cookies()
    site.call("boot", {"app_id": "demo"})
    site.call("show")
    expect(site.panel.locator("#role")).to_have_text("visitor")
    assert site.page.evaluate("shown") == 0
    assert site.feed("events") == []


@pytest.mark.parametrize(
    ("identity", "given", "code"),
    [
        ("hmac", {}, "Missing user_hash"),
        ("hmac", {"user_hash": "0" * 64}, "Invalid user_hash"),
        ("jwt", {}, "Missing intercom_user_jwt"),
        (
            "jwt",
            {"intercom_user_jwt": user_jwt("another-secret-of-another-workspace", "ann")},
            "Invalid intercom_user_jwt",
        ),
    ],
)
def test_identity_that_is_not_proven_is_refused_on_the_console(
    site: SandboxSite, problems: Problems, identity: str, given: dict[str, str], code: str
) -> None:
    site.set(identity=identity)
    site.open(settings={**ANN, **given})
    site.wait_for("refused")
    said = [text for text in problems.take() if "Intercom" in text]
    assert len(said) == 1
    assert said[0].startswith(f"error: Intercom Messenger error: {code}. A valid ")
    expect(site.page.locator(LAUNCHER)).to_be_visible()


@pytest.mark.parametrize(
    ("identity", "given"),
    [
        ("hmac", {"user_hash": user_hash(SECRET, "ann")}),
        ("jwt", {"intercom_user_jwt": user_jwt(SECRET, "ann")}),
    ],
)
def test_identity_that_is_proven_is_let_in(site: SandboxSite, identity: str, given: dict[str, str]) -> None:
    site.set(identity=identity)
    site.open(settings={**ANN, **given})
    site.wait_for("answered")


def test_a_wrong_app_id_is_said_on_the_console(site: SandboxSite, problems: Problems) -> None:
    site.open(settings={"app_id": "nobody"})
    site.wait_for("refused")
    assert any("error: The App ID in your code snippet is incorrect. " in text for text in problems.take())


def test_an_untrusted_domain_ends_the_session(site: SandboxSite, problems: Problems) -> None:
    site.open(settings=ANN)
    site.wait_for("answered")
    assert {"intercom-id-demo", "intercom-device-id-demo", "intercom-session-demo"} <= site.cookies().keys()
    site.set(trusted_domains=["example.org"])
    site.call("update", {"more": 1})
    site.wait_for("refused")
    assert "intercom-session-demo" not in site.cookies()
    assert any("error: This domain is not allowed for the Intercom Messenger. " in text for text in problems.take())


def test_a_blocked_api_leaves_what_is_held_waiting(site: SandboxSite, problems: Problems) -> None:
    site.fault(api_blocked=True)
    site.open("Intercom('trackEvent', 'later');", settings=ANN)
    site.wait_for("failed")
    site.fault(api_blocked=False)
    site.call("update", {"again": True})
    site.wait_for("answered", 2)
    assert site.feed("events")[0]["stored"]["events"][0]["name"] == "later"
    problems.take()


def test_a_blocked_script_leaves_the_stub(site: SandboxSite, problems: Problems) -> None:
    site.fault(script_blocked=True)
    site.open("Intercom('boot', {app_id: 'demo'});")
    assert site.page.evaluate("[Intercom.booted, Intercom.q.length]") == [None, 1]
    assert any("503" in text for text in problems.take())


def test_a_hundred_and_twenty_event_names_and_no_more(site: SandboxSite, problems: Problems) -> None:
    site.open("for (var n = 0; n < 121; n++) Intercom('trackEvent', 'event ' + n);", settings=ANN)
    site.page.wait_for_function(
        "__intercomSandbox.log.filter(row => row.path === 'events' && row.status).length == 121"
    )
    rows = site.feed("events")
    assert sum(len(row["stored"]["events"]) for row in rows) == 120
    assert [note["key"] for row in rows for note in row["notes"]] == ["event 120"]
    site.call("trackEvent", "one more")
    site.wait_for("refused")
    assert site.feed("events")[-1]["error"]["errors"][0]["code"] == "event_limit_exceeded"
    problems.take()


def write(site: SandboxSite, text: str) -> None:
    """Write a first message in the panel."""
    site.call("showNewMessage", text)
    site.panel.get_by_role("button", name="Send").click()
    expect(site.panel.locator("li.person")).to_have_text(text)


def test_a_conversation_is_still_there_after_a_logout_without_shutdown_and_gone_with_one(site: SandboxSite) -> None:
    site.open(settings=ANN)
    write(site, "My card number is secret")
    site.open(settings={"app_id": "demo"})
    site.call("show")
    expect(site.panel.locator("#conversations")).to_contain_text("My card number")
    expect(site.panel.locator("#user")).to_have_text("ann")
    site.call("boot", {"app_id": "demo", "user_id": "bob"})
    site.wait_for("answered", 2)
    site.call("show")
    expect(site.panel.locator("#user")).to_have_text("bob")
    expect(site.panel.locator("#conversations")).to_contain_text("My card number")
    site.call("shutdown")
    expect(site.page.locator("#intercom-container")).to_have_count(0)
    site.open("Intercom('boot', {app_id: 'demo'}); Intercom('show');")
    expect(site.panel.locator("#role")).to_have_text("visitor")
    expect(site.panel.locator("#conversations")).to_have_text("None yet")


def test_a_visitor_becomes_a_lead_by_writing_and_a_user_by_identifying(site: SandboxSite) -> None:
    site.open("window.mails = []; Intercom('onUserEmailSupplied', m => mails.push(m));", settings={"app_id": "demo"})
    site.wait_for("answered")
    visitor = site.call("getVisitorId")
    assert visitor == site.cookies()["intercom-id-demo"]
    write(site, "Hello")
    site.panel.get_by_role("textbox", name="Your email").fill("ann@example.org")
    site.panel.get_by_role("button", name="Tell me").click()
    site.page.wait_for_function("mails.length == 1")
    site.call("update", {"user_id": "ann", "company": {"id": "7", "name": "<b>Acme</b>"}})
    site.wait_for("answered", 2)
    site.call("show")
    expect(site.panel.locator("#role")).to_have_text("user")
    expect(site.panel.locator("#company")).to_have_text("<b>Acme</b>")
    assert site.feed("ping")[-1]["stored"]["was"] == "lead"
    assert site.sandbox.store.number("select count(*) from people") == 1


def test_an_answer_makes_the_unread_count_change(site: SandboxSite) -> None:
    site.page.clock.install()
    site.open("window.counts = []; Intercom('onUnreadCountChange', n => counts.push(n));", settings=ANN)
    write(site, "Hello")
    site.call("hide")
    site.sandbox.conversations.add(1, "operator", "Hi")
    site.page.clock.run_for(4_500)
    site.page.wait_for_function("counts.length == 2")
    assert site.page.evaluate("counts") == [0, 1]
    expect(site.page.locator(LAUNCHER)).to_have_attribute("aria-label", "Open Intercom Messenger, 1 unread")
    site.call("showConversation", 1)
    expect(site.panel.locator("li.operator")).to_have_text("Hi")
    site.page.wait_for_function("counts.length == 3 && counts[2] == 0")


def test_the_launcher_opens_the_panel_with_mouse_and_keyboard(site: SandboxSite) -> None:
    site.open("window.seen = []; ['onShow', 'onHide'].forEach(m => Intercom(m, () => seen.push(m)));", settings=ANN)
    launcher = site.page.locator(LAUNCHER)
    expect(launcher).to_have_attribute("role", "button")
    expect(launcher).to_have_attribute("aria-label", "Open Intercom Messenger")
    launcher.click()
    frame = site.page.locator('#intercom-container iframe[name="intercom-messenger-frame"]')
    expect(frame).to_have_attribute("title", "Intercom live chat")
    expect(frame).to_have_attribute("role", "dialog")
    expect(site.panel.locator("#name")).to_have_text("Ann")
    site.panel.locator("main").press("Escape")
    expect(frame).to_have_count(0)
    launcher.press("Enter")
    site.panel.get_by_role("button", name="Close").click()
    expect(frame).to_have_count(0)
    assert site.page.evaluate("seen") == ["onShow", "onHide", "onShow", "onHide"]


def test_hide_default_launcher_hides_or_forces_it_and_else_the_workspace_decides(site: SandboxSite) -> None:
    launcher = site.page.locator(LAUNCHER)
    site.open(settings={**ANN, "hide_default_launcher": True})
    site.wait_for("answered")
    expect(launcher).to_have_count(0)
    site.set(hide_launcher=True)
    site.call("update", {"more": 1, "hide_default_launcher": "false"})
    site.wait_for("answered", 2)
    expect(launcher).to_have_count(0)
    site.call("update", {"hide_default_launcher": False})
    expect(launcher).to_be_visible()


@pytest.mark.parametrize("setting", [{"custom_launcher_selector": ".chat"}, {"widget": {"activator": ".chat"}}])
def test_a_launcher_of_the_page_is_a_delegated_click(site: SandboxSite, setting: dict[str, object]) -> None:
    site.open(settings={**ANN, "alignment": "left", "horizontal_padding": 5, **setting})
    site.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p class=chat><b>Chat</b></p>')")
    site.page.get_by_text("Chat", exact=True).click()
    expect(site.page.locator("#intercom-container")).to_be_visible()
    assert site.page.locator(LAUNCHER).evaluate("e => [e.style.left, e.style.right]") == ["20px", ""]


def test_what_people_write_is_shown_as_text(site: SandboxSite) -> None:
    nasty = '<img src=x onerror="parent.pwned=1"><script>parent.pwned=1</script>'
    site.open(settings={**ANN, "name": nasty})
    site.call("show")
    expect(site.panel.locator("#name")).to_have_text(nasty)
    write(site, nasty)
    assert site.page.evaluate("window.pwned") is None


def test_spaces_and_items_open_by_name(site: SandboxSite) -> None:
    site.open(settings=ANN)
    site.call("showSpace", "tickets")
    expect(site.panel.get_by_role("heading", level=1)).to_have_text("Tickets")
    site.call("startTour", 12)
    expect(site.panel.get_by_role("heading", level=1)).to_have_text("Tour 12")
    site.call("showSpace", "nowhere")
    assert site.steps("ignored") == [["ignored", "showSpace"]]


def test_the_panel_is_dark_where_the_setting_says_so(site: SandboxSite) -> None:
    site.open(settings={**ANN, "theme_mode": "dark"})
    site.call("show")
    expect(site.panel.locator("html[data-theme=dark]")).to_have_count(1)


def test_ten_thousand_events_lose_none(site: SandboxSite) -> None:
    site.open(settings=ANN)
    site.page.evaluate("for (let n = 0; n < 10000; n++) Intercom('trackEvent', 'many', {n})")
    site.page.wait_for_function("__intercomSandbox.log[__intercomSandbox.log.length - 1].step == 'answered'")
    assert site.sandbox.store.number("select count(distinct metadata) from events") == 10_000
    assert site.page.evaluate("__intercomSandbox.log.length") == 2000
