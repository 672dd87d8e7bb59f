"""The sandbox's page of faults: each switch and number is set there, and then a request meets it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tests.support.browser_fixtures import Problems
from tests.support.own_site import OwnSite, own_site

from intercom_sandbox.server import Faults

SEEN = {"event_name": "Seen", "created_at": 1_772_600_767, "user_id": "1"}
#: Longer than any test here takes.
LONG = 3_600


@pytest.fixture(scope="module")
def server() -> Iterator[OwnSite]:
    with own_site() as site:
        yield site


class FaultsPage:
    """The page, and requests to the REST API that it is about."""

    def __init__(self, page: Page, site: OwnSite) -> None:
        self.page, self.sandbox, self.origin = page, site.sandbox, site.sandbox_url
        self.client = httpx2.Client(
            base_url=f"{self.origin}/rest", headers={"authorization": "Bearer demo-token"}, timeout=60
        )
        self.sandbox.reset()
        page.goto(f"{self.origin}/faults")

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[data-name="{name}"]').locator("input, select")

    def wrong(self, name: str) -> Locator:
        return self.page.locator(f'[data-name="{name}"] .wrong')

    def switch(self, label: str) -> None:
        with self.saved():
            self.page.get_by_role("switch", name=label, exact=True).click()

    def write(self, label: str, text: str) -> None:
        with self.saved():
            field = self.page.get_by_label(label, exact=True)
            field.fill(text)
            field.press("Enter")

    def choose(self, label: str, option: str) -> None:
        with self.saved():
            self.page.get_by_label(label, exact=True).select_option(label=option)

    def saved(self) -> Any:
        """A block in which the server takes a change."""
        return self.page.expect_response(lambda response: response.request.method == "POST" and response.ok)

    def ask(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        return self.client.request(method, path, json=body)

    def error(self, method: str, path: str, body: Any = None) -> tuple[int, str, str]:
        answer = self.ask(method, path, body)
        (error,) = answer.json()["errors"]
        return answer.status_code, error["code"], error["message"]

    def contact(self, **fields: Any) -> str:
        answer = self.ask("POST", "/contacts", fields)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["id"])


@pytest.fixture
def faults(page: Page, server: OwnSite) -> Iterator[FaultsPage]:
    found = FaultsPage(page, server)
    yield found
    found.client.close()
    page.goto("about:blank")


@pytest.mark.parametrize(
    ("option", "status", "error"),
    [
        ("401, the token is not valid", 401, ("unauthorized", "Access Token Invalid")),
        ("403, the token may not do this", 403, ("forbidden", "You do not have permission to access this resource")),
        ("408, it took too long", 408, ("request_timeout", "The request timed out")),
        ("429, too many requests", 429, ("rate_limit_exceeded", "Exceeded rate limit of 1666 in 10_seconds")),
        ("500, an error of Intercom's", 500, ("server_error", "The server encountered an error")),
        ("503, not available", 503, ("service_unavailable", "Service temporarily unavailable")),
    ],
)
def test_rest_status_is_answered_until_it_is_none(
    faults: FaultsPage, option: str, status: int, error: tuple[str, str]
) -> None:
    faults.choose("Status in place of an answer", option)
    assert faults.error("POST", "/contacts", {"external_id": "1"}) == (status, *error)
    faults.choose("Status in place of an answer", "none: it does what it is asked")
    assert faults.ask("POST", "/contacts", {"external_id": "1"}).status_code == 200


@pytest.mark.parametrize("status", [502, 504])
def test_rest_status_of_a_load_balancer_is_html(faults: FaultsPage, status: int) -> None:
    faults.choose("Status in place of an answer", f"{status}, an HTML page of a load balancer")
    answer = faults.ask("GET", "/me")
    assert (answer.status_code, answer.text) == (status, f"<html><body><h1>{status}</h1></body></html>")


def test_rest_retry_after_is_a_header_beside_the_status(faults: FaultsPage) -> None:
    faults.choose("Status in place of an answer", "503, not available")
    faults.write("Retry-After, in seconds", "7")
    answer = faults.ask("GET", "/me")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")


def test_rest_lost_closes_the_connection_after_the_work(faults: FaultsPage) -> None:
    faults.switch("Lose the answer")
    with pytest.raises(httpx2.RemoteProtocolError):
        faults.ask("POST", "/contacts", {"external_id": "1"})
    faults.switch("Lose the answer")
    assert faults.ask("POST", "/contacts", {"external_id": "1"}).status_code == 409


def test_rest_delay_makes_a_request_wait(faults: FaultsPage) -> None:
    faults.write("Delay, in ms", "300")
    started = time.monotonic()
    assert faults.ask("GET", "/me").status_code == 200
    assert time.monotonic() - started >= 0.3


def test_rest_conflict_has_the_id_in_the_text(faults: FaultsPage) -> None:
    faults.switch("Somebody else makes the contact first")
    status, code, message = faults.error("POST", "/contacts", {"external_id": "1"})
    there = faults.ask("GET", "/contacts/find_by_external_id/1").json()["id"]
    said = f"A contact matching those details already exists with id={there}"
    assert (status, code, message) == (409, "conflict", said)


def test_rest_merged_is_410_with_a_link(faults: FaultsPage) -> None:
    contact = faults.contact(external_id="1")
    faults.switch("The contact was merged meanwhile")
    gone = faults.ask("GET", f"/contacts/{contact}")
    now = faults.ask("GET", "/contacts/find_by_external_id/1").json()["id"]
    assert now != contact
    assert (gone.status_code, gone.headers["link"]) == (410, f'</contacts/{now}>; rel="canonical"')


def test_rest_match_every_and_times_choose_the_requests(faults: FaultsPage) -> None:
    faults.write("Only requests that contain", "GET /contacts")
    faults.write("Only each nth of them", "2")
    faults.write("No more often than", "2")
    faults.choose("Status in place of an answer", "500, an error of Intercom's")
    assert faults.ask("GET", "/me").status_code == 200
    found = [faults.ask("GET", "/contacts").status_code for _ in range(7)]
    assert found == [200, 500, 200, 500, 200, 200, 200]


def search(faults: FaultsPage) -> int:
    query = {"field": "external_id", "operator": "=", "value": "1"}
    return int(faults.ask("POST", "/contacts/search", {"query": query}).json()["total_count"])


def look_up(faults: FaultsPage) -> int:
    return faults.ask("GET", "/contacts/find_by_external_id/1").status_code


def send_event(faults: FaultsPage) -> int:
    return faults.ask("POST", "/events", SEEN).status_code


@pytest.mark.parametrize(
    ("label", "ask", "late", "usual"),
    [
        ("Search, in seconds", search, 0, 1),
        ("Look-up, in seconds", look_up, 404, 200),
        ("Events, in seconds", send_event, 404, 202),
    ],
)
def test_lag_hides_a_new_contact(
    faults: FaultsPage, label: str, ask: Callable[[FaultsPage], int], late: int, usual: int
) -> None:
    faults.write(label, str(LONG))
    faults.contact(external_id="1")
    assert ask(faults) == late
    faults.write(label, "0")
    assert ask(faults) == usual


def test_unknown_attributes_are_400_and_none_can_be_made(faults: FaultsPage) -> None:
    new = {"name": "plan", "model": "contact", "data_type": "string"}
    faults.ask("POST", "/data_attributes", new)
    faults.switch("No custom attributes")
    sent = {"external_id": "1", "custom_attributes": {"plan": "pro"}}
    said = (400, "parameter_invalid", "Custom attribute 'plan' does not exist")
    assert faults.error("POST", "/contacts", sent) == said
    assert faults.ask("POST", "/data_attributes", {**new, "name": "seats"}).status_code == 400


def test_event_limit_refuses_new_names(faults: FaultsPage) -> None:
    faults.contact(external_id="1")
    faults.switch("No room for event names")
    said = (422, "event_limit_exceeded", "Cannot have more than 120 active event names")
    assert faults.error("POST", "/events", SEEN) == said


def test_rest_rate_is_in_the_headers_and_429_beyond_it(faults: FaultsPage) -> None:
    faults.write("Requests in 10 seconds", "1")
    window = int(time.time()) // 10
    answers = [faults.ask("GET", "/me") for _ in range(3)]
    # Of three requests in a row two are in one window.
    over = next(answer for answer in answers if answer.status_code == 429)
    assert over.json()["errors"][0]["message"] == "Exceeded rate limit of 1 in 10_seconds"
    assert (over.headers["x-ratelimit-limit"], over.headers["x-ratelimit-remaining"]) == ("1", "0")
    assert int(over.headers["x-ratelimit-reset"]) // 10 in (window + 1, window + 2, window + 3)


def test_unique_emails_make_a_second_user_a_conflict(faults: FaultsPage) -> None:
    first = faults.contact(external_id="1", email="ann@example.org")
    faults.switch("One user for each email")
    sent = {"external_id": "2", "email": "ann@example.org"}
    said = f"A contact matching those details already exists with id={first}"
    assert faults.error("POST", "/contacts", sent) == (409, "conflict", said)


def test_limits_of_events_and_attributes_and_the_version(faults: FaultsPage) -> None:
    faults.contact(external_id="1")
    faults.write("Keys of an event", "1")
    assert faults.ask("POST", "/events", {**SEEN, "metadata": {"a": 1, "b": 2}}).status_code == 202
    stored = httpx2.get(f"{faults.origin}/sandbox/state").json()["events"]
    assert [row["metadata"] for row in stored] == [{"a": 1}]
    faults.write("Event names", "1")
    assert faults.ask("POST", "/events", {**SEEN, "event_name": "Bought"}).status_code == 422
    faults.write("Custom attributes", "0")
    new = {"name": "plan", "model": "contact", "data_type": "string"}
    said = (400, "parameter_invalid", "You have reached the limit of 0 custom attributes")
    assert faults.error("POST", "/data_attributes", new) == said
    faults.choose("Version of the API", "2.12")
    assert faults.ask("GET", "/me").headers["intercom-version"] == "2.12"
    assert faults.ask("GET", "/contacts/find_by_external_id/1").status_code == 404


@pytest.mark.parametrize(
    ("label", "name"), [("Block the script", "script_blocked"), ("Block the requests", "api_blocked")]
)
def test_messengers_switches_are_there_too(faults: FaultsPage, label: str, name: str) -> None:
    path = "/widget/demo" if name == "script_blocked" else "/messenger/web/unread"
    method = "GET" if name == "script_blocked" else "POST"
    faults.switch(label)
    answer = httpx2.request(method, f"{faults.origin}{path}", data={"app_id": "demo"} if method == "POST" else None)
    assert (answer.status_code, answer.text) == (503, "blocked")


def test_delays_and_refusals_of_the_messenger_are_set(faults: FaultsPage) -> None:
    faults.write("Delay of the script, in ms", "5")
    faults.write("Delay of the requests, in ms", "6")
    faults.choose("Refuse every boot and update", "as for a domain that is not trusted, 403")
    assert faults.sandbox.faults == Faults(script_delay=5, api_delay=6, refuse="domain")
    ping = {"app_id": "demo", "source": "apiBoot", "user_data": "{}"}
    answer = httpx2.post(f"{faults.origin}/messenger/web/ping", data=ping)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "domain_not_allowed")


def test_every_fault_and_its_name_is_on_the_page(faults: FaultsPage) -> None:
    shown = faults.page.locator('[data-path="faults"]').evaluate_all("all => all.map(one => one.dataset.name)")
    assert sorted(shown) == sorted(vars(Faults()))


def test_all_off_ends_all_at_once_and_keeps_people(faults: FaultsPage) -> None:
    contact = faults.contact(external_id="1")
    count = faults.page.locator("#count")
    expect(count).to_have_text("No fault is on")
    faults.switch("Lose the answer")
    expect(count).to_have_text("1 setting is not as usual")
    faults.write("Search, in seconds", "9")
    faults.write("Requests in 10 seconds", "5")
    expect(count).to_have_text("3 settings are not as usual")
    with faults.saved():
        faults.page.get_by_role("button", name="All off").click()
    expect(count).to_have_text("No fault is on")
    expect(faults.page.get_by_role("switch", name="Lose the answer")).not_to_be_checked()
    assert faults.sandbox.faults == Faults()
    assert faults.sandbox.workspaces["demo"].rest_rate == 1_666
    assert faults.ask("GET", f"/contacts/{contact}").status_code == 200


def test_server_keeps_the_state_over_a_reload_and_tells_of_changes_from_elsewhere(faults: FaultsPage) -> None:
    faults.write("Delay, in ms", "40")
    faults.page.reload()
    expect(faults.field("rest_delay")).to_have_value("40")
    httpx2.post(f"{faults.origin}/sandbox/faults", json={"rest_lost": True, "rest_status": 503})
    expect(faults.field("rest_lost")).to_be_checked()
    expect(faults.field("rest_status")).to_have_value("503")
    faults.sandbox.faults = Faults()  # as tests in Python do
    expect(faults.field("rest_lost")).not_to_be_checked()
    expect(faults.field("rest_delay")).to_have_value("0")


def test_field_that_somebody_types_into_is_left_alone(faults: FaultsPage) -> None:
    faults.field("rest_match").press_sequentially("POST")
    httpx2.post(f"{faults.origin}/sandbox/faults", json={"rest_match": "GET", "rest_lost": True})
    expect(faults.field("rest_lost")).to_be_checked()
    expect(faults.field("rest_match")).to_have_value("POST")


@pytest.mark.parametrize("text", ["60001", "-1", "1.5", ""])
def test_number_that_is_none_is_refused_with_what_is_allowed(faults: FaultsPage, text: str) -> None:
    faults.write("Delay, in ms", "5")
    field = faults.field("rest_delay")
    field.fill(text)
    field.press("Enter")
    expect(faults.wrong("rest_delay")).to_have_text("rest_delay needs a whole number from 0 to 60000")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert faults.sandbox.faults == Faults(rest_delay=5)
    faults.write("Delay, in ms", "6")
    expect(faults.wrong("rest_delay")).to_be_empty()
    assert faults.sandbox.faults == Faults(rest_delay=6)


def test_number_that_is_typed_while_another_is_set_stays(faults: FaultsPage) -> None:
    held: list[Route] = []
    faults.page.route("**/sandbox/faults", lambda route: held.append(route))
    field = faults.field("rest_delay")
    with faults.page.expect_request("**/sandbox/faults"):
        field.fill("5")
        field.press("Enter")
    field.fill("1.5")
    field.press("Enter")
    with faults.saved():
        held[0].continue_()
    expect(faults.page.locator("#said")).to_have_text("Set.")
    expect(field).to_have_value("1.5")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert faults.sandbox.faults == Faults(rest_delay=5)


def test_refusal_of_the_server_stands_beside_the_field(faults: FaultsPage, problems: Problems) -> None:
    field = faults.field("search_lag")
    field.evaluate("input => { input.max = 100000 }")
    field.fill("3601")
    field.press("Enter")
    expect(faults.wrong("search_lag")).to_have_text("search_lag is to be from 0 to 3600")
    assert problems.take() == [
        "error: Failed to load resource: the server responded with a status of 400 (Bad Request)"
    ]


def test_keyboard_reaches_and_sets_a_switch_whose_sentence_is_its_description(faults: FaultsPage) -> None:
    switch = faults.page.get_by_role("switch", name="Lose the answer", exact=True)
    faults.page.get_by_label("Retry-After, in seconds").focus()
    faults.page.keyboard.press("Tab")
    expect(switch).to_be_focused()
    with faults.saved():
        faults.page.keyboard.press("Space")
    assert faults.sandbox.faults.rest_lost
    said = "The request is done, and the connection is closed in place of the answer."
    expect(switch).to_have_accessible_description(said)
    expect(faults.page.get_by_role("group", name="Answers")).to_contain_text("Lose the answer")


def test_latest_requests_say_what_was_sent_and_why_it_was_refused(faults: FaultsPage) -> None:
    rows = faults.page.locator("#requests li")
    expect(faults.page.get_by_text("None yet.")).to_be_visible()
    contact = faults.contact(external_id="1", name="<b>Ann</b>")
    faults.ask("POST", "/contacts", {"external_id": "1"})
    faults.client.get("/me", headers={"authorization": "Bearer nobody's"})
    faults.choose("Status in place of an answer", "502, an HTML page of a load balancer")
    faults.ask("GET", "/me")
    expect(rows).to_have_count(4)
    said = rows.evaluate_all(
        "all => all.map(row => ['.tag', 'code', '.why'].map(part => row.querySelector(part)?.textContent ?? ''))"
    )
    assert said == [
        ["502", "GET /me", "an HTML page, as of a load balancer"],
        ["401", "GET /me", "unauthorized: Access Token Invalid"],
        ["409", "POST /contacts", f"conflict: A contact matching those details already exists with id={contact}"],
        ["200", "POST /contacts", ""],
    ]
    rows.last.locator("summary").click()
    expect(rows.last.get_by_role("region", name="What POST /contacts sent")).to_have_text(
        '{\n  "external_id": "1",\n  "name": "<b>Ann</b>"\n}'
    )
    for number in range(30):
        faults.ask("GET", f"/contacts/{number}")
    expect(rows.first.locator("code")).to_have_text("GET /contacts/29")
    expect(rows).to_have_count(30)
    faults.sandbox.reset()
    expect(rows).to_have_count(0)
    expect(faults.page.get_by_text("None yet.")).to_be_visible()


def test_request_that_is_pressed_while_another_comes_is_opened(faults: FaultsPage) -> None:
    rows = faults.page.locator("#requests li")
    faults.ask("GET", "/contacts/1")
    expect(rows).to_have_count(1)
    rows.first.locator("summary").hover()
    faults.page.mouse.down()
    faults.ask("GET", "/contacts/2")
    # The page is told of both: what it shows of the one says that it knows of the other.
    faults.sandbox.faults = Faults(rest_lost=True)
    expect(faults.page.locator("#count")).to_have_text("1 setting is not as usual")
    expect(rows).to_have_count(1)
    faults.page.mouse.up()
    expect(rows).to_have_count(2)
    expect(rows.locator("details[open] code")).to_have_text(["GET /contacts/1"])


def test_inspector_and_the_page_lead_to_each_other(faults: FaultsPage) -> None:
    faults.ask("POST", "/contacts", {"email": "nobody"})
    faults.page.get_by_role("navigation").get_by_role("link", name="Inspector").click()
    expect(faults.page.locator(".row.refused")).to_contain_text("400 POST /contacts")
    expect(faults.page.locator(".row.refused")).to_contain_text("email is invalid")
    faults.page.get_by_role("link", name="Faults").click()
    expect(faults.page.get_by_role("heading", name="Faults")).to_be_visible()


def test_policy_of_the_page_allows_nothing_but_its_own(faults: FaultsPage) -> None:
    policy = httpx2.get(f"{faults.origin}/faults").headers["content-security-policy"]
    assert policy == "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
