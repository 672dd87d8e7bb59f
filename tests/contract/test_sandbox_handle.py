"""The sandbox as a site's own test has it: whole records, waiting, and what a failure says."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from tests.support.rest_client import NOW, Rest
from tests.support.sandbox_client import Server

from intercom_destination import bundle_bytes
from intercom_sandbox.server import Sandbox, delays
from intercom_sandbox.testing import (
    Company,
    Conversation,
    Event,
    Faults,
    IntercomSandbox,
    Message,
    Person,
    RefusedRequest,
    Shown,
    Workspace,
    running,
)

ORIGIN = "http://127.0.0.1:1"
ACME = Company("7", "Acme", {"name": "Acme", "plan": "pro"})
ADA = Person("user", "ada", "ada@example.org", "Ada", {"email": "ada@example.org", "name": "Ada", "seats": 3}, [ACME])
ADA_SENT = {"user_id": "ada", "email": "ada@example.org", "name": "Ada", "seats": 3}
ADA_WORDS = "user, user_id 'ada' and email 'ada@example.org' and name 'Ada', attributes {'seats': 3}"
ACME_SENT = {"company_id": "7", "name": "Acme", "plan": "pro"}


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Server]:
    server = Server(Sandbox(), tmp_path / "sandbox.js")
    (tmp_path / "sandbox.js").write_text("// the Messenger")
    yield server
    server.sandbox.store.close()


@pytest.fixture
def intercom(asked: Server) -> IntercomSandbox:
    return IntercomSandbox(asked.sandbox, ORIGIN, patience=0.05)


def cookie(session: str, domain: str = "127.0.0.1") -> dict[str, object]:
    return {"name": "intercom-session-demo", "value": session, "domain": domain}


def failure(intercom: IntercomSandbox, **criteria: Any) -> list[str]:
    """The lines of a wait in vain."""
    with pytest.raises(AssertionError) as caught:
        intercom.wait_for_person(**criteria)
    return str(caught.value).splitlines()


# What has arrived


def test_people_companies_and_events_are_whole_records(asked: Server, intercom: IntercomSandbox) -> None:
    session = asked.ping({**ADA_SENT, "company": ACME_SENT}).json["session"]
    asked.track(session, {"event_name": "Signed Up", "metadata": {"plan": "free"}})
    assert intercom.people == [ADA]
    assert intercom.companies == [ACME]
    assert intercom.events == [Event("Signed Up", {"plan": "free"}, ADA)]
    assert (intercom.conversations, intercom.refusals) == ([], [])


def test_conversation_grows_by_message_and_reply(asked: Server, intercom: IntercomSandbox) -> None:
    session = asked.ping(ADA_SENT).json["session"]
    conversation = intercom.write_message(lambda: [cookie(session)], "Hello")
    assert conversation == Conversation(1, replace(ADA, companies=[]), [Message("person", "Hello", seen=True)])
    answered = intercom.reply(conversation, "Hi")
    assert answered.messages[1:] == [Message("operator", "Hi", seen=False)]
    assert intercom.conversations == [intercom.wait_for_conversation("Hi")] == [answered]


def test_refusal_has_intercoms_words(asked: Server, intercom: IntercomSandbox) -> None:
    asked.ping(ADA_SENT, app_id="other")
    (refused,) = intercom.refusals
    assert refused == RefusedRequest("ping", "other", 404, "app_not_found", refused.message)
    assert refused.message.startswith("The App ID in your code snippet is incorrect.")


def test_contact_of_the_rest_api_is_a_person_until_it_is_deleted(rest: Rest) -> None:
    intercom = IntercomSandbox(rest.sandbox, rest.origin)
    contact = rest.post("/contacts", {"external_id": "ada", "email": "ada@example.org"}).ok["id"]
    rest.post("/events", {"event_name": "Paid", "created_at": NOW, "user_id": "ada", "metadata": {"plan": "pro"}})
    ada = intercom.wait_for_person(user_id="ada")
    assert ada == Person("user", "ada", "ada@example.org", None, ada.attributes)
    assert intercom.events == [Event("Paid", {"plan": "pro"}, ada)]
    rest.post(f"/contacts/{contact}/archive")
    assert intercom.people == [replace(ada, archived=True)]
    rest.delete(f"/contacts/{contact}")
    assert (intercom.people, intercom.events) == ([], [])


# Waiting


def test_wait_ends_when_the_person_comes(asked: Server, intercom: IntercomSandbox) -> None:
    intercom.patience = 60
    looks: list[float] = []

    def pause(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 2:
            asked.ping(ADA_SENT)

    intercom.pause = pause
    assert intercom.wait_for_person(email="ada@example.org", attributes={"seats": 3}).name == "Ada"
    assert len(looks) == 2


@pytest.mark.parametrize(
    "criteria", [{"user_id": "bob"}, {"name": "Bob"}, {"role": "lead"}, {"attributes": {"seats": 4}}]
)
def test_wait_needs_all_that_is_given(asked: Server, intercom: IntercomSandbox, criteria: Any) -> None:
    asked.ping(ADA_SENT)
    assert failure(intercom, email="ada@example.org", **criteria)[1:3] == [
        "People:",
        f"  {ADA_WORDS}",
    ]


def test_wait_for_event_takes_the_name_as_the_site_wrote_it(asked: Server, intercom: IntercomSandbox) -> None:
    asked.track(asked.ping(ADA_SENT).json["session"], {"event_name": "cart.full", "metadata": {"items": 9}})
    assert intercom.wait_for_event("cart.full", metadata={"items": 9}).name == "cart-full"
    with pytest.raises(AssertionError) as caught:
        intercom.wait_for_event("cart.full", metadata={"items": 8})
    assert str(caught.value).splitlines()[:3] == [
        "Intercom has no event with name 'cart-full' and metadata {'items': 8}, after 0.05 s.",
        "Events:",
        f"  'cart-full' {{'items': 9}}, by {ADA_WORDS}",
    ]


def test_failure_says_that_no_page_knows_the_sandbox(intercom: IntercomSandbox) -> None:
    assert failure(intercom, email="ada@example.org") == [
        "Intercom has no person with email 'ada@example.org', after 0.05 s.",
        "People: none",
        f"No page has asked for the Messenger at {ORIGIN}/widget/{{appId}}: look at widgetUrl and the page's console",
    ]


def test_failure_says_that_no_page_has_booted(asked: Server, intercom: IntercomSandbox) -> None:
    asked.ask("GET", "/widget/demo")
    assert failure(intercom) == [
        "Intercom has no person, after 0.05 s.",
        "People: none",
        "A page has asked for the Messenger, and none has booted it: look at the page's console",
    ]


def test_failure_says_what_was_refused_and_which_faults_are_on(asked: Server, intercom: IntercomSandbox) -> None:
    asked.ask("GET", "/widget/other")
    asked.ping(ADA_SENT, app_id="other")
    intercom.faults = Faults(api_blocked=True)
    refused, app_id, faults = failure(intercom, name="Ada")[3:]
    assert refused.startswith("  ping for app id 'other': 404 app_not_found: The App ID")
    assert app_id == "The sandbox's app id is 'demo'"
    assert faults.startswith("Faults are on: Faults(script_blocked=False, script_delay=0, api_blocked=True")


def test_refusals_of_the_rest_api_are_listed(rest: Rest) -> None:
    intercom = IntercomSandbox(rest.sandbox, rest.origin, patience=0.05)
    rest.post("/contacts", {"external_id": 5})
    rest.get("/me", authorization="Bearer wrong")
    rest.contact(external_id="5")
    assert intercom.refusals == [
        RefusedRequest("POST /contacts", "demo", 400, "parameter_invalid", "external_id must be a string"),
        RefusedRequest("GET /me", "", 401, "unauthorized", "Access Token Invalid"),
    ]
    assert failure(intercom, email="ada@example.org") == [
        "Intercom has no person with email 'ada@example.org', after 0.05 s.",
        "People:",
        "  user, user_id '5'",
        "Intercom refused:",
        "  POST /contacts: 400 parameter_invalid: external_id must be a string",
        "  GET /me: 401 unauthorized: Access Token Invalid",
    ]


def test_waiting_ends_also_where_a_test_has_stopped_the_clock(
    intercom: IntercomSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter(range(1_000))

    def pause(seconds: float) -> None:
        assert next(looks, None) is not None, "the wait does not end"
        sleep(seconds)

    sleep, intercom.pause = time.sleep, pause
    monkeypatch.setattr(time, "monotonic", lambda: 0.0)
    assert failure(intercom)[0] == "Intercom has no person, after 0.05 s."


@pytest.mark.parametrize("name", ["fault", "worksapce", "patence"])
def test_attribute_that_there_is_not_cannot_be_set(intercom: IntercomSandbox, name: str) -> None:
    with pytest.raises(AttributeError, match=name):
        setattr(intercom, name, Faults())


def test_failure_shows_the_last_ten_of_many(asked: Server, intercom: IntercomSandbox) -> None:
    for number in range(12):
        asked.ping({"user_id": str(number)})
    lines = failure(intercom, user_id="12")
    assert lines[1] == "People (12, of which these are the last):"
    assert lines[2:12] == [f"  user, user_id '{number}'" for number in range(2, 12)]


# What a browser is shown


def test_visitor_sees_nothing_in_a_session_of_their_own(asked: Server, intercom: IntercomSandbox) -> None:
    ada, visitor = (asked.ping(data).json["session"] for data in (ADA_SENT, {}))
    conversation = intercom.write_message(lambda: [cookie(ada)], "Hello")
    assert intercom.shown_to(lambda: [cookie(ada)]).conversations == [conversation]
    assert intercom.wait_for_visitor(lambda: [cookie(visitor)]) == Shown(Person("visitor"), [])
    assert intercom.shown_to(list) == Shown(None, [])


def test_wait_for_visitor_names_the_person_before(asked: Server, intercom: IntercomSandbox) -> None:
    session = asked.ping(ADA_SENT).json["session"]
    with pytest.raises(AssertionError, match="still takes the person at this browser for user, user_id 'ada'"):
        intercom.wait_for_visitor(lambda: [cookie(session)])


def test_wait_for_visitor_needs_a_page_that_has_booted(intercom: IntercomSandbox) -> None:
    with pytest.raises(AssertionError, match="No page at this browser has booted the Messenger"):
        intercom.wait_for_visitor(list)


def test_session_is_found_under_an_app_id_of_any_letters(tmp_path: Path) -> None:
    server = Server(Sandbox([Workspace(app_id="é b!")]), tmp_path)
    token = server.ping({**ADA_SENT, "name": "Zoë"}, app_id="é b!").json["session"]
    named = {"name": "intercom-session-%C3%A9%20b!", "value": token}
    shown = IntercomSandbox(server.sandbox, ORIGIN).shown_to(lambda: [named])
    assert shown.person
    assert shown.person.name == "Zoë"
    server.sandbox.store.close()


def test_cookies_of_two_sites_are_refused(intercom: IntercomSandbox) -> None:
    two = [cookie("1", "a.example"), cookie("2", "b.example"), cookie("1", "a.example")]
    with pytest.raises(ValueError, match=r"of 2 sessions, for a.example and b.example: give those of one address"):
        intercom.shown_to(lambda: two)


# How it behaves


def test_faults_and_workspace_last_until_a_reset(asked: Server, intercom: IntercomSandbox) -> None:
    intercom.faults = Faults(refuse="identity")
    intercom.workspace = replace(intercom.workspace, identity="hmac")
    assert asked.ping(ADA_SENT).code == "invalid_user_hash"
    intercom.reset()
    assert (intercom.faults, intercom.workspace, intercom.refusals) == (Faults(), Workspace(), [])
    assert asked.ping(ADA_SENT).status == 200


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("faults", Faults(refuse=cast(Any, "everything")), "refuse is one of '', 'app_id', 'domain', 'identity'"),
        ("faults", Faults(api_delay=-1), "api_delay is to be from 0 to 60000"),
        ("faults", {"api_blocked": True}, r"Faults\(...\) is needed, not {'api_blocked': True}"),
        ("workspace", Workspace(identity=cast(Any, "md5")), "identity is one of 'off', 'hmac', 'jwt'"),
        ("workspace", Workspace(app_id="other"), "the sandbox's app id is 'demo' until it ends"),
    ],
)
def test_setting_that_is_wrong_is_named(intercom: IntercomSandbox, name: str, value: Any, message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        setattr(intercom, name, value)
    assert (intercom.faults, intercom.workspace) == (Faults(), Workspace())


def test_reply_to_a_conversation_of_before_a_reset_is_refused(asked: Server, intercom: IntercomSandbox) -> None:
    session = asked.ping(ADA_SENT).json["session"]
    conversation = intercom.write_message(lambda: [cookie(session)], "Hello")
    intercom.reset()
    with pytest.raises(ValueError, match="there is no conversation 1: has the sandbox been reset since"):
        intercom.reply(conversation, "Hi")


def test_request_of_before_a_reset_makes_nobody(
    asked: Server, intercom: IntercomSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    intercom.faults = Faults(api_delay=60_000)

    async def reset_meanwhile(_seconds: float) -> None:
        intercom.reset()

    monkeypatch.setattr(delays, "asyncio", SimpleNamespace(sleep=reset_meanwhile))
    assert asked.ping(ADA_SENT).code == "sandbox_reset"
    assert (intercom.people, intercom.refusals) == ([], [])


def test_running_serves_the_messenger_and_takes_what_pages_send() -> None:
    with running(Workspace(app_id="abc")) as intercom:
        with urlopen(intercom.widget_url.replace("{appId}", intercom.app_id)) as answer:
            assert answer.read() == bundle_bytes("sandbox.js")
        form = {"app_id": "abc", "source": "apiBoot", "user_data": json.dumps(ADA_SENT)}
        with urlopen(f"{intercom.origin}/messenger/web/ping", urlencode(form).encode()):
            assert intercom.people == [replace(ADA, companies=[])]


def test_running_ends_while_a_request_is_made_to_wait() -> None:
    with running() as intercom:
        intercom.faults = Faults(script_delay=60_000)
        waiting = HTTPConnection(intercom.origin.removeprefix("http://"))
        waiting.request("GET", "/widget/demo")
    with closing(waiting):
        assert waiting.getresponse().status == 200
