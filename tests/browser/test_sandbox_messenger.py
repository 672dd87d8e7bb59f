"""The stand-in for Intercom's Messenger in a page, point by point of what it has to play."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_call
from tests.support.sandbox_site import ANN, LAUNCHER, SECRET, SandboxSite

from intercom_destination.server.identity import user_hash, user_jwt


def test_queued_calls_are_replayed_in_order_and_the_global_is_replaced(sandbox: SandboxSite) -> None:
    sandbox.open(page_call("sandbox_messenger", "bootAndTrack"))
    assert sandbox.page.evaluate("Intercom.booted") is True
    sandbox.wait_for("answered", 2)
    assert sandbox.steps("called") == [["called", "boot"], ["called", "trackEvent"]]
    assert sandbox.steps("held", "run") == [["held", "trackEvent"], ["run", "trackEvent"]]
    sent = sandbox.feed("ping")[0]["sent"]
    assert (sent["source"], sent["user_data"], sent["app_id"]) == ("apiBoot", {"user_id": "ann"}, "demo")
    assert sandbox.feed("events")[0]["stored"]["events"] == [{"name": "one", "metadata": {"a": 1}}]


def test_without_boot_or_shutdown_it_boots_itself_from_the_global(sandbox: SandboxSite) -> None:
    sandbox.open(settings=ANN)
    sandbox.wait_for("answered")
    assert [row["sent"]["source"] for row in sandbox.feed("ping")] == ["apiBoot"]


def test_queued_shutdown_keeps_it_from_booting(sandbox: SandboxSite) -> None:
    sandbox.open("Intercom('shutdown');", settings=ANN)
    assert sandbox.steps("called") == [["called", "shutdown"]]
    assert sandbox.feed("ping") == []


def test_without_an_app_id_there_is_silence(sandbox: SandboxSite) -> None:
    sandbox.open(page_call("sandbox_messenger", "updateAndBootWithoutApp"))
    assert sandbox.steps("no_app_id") == [["no_app_id", "update"], ["no_app_id", "boot"]]
    assert sandbox.feed("ping") == []
    expect(sandbox.page.locator(LAUNCHER)).to_have_count(0)


def test_unknown_methods_are_ignored(sandbox: SandboxSite) -> None:
    sandbox.open()
    for method in ("dance", "constructor", "__proto__", None, 7):
        assert sandbox.call(method, {}) is None
    assert len(sandbox.steps("ignored")) == 5


def test_global_is_merged_under_every_call_and_launcher_settings_stay_in_the_page(sandbox: SandboxSite) -> None:
    sandbox.open("Intercom('boot', {app_id: 'demo', plan: null});", settings={"alignment": "left", "user_id": "ann"})
    sandbox.wait_for("answered")
    sandbox.page.evaluate("intercomSettings.app_id = 'demo'")
    sandbox.call("update", {"company": {"id": "1", "name": "Acme"}})
    sandbox.wait_for("answered", 2)
    first, second = (row["sent"] for row in sandbox.feed("ping"))
    assert first["user_data"] == {"user_id": "ann", "plan": None}
    assert second["user_data"] == {"user_id": "ann", "company": {"id": "1", "name": "Acme"}}
    assert (first["source"], second["source"], first["platform"]) == ("apiBoot", "apiUpdate", "web")


def test_pings_are_serialised(sandbox: SandboxSite) -> None:
    open_now, most = [0], [0]

    def count(change: int) -> None:
        open_now[0] += change
        most[0] = max(most[0], open_now[0])

    is_ping = "/messenger/web/"
    sandbox.page.on("request", lambda request: count(1) if is_ping in request.url else None)
    sandbox.page.on("requestfinished", lambda request: count(-1) if is_ping in request.url else None)
    sandbox.fault(api_delay=30)
    sandbox.open(page_call("sandbox_messenger", "bootFiveTimes"))
    sandbox.wait_for("answered", 5)
    assert [row["sent"]["user_data"]["n"] for row in sandbox.feed("ping")] == [0, 1, 2, 3, 4]
    assert most[0] == 1


def test_same_data_is_not_sent_again_within_a_minute(sandbox: SandboxSite) -> None:
    sandbox.page.clock.install()
    sandbox.open(settings=ANN)
    sandbox.wait_for("answered")
    sandbox.page.clock.run_for(59_000)
    sandbox.call("update")
    assert sandbox.steps("deduplicated") == [["deduplicated", "update"]]
    sandbox.page.clock.run_for(1_001)
    sandbox.call("update")
    sandbox.wait_for("answered", 2)
    assert len(sandbox.feed("ping")) == 2


def test_twenty_pings_in_half_an_hour_then_updates_are_refused(sandbox: SandboxSite) -> None:
    sandbox.page.clock.install()
    sandbox.open(settings=ANN)
    for number in range(20):
        sandbox.call("update", {"number": number})
    assert sandbox.steps("rate_limited_update") == [["rate_limited_update", "update"]]
    sandbox.wait_for("answered", 20)
    assert [row["sent"]["user_data"].get("number") for row in sandbox.feed("ping")] == [None, *range(19)]
    sandbox.page.clock.run_for(30 * 60_000)
    sandbox.call("update", {"number": 99})
    sandbox.wait_for("answered", 21)


def test_boots_count_towards_the_twenty_also_after_a_shutdown_until_the_page_is_loaded_again(
    sandbox: SandboxSite,
) -> None:
    sandbox.page.clock.install()
    sandbox.open(settings={"app_id": "demo"})
    for number in range(10):
        sandbox.call("boot", {"number": number})
        sandbox.call("shutdown")
        sandbox.call("update", {"number": number})
    assert sandbox.steps("rate_limited_update") == [["rate_limited_update", "update"]]
    sandbox.open(settings={"app_id": "demo"})
    sandbox.wait_for("answered")
    assert sandbox.steps("rate_limited_update") == []


def test_after_a_refused_ping_what_was_held_never_runs(sandbox: SandboxSite, problems: Problems) -> None:
    sandbox.set(identity="hmac")
    sandbox.open(page_call("sandbox_messenger", "trackAndShow"), settings=ANN)
    sandbox.wait_for("dropped", 2)
    sandbox.call("update", {"user_hash": user_hash(SECRET, "ann")})
    sandbox.wait_for("answered")
    assert sandbox.feed("events") == []
    expect(sandbox.page.locator("iframe")).to_have_count(0)
    problems.take()


def test_shutdown_drops_what_is_held_and_all_listeners(sandbox: SandboxSite) -> None:
    sandbox.fault(api_delay=200)
    sandbox.open(page_call("sandbox_messenger", "listenAndShutDown"))
    assert sandbox.steps("dropped") == [["dropped", "trackEvent"]]
    sandbox.wait_for("answered")
    assert "intercom-session-demo" not in sandbox.cookies()
    sandbox.call("boot", {"app_id": "demo"})
    sandbox.call("show")
    expect(sandbox.panel.locator("#role")).to_have_text("visitor")
    assert sandbox.page.evaluate("shown") == 0
    assert sandbox.feed("events") == []


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
    sandbox: SandboxSite, problems: Problems, identity: str, given: dict[str, str], code: str
) -> None:
    sandbox.set(identity=identity)
    sandbox.open(settings={**ANN, **given})
    sandbox.wait_for("refused")
    said = [text for text in problems.take() if "Intercom" in text]
    assert len(said) == 1
    assert said[0].startswith(f"error: Intercom Messenger error: {code}. A valid ")
    expect(sandbox.page.locator(LAUNCHER)).to_be_visible()


@pytest.mark.parametrize(
    ("identity", "given"),
    [
        ("hmac", {"user_hash": user_hash(SECRET, "ann")}),
        ("jwt", {"intercom_user_jwt": user_jwt(SECRET, "ann")}),
    ],
)
def test_identity_that_is_proven_is_let_in(sandbox: SandboxSite, identity: str, given: dict[str, str]) -> None:
    sandbox.set(identity=identity)
    sandbox.open(settings={**ANN, **given})
    sandbox.wait_for("answered")
    (ping,) = sandbox.feed("ping")
    person = ping["stored"]["person"]
    assert (person["role"], person["user_id"], person["email"]) == ("user", "ann", "ann@example.org")
    assert person["attributes"] == {"name": "Ann", "email": "ann@example.org"}


def test_wrong_app_id_is_said_on_the_console(sandbox: SandboxSite, problems: Problems) -> None:
    sandbox.open(settings={"app_id": "nobody"})
    sandbox.wait_for("refused")
    assert any("error: The App ID in your code snippet is incorrect. " in text for text in problems.take())


def test_untrusted_domain_ends_the_session(sandbox: SandboxSite, problems: Problems) -> None:
    sandbox.open(settings=ANN)
    sandbox.wait_for("answered")
    assert {"intercom-id-demo", "intercom-device-id-demo", "intercom-session-demo"} <= sandbox.cookies().keys()
    sandbox.set(trusted_domains=["example.org"])
    sandbox.call("update", {"more": 1})
    sandbox.wait_for("refused")
    assert "intercom-session-demo" not in sandbox.cookies()
    assert any("error: This domain is not allowed for the Intercom Messenger. " in text for text in problems.take())


def test_blocked_api_leaves_what_is_held_waiting(sandbox: SandboxSite, problems: Problems) -> None:
    sandbox.fault(api_blocked=True)
    sandbox.open("Intercom('trackEvent', 'later');", settings=ANN)
    sandbox.wait_for("failed")
    sandbox.fault(api_blocked=False)
    sandbox.call("update", {"again": True})
    sandbox.wait_for("answered", 2)
    assert sandbox.feed("events")[0]["stored"]["events"][0]["name"] == "later"
    problems.take()


def test_blocked_script_leaves_the_stub(sandbox: SandboxSite, problems: Problems) -> None:
    sandbox.fault(script_blocked=True)
    sandbox.open("Intercom('boot', {app_id: 'demo'});")
    assert sandbox.page.evaluate("[Intercom.booted, Intercom.q.length]") == [None, 1]
    said = problems.take()
    assert not problems.blocked() or any("503" in text for text in said)


def test_hundred_and_twenty_event_names_and_no_more(sandbox: SandboxSite, problems: Problems) -> None:
    sandbox.open(page_call("sandbox_messenger", "trackManyNames"), settings=ANN)
    sandbox.page.wait_for_function(
        "__intercomSandbox.log.filter(row => row.path === 'events' && row.status).length == 121"
    )
    rows = sandbox.feed("events")
    assert sum(len(row["stored"]["events"]) for row in rows) == 120
    assert [note["key"] for row in rows for note in row["notes"]] == ["event 120"]
    sandbox.call("trackEvent", "one more")
    sandbox.wait_for("refused")
    assert sandbox.feed("events")[-1]["error"]["errors"][0]["code"] == "event_limit_exceeded"
    problems.take()
