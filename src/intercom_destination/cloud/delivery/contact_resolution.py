"""Which contact of Intercom's a person is: remembered, made, or read out of a conflict; search is for emails alone.

Search lags by minutes, so that a person identified twice within minutes would be made twice. `POST /contacts` is exact:
what exists is answered with 409 and its id.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from intercom_destination.cloud.delivery.answers import Answer, NotIntercom, Rejected, TryLater, rejected
from intercom_destination.cloud.delivery.attribute_repair import AttributeRepair
from intercom_destination.cloud.delivery.delivery_settings import DeliverySettings
from intercom_destination.cloud.delivery.sender import Sender
from intercom_destination.cloud.delivery.tally import Tally
from intercom_destination.cloud.queue.known_ids import Contact, KnownIds
from intercom_destination.cloud.queue.queue_types import Refusal, Row

# Merged, deleted, archived: a contact may be none of these more often within one event.
MOST_HOPS = 5
# Tries, about half an hour, after which an event of a contact that Intercom gives an id for and then denies is refused.
MOST_TRIES = 20


class Contacts:
    """Finds and writes contacts. What is found is remembered."""

    def __init__(
        self, sender: Sender, repair: AttributeRepair, known: KnownIds, settings: DeliverySettings, tally: Tally
    ) -> None:
        self._sender, self._repair, self._known, self._settings = sender, repair, known, settings
        self._tally = tally

    async def ensure(self, row: Row, now: float) -> str:
        """The contact's id; the person is made where that is allowed."""
        known = self._known.contact(row.lane)
        return known.id if known else await self.upsert(row, {"role": "user"}, now, is_identify=False)

    def is_known(self, row: Row) -> bool:
        """Whether the contact of a row's person is known already."""
        return self._known.contact(row.lane) is not None

    async def second_of(self, row: Row) -> int:
        """The second of an event whose contact was not known before; on disk, with the contact, once this is told."""
        return await asyncio.wrap_future(self._known.second_of(row))

    async def upsert(self, row: Row, fields: dict[str, Any], now: float, *, is_identify: bool) -> str:
        """Make or update the contact. `is_identify`: the event is about the person, who is made in any case."""
        identity = identity_of(row.lane)
        body = {"role": "user", **identity, **fields}
        contact, is_ours = self._known.contact(row.lane), True
        for _ in range(MOST_HOPS):
            if contact is None:
                made, contact, is_ours = await self._made_or_found(row, body, now, is_identify=is_identify)
                self._known.learn_contact(row.lane, contact, row.id)
                if made:
                    self._tally.people_created += not is_identify
                    return contact.id
            changes = _newer(body, contact.seen, now)
            if is_ours and set(changes) <= {"role", *identity}:
                return contact.id
            answer = await self._repair.send("PUT", contact_path(contact.id), changes, "contact")
            if answer.ok:
                answer.check_id()
                seen = Contact(contact.id, _seconds(changes.get("last_seen_at")))
                self._known.learn_contact(row.lane, seen, row.id)
                return contact.id
            contact = await self._after_refused_update(row, contact, answer)
        raise TryLater("the contact changes all the time")

    async def follow(self, row: Row) -> Contact | None:
        """The contact that the lane's one was merged into; else None, and the lane has none any more."""
        known = self._known.contact(row.lane)
        if known is None:
            return None
        answer = await self._sender.send("GET", contact_path(known.id))
        target = None
        if answer.status == 410 and answer.canonical_id:
            target = await self._sender.send("GET", contact_path(answer.canonical_id))
        # Forgotten only now: where an answer was lost, the next try asks the same again.
        self._known.forget_contact(row.lane)
        if target is None or not target.ok:
            return None
        ours, theirs = identity_of(row.lane).get("external_id"), target.body.get("external_id")
        if ours is not None and theirs not in (None, "", ours):
            raise rejected(answer, "identity_conflict", "the contact was merged into one that has another user ID")
        found = Contact(target.id, _seconds(target.body.get("last_seen_at")))
        self._known.learn_contact(row.lane, found, row.id)
        return found

    async def _after_refused_update(self, row: Row, contact: Contact, answer: Answer) -> Contact | None:
        """The contact to go on with: the one it was merged into, the restored one, or none: then it is made."""
        if answer.status in (404, 410):
            return await self.follow(row)
        if "archived" in answer.error[1].lower():
            await self._restore(contact.id, answer)
            return contact
        if answer.status == 409:
            raise rejected(answer, "identity_conflict", "another contact has the email or the user ID of this one")
        raise rejected(answer)

    async def _made_or_found(
        self, row: Row, body: dict[str, Any], now: float, *, is_identify: bool
    ) -> tuple[bool, Contact, bool]:
        """Whether the contact was made; the contact; whether it has our user ID already."""
        external_id, email = body.get("external_id"), body.get("email")
        if external_id is None:
            found = await self._search(str(email))
            if found:
                return False, found, True
        may_make = is_identify or self._settings.unknown_person == "create"
        if not may_make:
            found = await self._look_up(str(external_id)) if external_id is not None else None
            if found:
                return False, found, True
            raise self._unknown(row, now)
        answer = await self._repair.send("POST", "/contacts", body, "contact")
        if answer.ok:
            return True, Contact(answer.id, _seconds(body.get("last_seen_at"))), True
        if answer.status == 409:
            return False, *await self._conflicting(row, external_id, answer)
        raise rejected(answer)

    def _unknown(self, row: Row, now: float) -> Exception:
        left = row.at + self._settings.person_wait - now
        if left > 0:
            return TryLater("the person is unknown", min(left, 30.0))
        return Rejected(
            Refusal("unknown_person", "Intercom does not know the person, and unknownPerson says to refuse")
        )

    async def _conflicting(self, row: Row, external_id: str | None, conflict: Answer) -> tuple[Contact, bool]:
        """The contact that a 409 is about, restored where it was archived, and whether it has our user ID."""
        number = conflict.existing_id
        if number is None:
            found = await self._look_up(external_id) if external_id is not None else None
            if found is None:
                raise rejected(conflict, "conflict", "Intercom says that the contact exists, and not which it is")
            return found, True
        answer = await self._sender.send("GET", contact_path(number))
        if answer.status == 410 and answer.canonical_id:
            number = answer.canonical_id
            answer = await self._sender.send("GET", contact_path(number))
        is_archived = "archived" in conflict.error[1].lower() or answer.body.get("archived") is True
        if not answer.ok and not (answer.status == 404 and is_archived):
            if row.tries >= MOST_TRIES:
                raise rejected(conflict, "conflict", "Intercom says that the contact exists, and does not find it")
            raise TryLater("the contact of a conflict is not there")
        theirs = answer.body.get("external_id")
        if external_id is not None and theirs not in (None, "", external_id):
            raise rejected(conflict, "identity_conflict", "the contact with this email has another user ID")
        if is_archived:
            await self._restore(number, conflict)
        is_ours = external_id is None or theirs == external_id
        return Contact(number, _seconds(answer.body.get("last_seen_at"))), is_ours

    async def _look_up(self, external_id: str) -> Contact | None:
        """The contact with a user ID, by a look-up that does not lag."""
        answer = await self._sender.send("GET", f"/contacts/find_by_external_id/{quote(external_id, safe='')}")
        if answer.status == 410 and answer.canonical_id:
            return Contact(answer.canonical_id, 0)
        if answer.status == 404:
            return None
        if not answer.ok:
            raise rejected(answer)
        return Contact(answer.id, _seconds(answer.body.get("last_seen_at")))

    async def _search(self, email: str) -> Contact | None:
        """The one user with an email, as far as the search has heard of them."""
        query = {"field": "email", "operator": "=", "value": email}
        answer = await self._sender.send("POST", "/contacts/search", {"query": query})
        if not answer.ok:
            raise rejected(answer)
        data = answer.body.get("data")
        if not isinstance(data, list):
            raise NotIntercom(answer.status)
        rows = [row for row in data if isinstance(row, dict) and row.get("role") == "user"]
        if len(rows) > 1:
            # The contacts found are other people's data: how many there are is enough.
            count = replace(answer, text=json.dumps({"total_count": len(rows)}))
            raise rejected(count, "ambiguous_email", "several contacts have this email: give the userId, too")
        return Contact(str(rows[0]["id"]), _seconds(rows[0].get("last_seen_at"))) if rows else None

    async def _restore(self, number: str, cause: Answer) -> None:
        if self._settings.archived == "refuse":
            raise rejected(cause, "archived", "the contact is archived, and the setting archived says to refuse")
        answer = await self._sender.send("POST", f"{contact_path(number)}/unarchive", {})
        if not answer.ok:
            raise rejected(answer, "archived", "the contact is archived, and Intercom does not restore it")


def identity_of(lane: str) -> dict[str, str]:
    """The field of a contact that a lane is named after."""
    kind, _, key = lane.partition(":")
    return {"external_id": key} if kind == "user" else {"email": key}


def contact_path(number: str) -> str:
    return f"/contacts/{quote(number, safe='')}"


def _newer(body: dict[str, Any], seen: int, now: float) -> dict[str, Any]:
    """The body without a `last_seen_at` that would go backwards, or say what is there already.

    A time in the future, of a wrong clock, does not count: it would stay for ever.
    """
    if "last_seen_at" in body and _seconds(body["last_seen_at"]) <= seen <= now:
        return {name: value for name, value in body.items() if name != "last_seen_at"}
    return body


def _seconds(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0
