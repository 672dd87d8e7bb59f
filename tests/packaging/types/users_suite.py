"""What a user's suite has; two lines of it are wrong."""

from __future__ import annotations

from intercom_sandbox.testing import Company, Conversation, Event, Faults, IntercomSandbox, Person, Shown


def test_types(intercom_sandbox: IntercomSandbox) -> None:
    ada: Person = intercom_sandbox.wait_for_person(email="ada@example.org", role="user")
    companies: list[Company] = [*ada.companies, *intercom_sandbox.companies]
    event: Event = intercom_sandbox.wait_for_event("Signed Up", metadata={"plan": "free"})
    conversation: Conversation = intercom_sandbox.write_message(list, "Hello")
    shown: Shown = intercom_sandbox.wait_for_visitor(lambda: [{"name": "a", "value": "b"}])
    said: list[str] = [message.body for message in [*conversation.messages, *shown.conversations[0].messages]]
    assert said == [event.person.name]
    assert companies
    intercom_sandbox.faults = Faults(refuse="everything")
    assert ada.mail
