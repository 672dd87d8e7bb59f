"""The stand-in for Intercom's Messenger in a page: its cookies, and what a shutdown ends and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.support.browser_fixtures import NAMED
from tests.support.page_scripts import page_call, page_function
from tests.support.sandbox_site import ANN, SandboxSite

from intercom_sandbox.server import Workspace

SESSION = "intercom-session-demo"
COOKIES = ("intercom-device-id-demo", "intercom-id-demo", SESSION)
NOBODY = {"app_id": "demo"}


def write_as_ann(sandbox: SandboxSite) -> str:
    """Ann has a conversation on an earlier page; her session."""
    sandbox.open(settings=ANN)
    sandbox.wait_for("answered")
    sandbox.messenger.write_message(sandbox.page.context.cookies, "My card number")
    return str(sandbox.cookies()[SESSION])


# Users' reports: https://gist.github.com/tinyfly/fdf54885770f3a16d47888a014720ff3
def test_queued_shutdown_before_any_boot_ends_nothing(sandbox: SandboxSite) -> None:
    session = write_as_ann(sandbox)
    sandbox.open(page_call("sandbox_session", "shutDownThenBootAndShow"))
    expect(sandbox.panel.locator("#user")).to_have_text("ann")
    expect(sandbox.panel.locator("#conversations")).to_contain_text("My card number")
    assert sandbox.cookies()[SESSION] == session


def test_queued_shutdown_alone_boots_nothing_and_leaves_the_cookies(sandbox: SandboxSite) -> None:
    session = write_as_ann(sandbox)
    sandbox.open("Intercom('shutdown');", settings=NOBODY)
    assert sandbox.steps() == [["called", "shutdown"]]
    assert sandbox.cookies()[SESSION] == session


def test_shutdown_before_any_boot_ends_nothing(sandbox: SandboxSite) -> None:
    session = write_as_ann(sandbox)
    sandbox.open()
    sandbox.call("shutdown")
    assert sandbox.cookies()[SESSION] == session
    sandbox.call("boot", NOBODY)
    sandbox.call("show")
    expect(sandbox.panel.locator("#conversations")).to_contain_text("My card number")


def test_shutdown_after_a_boot_that_waits_for_its_answer_ends_the_session(sandbox: SandboxSite) -> None:
    write_as_ann(sandbox)
    sandbox.open(page_call("sandbox_session", "bootAndShutDown"))
    assert SESSION not in sandbox.cookies()
    sandbox.wait_for("answered")
    assert SESSION not in sandbox.cookies()


def test_shutdown_leaves_nothing_that_boots_without_an_app_id(sandbox: SandboxSite) -> None:
    sandbox.open("Intercom('boot', {app_id: 'demo'});")
    sandbox.wait_for("answered")
    sandbox.call("shutdown")
    sandbox.call("update", {"user_id": "bob"})
    assert sandbox.steps("no_app_id") == [["no_app_id", "update"]]
    assert len(sandbox.feed("ping")) == 1


def test_shutdown_leaves_the_global_saying_booted(sandbox: SandboxSite) -> None:
    # Intercom's loader sets it once, against a second copy: BuilderIO/partytown, tests/integrations/intercom/.
    sandbox.open(settings=ANN)
    sandbox.call("shutdown")
    assert sandbox.page.evaluate("Intercom.booted") is True


def test_shutdown_with_false_keeps_the_cookies(sandbox: SandboxSite) -> None:
    # What Intercom's loader calls where Turbo leaves a page: the same file.
    session = write_as_ann(sandbox)
    sandbox.call("shutdown", False)
    assert sandbox.cookies()[SESSION] == session


@pytest.mark.parametrize("method", ["trackEvent", "show", "startTour"])
def test_shutdown_drops_what_waits_for_an_answer(sandbox: SandboxSite, method: str) -> None:
    sandbox.fault(api_delay=50)
    sandbox.open(f"({page_function('sandbox_session', 'callBeforeAnswerThenShutDown')})({method!r});")
    sandbox.wait_for("answered")
    assert sandbox.steps("held", "run", "dropped") == [["held", method], ["dropped", method]]


def test_cookies_are_on_the_parent_domain_and_a_shutdown_takes_them_from_there(sandbox: SandboxSite) -> None:
    sandbox.at(NAMED)
    sandbox.open(settings=ANN)
    sandbox.wait_for("answered")
    assert sandbox.cookies("domain") == dict.fromkeys(COOKIES, ".example.test")
    sandbox.at("help.example.test")
    sandbox.open(settings=NOBODY)
    sandbox.wait_for("answered")
    assert sandbox.feed("ping")[-1]["stored"]["person"]["user_id"] == "ann"
    sandbox.call("shutdown")
    assert sandbox.cookies("domain") == {"intercom-device-id-demo": ".example.test"}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_cookies_are_the_hosts_own_where_it_has_no_parent(sandbox: SandboxSite, host: str) -> None:
    sandbox.at(host)
    sandbox.open(settings=ANN)
    sandbox.wait_for("answered")
    assert sandbox.cookies("domain") == dict.fromkeys(COOKIES, host)
    sandbox.call("shutdown")
    assert SESSION not in sandbox.cookies()


def test_cookie_domain_is_where_cookies_are_and_where_a_shutdown_looks_for_them(sandbox: SandboxSite) -> None:
    sandbox.at(NAMED)
    sandbox.open(settings={**ANN, "cookie_domain": NAMED})
    sandbox.wait_for("answered")
    assert sandbox.cookies("domain") == dict.fromkeys(COOKIES, "." + NAMED)
    sandbox.call("shutdown")
    assert sandbox.cookies("domain") == {"intercom-device-id-demo": "." + NAMED}


@pytest.mark.parametrize(("given", "seconds"), [({}, 7 * 24 * 3600), ({"session_duration": 90_000}, 90)])
def test_session_duration_is_how_long_the_session_lasts(
    sandbox: SandboxSite, given: dict[str, Any], seconds: int
) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    sandbox.page.clock.set_fixed_time(now)
    sandbox.open(settings={**ANN, **given})
    sandbox.wait_for("answered")
    assert sandbox.cookies("expires")[SESSION] == now.timestamp() + seconds


def test_app_id_is_escaped_in_the_names_of_cookies(sandbox: SandboxSite) -> None:
    app = "a=b; c"
    sandbox.sandbox.workspaces[app] = Workspace(app_id=app)
    sandbox.open(settings={"app_id": app})
    sandbox.wait_for("answered")
    assert "intercom-session-a%3Db%3B%20c" in sandbox.cookies()
    sandbox.call("shutdown")
    assert list(sandbox.cookies()) == ["intercom-device-id-a%3Db%3B%20c"]
