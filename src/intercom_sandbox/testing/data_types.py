"""What a test reads: people, companies, events and conversations as Intercom has them.

No ids or times of the sandbox's own are among it, so that a test can compare whole records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

#: A visitor is nobody that Intercom knows, a lead has written, a user has a user id or an email.
Role = Literal["visitor", "lead", "user"]


@dataclass(frozen=True)
class Company:
    """A company; `attributes` are all of them, the name too."""

    company_id: str
    name: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """A person; `attributes` are all of them, standard and custom ones, with email and name among them.

    `archived` is one whom the REST API has archived; who is deleted there is gone.
    """

    role: Role
    user_id: str | None = None
    email: str | None = None
    name: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    companies: list[Company] = field(default_factory=list)
    archived: bool = False


@dataclass(frozen=True)
class Event:
    """An event, with its metadata and the person who made it."""

    name: str
    metadata: dict[str, Any]
    person: Person


@dataclass(frozen=True)
class Message:
    """One message; `seen` says whether the person has had an operator's message before them."""

    author: Literal["person", "operator"]
    body: str
    seen: bool


@dataclass(frozen=True)
class Conversation:
    """A conversation, with its messages in the order that they were written. `number` names it, as in `reply`."""

    number: int
    person: Person
    messages: list[Message]


@dataclass(frozen=True)
class RefusedRequest:
    """A request that Intercom refused, with its words.

    Of a page it is a boot or update ("ping"), or "events"; of a server it is method and path, as "POST /contacts". The
    app id is empty where a server's token is of no workspace.
    """

    request: str
    app_id: str
    status: int
    code: str
    message: str


@dataclass(frozen=True)
class Shown:
    """What the Messenger shows at a browser: its reader (None without a session) and their conversations."""

    person: Person | None
    conversations: list[Conversation]
