"""Conversations. A person sees their own, and those that their browser's session has begun, whoever began them.

The second is Intercom's own trap, and played on purpose: only a shutdown ends a session.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intercom_sandbox.server.people import changed_now
from intercom_sandbox.server.store import Store

UNREAD = """
select count(*) from messages join conversations on conversation = conversations.id
where (conversations.person = ? or conversations.session = ?) and author = 'operator' and not seen
"""
COUNT = "select count(*) from conversations where (person = ? or session = ?)"
SEEN_BY = "select 1 from conversations where id = ? and (person = ? or session = ?)"
LISTED = """
select id,
    (select body from messages where conversation = conversations.id order by id desc limit 1) as last,
    (select count(*) from messages where conversation = conversations.id and author = 'operator' and not seen) as unread
from conversations where (person = ? or session = ?) order by id desc
"""


class Conversations:
    """All conversations of a store."""

    def __init__(self, store: Store, now: Callable[[], float]) -> None:
        self._store, self._now = store, now

    def figures(self, person: int, session: str) -> dict[str, int]:
        """How many there are to see, and how many messages nobody has seen."""
        return {
            "conversations": self._store.number(COUNT, person, session),
            "unread": self._store.number(UNREAD, person, session),
        }

    def listed(self, person: int, session: str) -> list[dict[str, Any]]:
        """Newest first, each with its last message."""
        return self._store.rows(LISTED, person, session)

    def messages(self, number: int, person: int, session: str) -> list[dict[str, Any]]:
        """The messages of a conversation that this person may see; they count as seen from now on."""
        if not self._store.row(SEEN_BY, number, person, session):
            return []
        self._store.write("update messages set seen = 1 where conversation = ?", number)
        return self._store.rows("select author, body from messages where conversation = ? order by id", number)

    def begin(self, app: str, person: int, session: str, body: str) -> int:
        """A visitor who writes becomes a lead."""
        number = self._store.write(
            "insert into conversations (app, person, session, created) values (?, ?, ?, ?)",
            *(app, person, session, self._now()),
        )
        self._store.write("update people set role = 'lead' where id = ? and role = 'visitor'", person)
        changed_now(self._store, person, self._now())
        self.add(number, "person", body)
        return number

    def add(self, number: int, author: str, body: str) -> None:
        """One more message, of the `person` or an `operator`."""
        self._store.write(
            "insert into messages (conversation, author, body, created, seen) values (?, ?, ?, ?, ?)",
            *(number, author, body, self._now(), int(author == "person")),
        )

    def exists(self, number: int) -> bool:
        return self._store.number("select count(*) from conversations where id = ?", number) > 0
