"""What a test is told where it waited in vain: what was seen instead, and what may be the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from intercom_sandbox.server.sandbox import Sandbox
from intercom_sandbox.server.workspace import Faults
from intercom_sandbox.testing import snapshot
from intercom_sandbox.testing.data_types import Company, Conversation, Event, Person, RefusedRequest

#: How many rows of each kind a message has at most: the newest ones.
SHOWN = 10


def criteria(given: Mapping[str, Any]) -> str:
    """The criteria in words: ``email 'ada@example.org' and name 'Ada'``."""
    words = [f"{name} {value!r}" for name, value in given.items() if value is not None]
    return " and ".join(words)


def person_words(person: Person) -> str:
    """A person in one line: the role, then what they are known by, then the other attributes."""
    known = criteria({"user_id": person.user_id, "email": person.email, "name": person.name})
    rest = {key: value for key, value in person.attributes.items() if key not in ("email", "name")}
    companies = [company.company_id for company in person.companies]
    more = [f"attributes {rest}" if rest else "", f"companies {companies}" if companies else ""]
    role = f"{person.role} (archived)" if person.archived else person.role
    return ", ".join([role, *filter(None, [known, *more])])


def people(found: Sequence[Person]) -> str:
    return rows("People", [person_words(person) for person in found])


def companies(found: Sequence[Company]) -> str:
    return rows("Companies", [f"{company.company_id!r} {company.attributes}" for company in found])


def events(found: Sequence[Event]) -> str:
    return rows("Events", [f"{event.name!r} {event.metadata}, by {person_words(event.person)}" for event in found])


def conversations(found: Sequence[Conversation]) -> str:
    lines = []
    for conversation in found:
        said = "; ".join(f"{message.author}: {message.body!r}" for message in conversation.messages)
        lines.append(f"of {person_words(conversation.person)}: {said}")
    return rows("Conversations", lines)


def rows(kind: str, lines: Sequence[str]) -> str:
    """The rows of a kind that are there, the newest ones where there are many."""
    if not lines:
        return f"{kind}: none"
    left_out = f" ({len(lines)}, of which these are the last)" if len(lines) > SHOWN else ""
    return "\n  ".join([f"{kind}{left_out}:", *lines[-SHOWN:]])


def is_of_page(refused: RefusedRequest) -> bool:
    return refused.request in ("ping", "events")


def refusal_words(refused: RefusedRequest) -> str:
    """A refusal in one line; a page names the app id, a server's token stands for it."""
    whose = f" for app id {refused.app_id!r}" if is_of_page(refused) else ""
    return f"{refused.request}{whose}: {refused.status} {refused.code}: {refused.message}"


def likely_reasons(sandbox: Sandbox, widget_url: str) -> list[str]:
    """Why nothing may have come: refusals, faults that are on, or a page that does not know the sandbox.

    Where a server has called the REST API, the page is no likely reason.
    """
    found = []
    refused = snapshot.refusals(sandbox)
    if refused:
        found.append(rows("Intercom refused", [refusal_words(one) for one in refused]))
        pages = [one for one in refused if is_of_page(one)]
        if {one.app_id for one in pages} - sandbox.workspaces.keys():
            found.append(f"The sandbox's app id is {' and '.join(map(repr, sandbox.workspaces))}")
    if sandbox.faults != Faults():
        found.append(f"Faults are on: {sandbox.faults}")
    if sandbox.store.number("select count(*) from feed where kind = 'rest'"):
        return found  # it is a server that is tested
    if not sandbox.widget_requests:
        found.append(f"No page has asked for the Messenger at {widget_url}: look at widgetUrl and the page's console")
    elif not sandbox.store.number("select count(*) from feed where kind in ('ping', 'events')"):
        found.append("A page has asked for the Messenger, and none has booted it: look at the page's console")
    return found
