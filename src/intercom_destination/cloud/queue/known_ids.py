"""What is remembered of Intercom's ids: contacts of lanes, companies, who is attached to which, types of attributes.

It saves requests and nothing else: whatever is missing here is asked for, and what has become wrong is found out by
Intercom's answers.
"""

from __future__ import annotations

import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple

from intercom_destination.cloud.queue.enqueue import part_seconds
from intercom_destination.cloud.queue.queue_types import Row
from intercom_destination.cloud.queue.reader import Reader
from intercom_destination.cloud.queue.writer import Writer

# People that are remembered; who was not used for longest goes first. About 150 bytes each.
MOST_PEOPLE = 2_000_000
# Seconds that an unchanged company and its members are trusted: somebody may change them at Intercom's.
TRUSTED = 24 * 3600
# Facts that are in memory too: above all those that are on their way to the disk.
MOST_CACHED = 10_000

LEARN_CONTACT = (
    "insert into people (lane, contact_id, seen, used)"
    " select ?, ?, ?, ? where exists (select 1 from queue where id = ?) on conflict (lane) do update"
    " set contact_id = excluded.contact_id, used = excluded.used, seen ="
    " case when contact_id = excluded.contact_id then max(seen, excluded.seen) else excluded.seen end"
)
# Lanes of a contact beside one that is not known to be of it yet.
OTHER_LANES = (
    "select lane from people where contact_id = ? and not exists"
    " (select 1 from people where lane = ? and contact_id = ?)"
)


class Contact(NamedTuple):
    """A contact of Intercom's, and the last `last_seen_at` that it has."""

    id: str
    seen: int


class KnownIds:
    """The tables people, companies, attached and attributes."""

    def __init__(
        self, reader: Reader, writer: Writer, now: Callable[[], float] = time.time, *, shift: bool = True
    ) -> None:
        self._reader, self._writer, self._now, self._shift = reader, writer, now, shift
        self._cache: OrderedDict[tuple[str, ...], tuple[Any, ...] | None] = OrderedDict()

    def contact(self, lane: str) -> Contact | None:
        row = self._row(("people", lane), "select contact_id, coalesce(seen, 0), used from people where lane = ?")
        if row is None or row[0] is None:
            return None
        if row[2] < self._now() - TRUSTED:
            used = int(self._now())
            self._keep(("people", lane), (row[0], row[1], used))
            self._write("update people set used = ? where lane = ?", used, lane)
        return Contact(row[0], row[1])

    def learn_contact(self, lane: str, contact: Contact, row_id: int) -> None:
        """Remember the contact of a lane. If the row whose delivery found it was forgotten meanwhile, nothing stays."""
        used = int(self._now())
        known = self._cache.get(("people", lane))
        seen = max(contact.seen, known[1]) if known and known[0] == contact.id else contact.seen
        self._keep(("people", lane), (contact.id, seen, used))

        def step(db: sqlite3.Connection) -> None:
            others = db.execute(OTHER_LANES, (contact.id, lane, contact.id)).fetchall()
            db.execute(LEARN_CONTACT, (lane, contact.id, contact.seen, used, row_id))
            # Two lanes turn out to be one contact's, such as an email's and a user id's.
            for (other,) in others if self._shift else ():
                part_seconds(db, lane, other)

        self._writer.submit(step)

    def second_of(self, row: Row) -> Future[int]:
        """The second of an event whose contact has just been learned: it may have been parted from another lane's."""

        def step(db: sqlite3.Connection) -> int:
            found = db.execute("select second from queue where id = ?", (row.id,)).fetchone()
            return int(found[0]) if found else row.second

        return self._writer.submit(step)

    def forget_contact(self, lane: str) -> None:
        self._keep(("people", lane), None)
        self._write("update people set contact_id = null, seen = null where lane = ?", lane)

    def company(self, company_id: str, body_hash: str | None = None) -> str | None:
        """Intercom's id of a company; with a hash only where the company was sent like that lately."""
        row = self._row(("companies", company_id), "select id, hash, at from companies where company_id = ?")
        if row is None or (body_hash is not None and (row[1] != body_hash or row[2] < self._now() - TRUSTED)):
            return None
        return str(row[0])

    def learn_company(self, company_id: str, found: str, body_hash: str) -> None:
        row = (found, body_hash, int(self._now()))
        self._keep(("companies", company_id), row)
        self._write("insert or replace into companies values (?, ?, ?, ?)", company_id, *row)

    def forget_company(self, company_id: str) -> None:
        self._keep(("companies", company_id), None)
        self._write("delete from companies where company_id = ?", company_id)

    def is_attached(self, contact: str, company: str) -> bool:
        statement = "select at from attached where contact_id = ? and company_id = ?"
        row = self._row(("attached", contact, company), statement)
        return row is not None and row[0] >= self._now() - TRUSTED

    def learn_attached(self, contact: str, company: str, row_id: int) -> None:
        now = int(self._now())
        self._keep(("attached", contact, company), (now,))
        self._write(
            "insert or replace into attached select ?, ?, ? where exists (select 1 from queue where id = ?)",
            *(contact, company, now, row_id),
        )

    def forget_attached(self, contact: str, company: str) -> None:
        self._keep(("attached", contact, company), None)
        self._write("delete from attached where contact_id = ? and company_id = ?", contact, company)

    def attribute_type(self, model: str, name: str) -> str | None:
        statement = "select data_type from attributes where model = ? and name = ?"
        row = self._row(("attributes", model, name), statement)
        return str(row[0]) if row else None

    def learn_attribute(self, model: str, name: str, data_type: str) -> None:
        self._keep(("attributes", model, name), (data_type,))
        self._write("insert or replace into attributes values (?, ?, ?)", model, name, data_type)

    def prune(self) -> None:
        """Forget the people that were not used for longest, where there are too many, and old memberships."""
        since = int(self._now() - TRUSTED)

        def step(db: sqlite3.Connection) -> None:
            db.execute("delete from attached where at < ?", (since,))
            (count,) = db.execute("select count(*) from people").fetchone()
            if count > MOST_PEOPLE:
                statement = "delete from people where lane in (select lane from people order by used limit ?)"
                db.execute(statement, (count - MOST_PEOPLE,))

        self._writer.submit(step)

    def _row(self, key: tuple[str, ...], statement: str) -> tuple[Any, ...] | None:
        """What is known under a key: a write that is under way counts."""
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        row = self._reader.row(statement, *key[1:])
        self._keep(key, row)
        return row

    def _keep(self, key: tuple[str, ...], row: tuple[Any, ...] | None) -> None:
        self._cache[key] = row
        self._cache.move_to_end(key)
        if len(self._cache) > MOST_CACHED:
            self._cache.popitem(last=False)

    def _write(self, statement: str, *values: object) -> None:
        """Nobody waits for it: it is on disk before a later step of the same writer is."""
        self._writer.submit(lambda db: db.execute(statement, values).rowcount)
