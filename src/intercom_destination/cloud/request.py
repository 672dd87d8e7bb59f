"""One request to Intercom's REST API, as the mapping plans it and delivery sends it; and why an event gets none.

The mapping knows no contact's and no company's id of Intercom's. It writes placeholders, which delivery fills in:
``{person}`` is the contact that the event is about, ``{company:ID}`` the company whose ``company_id`` is ``ID``.
A placeholder is a whole segment of a path, or the whole ``id`` at the top of a body. It is nowhere else: a trait that
reads ``{person}`` is a trait. An ``ID`` is as the event has it, and may hold any character; in a path it comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """A request to Intercom's REST API.

    ``known`` is what to send instead when the contact's id is known already, such as ``PUT /contacts/{person}``.
    ``gives`` names the placeholder that the answer's ``id`` fills: ``person``, ``company:ID``, or nothing. A
    placeholder that no earlier request of the event gives is delivery's to look up; the person is made when needed.

    An event's body has ``user_id`` where the event has a user id, else ``"id": "{person}"``: an email may be that of
    several contacts, which Intercom answers with 409, so delivery finds the contact first. It has no ``created_at``
    where the event tells no time that can be read; delivery then adds the second in which the event was queued.
    """

    method: str
    path: str
    body: dict[str, Any]
    known: str | None = None
    gives: str | None = None


class Refused(Exception):  # noqa: N818  what became of the event, in a word
    """An event that cannot be sent: ``code`` is for programs, ``message`` is a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
