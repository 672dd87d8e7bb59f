"""What Intercom knows of the shop's customers, and what the next visitor sees."""

from __future__ import annotations

from intercom_sandbox.testing import Company, Faults, IntercomSandbox
from playwright.sync_api import Page, expect


def sign_up(page: Page, name: str, email: str) -> None:
    page.goto("/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email").fill(email)
    page.get_by_role("button", name="Sign up").click()


def test_sign_up_tells_intercom_who_it_is(page: Page, intercom_sandbox: IntercomSandbox) -> None:
    sign_up(page, "Ada", "ada@example.org")
    ada = intercom_sandbox.wait_for_person(email="ada@example.org")
    assert (ada.role, ada.name, ada.attributes["plan"]) == ("user", "Ada", "free")


def test_sign_up_is_an_event_of_the_new_user(page: Page, intercom_sandbox: IntercomSandbox) -> None:
    sign_up(page, "Zoë 🚀", "zoe@example.org")
    event = intercom_sandbox.wait_for_event("Signed Up", metadata={"plan": "free"})
    assert event.person.name == "Zoë 🚀"


def test_sign_up_makes_the_company_known(page: Page, intercom_sandbox: IntercomSandbox) -> None:
    sign_up(page, "Ada", "ada@example.org")
    company = intercom_sandbox.wait_for_company(company_id="engines")
    assert company == Company("engines", "Analytical Engines", {"name": "Analytical Engines"})


def test_next_visitor_sees_nothing_after_sign_out(page: Page, intercom_sandbox: IntercomSandbox) -> None:
    cookies = page.context.cookies
    sign_up(page, "Ada", "ada@example.org")
    intercom_sandbox.wait_for_person(email="ada@example.org")
    conversation = intercom_sandbox.write_message(cookies, "Where is my order?")
    assert intercom_sandbox.shown_to(cookies).conversations == [conversation]

    page.get_by_role("button", name="Sign out").click()

    assert intercom_sandbox.wait_for_visitor(cookies).conversations == []


def test_shop_works_where_the_messenger_is_blocked(page: Page, intercom_sandbox: IntercomSandbox) -> None:
    intercom_sandbox.faults = Faults(script_blocked=True)
    sign_up(page, "Ada", "ada@example.org")
    expect(page.get_by_text("Welcome, Ada!")).to_be_visible()
    assert intercom_sandbox.people == []
