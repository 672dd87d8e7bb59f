"""The stand-in for Intercom's Messenger in a page: its launcher, its panel and the conversations in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.page_scripts import page_call, page_function
from tests.support.sandbox_site import ANN, LAUNCHER, SandboxSite


def write(sandbox: SandboxSite, text: str) -> None:
    """Write a first message in the panel."""
    sandbox.call("showNewMessage", text)
    sandbox.panel.get_by_role("button", name="Send").click()
    expect(sandbox.panel.locator("li.person")).to_have_text(text)


def test_conversation_is_still_there_after_a_logout_without_shutdown_and_gone_with_one(sandbox: SandboxSite) -> None:
    sandbox.open(settings=ANN)
    write(sandbox, "My card number is secret")
    sandbox.open(settings={"app_id": "demo"})
    sandbox.call("show")
    expect(sandbox.panel.locator("#conversations")).to_contain_text("My card number")
    expect(sandbox.panel.locator("#user")).to_have_text("ann")
    sandbox.call("boot", {"app_id": "demo", "user_id": "bob"})
    sandbox.wait_for("answered", 2)
    sandbox.call("show")
    expect(sandbox.panel.locator("#user")).to_have_text("bob")
    expect(sandbox.panel.locator("#conversations")).to_contain_text("My card number")
    sandbox.call("shutdown")
    expect(sandbox.page.locator("#intercom-container")).to_have_count(0)
    sandbox.open(page_call("sandbox_panel", "bootAndShow"))
    expect(sandbox.panel.locator("#role")).to_have_text("visitor")
    expect(sandbox.panel.locator("#conversations")).to_have_text("None yet")


def test_visitor_becomes_a_lead_by_writing_and_a_user_by_identifying(sandbox: SandboxSite) -> None:
    sandbox.open(page_call("sandbox_panel", "collectMails"), settings={"app_id": "demo"})
    sandbox.wait_for("answered")
    visitor = sandbox.call("getVisitorId")
    assert visitor == sandbox.cookies()["intercom-id-demo"]
    write(sandbox, "Hello")
    sandbox.panel.get_by_role("textbox", name="Your email").fill("ann@example.org")
    sandbox.panel.get_by_role("button", name="Tell me").click()
    sandbox.page.wait_for_function("mails.length == 1")
    sandbox.call("update", {"user_id": "ann", "company": {"id": "7", "name": "<b>Acme</b>"}})
    sandbox.wait_for("answered", 2)
    sandbox.call("show")
    expect(sandbox.panel.locator("#role")).to_have_text("user")
    expect(sandbox.panel.locator("#company")).to_have_text("<b>Acme</b>")
    assert sandbox.feed("ping")[-1]["stored"]["was"] == "lead"
    assert len(sandbox.messenger.people) == 1


def test_answer_makes_the_unread_count_change(sandbox: SandboxSite) -> None:
    sandbox.page.clock.install()
    sandbox.open(page_call("sandbox_panel", "collectUnreadCounts"), settings=ANN)
    write(sandbox, "Hello")
    sandbox.call("hide")
    sandbox.messenger.reply(sandbox.messenger.wait_for_conversation("Hello"), "Hi")
    sandbox.page.clock.run_for(4_500)
    sandbox.page.wait_for_function("counts.length == 2")
    assert sandbox.page.evaluate("counts") == [0, 1]
    expect(sandbox.page.locator(LAUNCHER)).to_have_attribute("aria-label", "Open Intercom Messenger, 1 unread")
    sandbox.call("showConversation", 1)
    expect(sandbox.panel.locator("li.operator")).to_have_text("Hi")
    sandbox.page.wait_for_function("counts.length == 3 && counts[2] == 0")


def test_launcher_opens_the_panel_with_mouse_and_keyboard(sandbox: SandboxSite) -> None:
    sandbox.open(page_call("sandbox_panel", "collectShowAndHide"), settings=ANN)
    launcher = sandbox.page.locator(LAUNCHER)
    expect(launcher).to_have_attribute("role", "button")
    expect(launcher).to_have_attribute("aria-label", "Open Intercom Messenger")
    launcher.click()
    frame = sandbox.page.locator('#intercom-container iframe[name="intercom-messenger-frame"]')
    expect(frame).to_have_attribute("title", "Intercom live chat")
    expect(frame).to_have_attribute("role", "dialog")
    expect(sandbox.panel.locator("#name")).to_have_text("Ann")
    sandbox.panel.locator("main").press("Escape")
    expect(frame).to_have_count(0)
    launcher.press("Enter")
    sandbox.panel.get_by_role("button", name="Close").click()
    expect(frame).to_have_count(0)
    assert sandbox.page.evaluate("seen") == ["onShow", "onHide", "onShow", "onHide"]


def test_hide_default_launcher_hides_or_forces_it_and_else_the_workspace_decides(sandbox: SandboxSite) -> None:
    launcher = sandbox.page.locator(LAUNCHER)
    sandbox.open(settings={**ANN, "hide_default_launcher": True})
    sandbox.wait_for("answered")
    expect(launcher).to_have_count(0)
    sandbox.set(hide_launcher=True)
    sandbox.call("update", {"more": 1, "hide_default_launcher": "false"})
    sandbox.wait_for("answered", 2)
    expect(launcher).to_have_count(0)
    sandbox.call("update", {"hide_default_launcher": False})
    expect(launcher).to_be_visible()


@pytest.mark.parametrize("setting", [{"custom_launcher_selector": ".chat"}, {"widget": {"activator": ".chat"}}])
def test_launcher_of_the_page_is_a_delegated_click(sandbox: SandboxSite, setting: dict[str, object]) -> None:
    sandbox.open(settings={**ANN, "alignment": "left", "horizontal_padding": 5, **setting})
    sandbox.page.evaluate(page_function("sandbox_panel", "addLauncherOfPage"))
    sandbox.page.get_by_text("Chat", exact=True).click()
    expect(sandbox.page.locator("#intercom-container")).to_be_visible()
    assert sandbox.page.locator(LAUNCHER).evaluate("e => [e.style.left, e.style.right]") == ["20px", ""]


def test_written_text_is_shown_as_text(sandbox: SandboxSite) -> None:
    nasty = '<img src=x onerror="parent.pwned=1"><script>parent.pwned=1</script>'
    sandbox.open(settings={**ANN, "name": nasty})
    sandbox.call("show")
    expect(sandbox.panel.locator("#name")).to_have_text(nasty)
    write(sandbox, nasty)
    assert sandbox.page.evaluate("window.pwned") is None


def test_spaces_and_items_open_by_name(sandbox: SandboxSite) -> None:
    sandbox.open(settings=ANN)
    sandbox.call("showSpace", "tickets")
    expect(sandbox.panel.get_by_role("heading", level=1)).to_have_text("Tickets")
    sandbox.call("startTour", 12)
    expect(sandbox.panel.get_by_role("heading", level=1)).to_have_text("Tour 12")
    sandbox.call("showSpace", "nowhere")
    assert sandbox.steps("ignored") == [["ignored", "showSpace"]]


def test_panel_is_dark_where_the_setting_says_so(sandbox: SandboxSite) -> None:
    sandbox.open(settings={**ANN, "theme_mode": "dark"})
    sandbox.call("show")
    expect(sandbox.panel.locator("html[data-theme=dark]")).to_have_count(1)


def test_ten_thousand_events_lose_none(sandbox: SandboxSite) -> None:
    sandbox.open(settings=ANN)
    sandbox.page.evaluate(page_function("sandbox_panel", "trackTenThousand"))
    sandbox.page.wait_for_function("__intercomSandbox.log[__intercomSandbox.log.length - 1].step == 'answered'")
    assert sandbox.sandbox.store.number("select count(distinct metadata) from events") == 10_000
    assert sandbox.page.evaluate("__intercomSandbox.log.length") == 2000
