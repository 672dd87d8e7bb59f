"""Runs the requests that the mapping plans for an event: fills in ids, and leaves out what is known to be so already.

Every step may be repeated: a plan that stops half way runs again from its start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from intercom_destination.cloud.delivery.answers import ContactGone, TryLater, rejected
from intercom_destination.cloud.delivery.company_membership import Memberships
from intercom_destination.cloud.delivery.contact_resolution import MOST_TRIES, Contacts
from intercom_destination.cloud.delivery.sender import Sender
from intercom_destination.cloud.queue.queue_types import Row
from intercom_destination.cloud.request import Request

COMPANY = "company:"
ATTACH = "/contacts/{person}/companies"
DETACH = "/contacts/{person}/companies/{company:"
# Times that a contact which has just been found may be gone at the next step.
MOST_RUNS = 3


class PlanRunner:
    """Delivers one event at a time for each person."""

    def __init__(self, sender: Sender, contacts: Contacts, memberships: Memberships) -> None:
        self._sender, self._contacts, self._memberships = sender, contacts, memberships

    async def run(self, row: Row, kind: str, plan: Sequence[Request], now: float) -> None:
        """Run a plan to its end. Raises `TryLater`, `Paused` or `Rejected`."""
        for again in range(MOST_RUNS):
            try:
                for request in plan:
                    if request.path == "/events":
                        await self._send_event(row, request.body, now, by_id=again > 0)
                    else:
                        await self._step(row, kind, request, plan, now)
            except ContactGone:
                await self._contacts.follow(row)
            else:
                return
        raise TryLater("the contact is not found")

    async def _step(self, row: Row, kind: str, request: Request, plan: Sequence[Request], now: float) -> None:
        if request.gives == "person":
            await self._contacts.upsert(row, request.body, now, is_identify=kind == "identify")
        elif request.gives and request.gives.startswith(COMPANY):
            await self._memberships.upsert(request.gives.removeprefix(COMPANY), request.body)
        elif request.path == ATTACH:
            await self._attach(row, request.body["id"][1:-1].removeprefix(COMPANY), plan, now)
        elif request.path.startswith(DETACH):
            person = await self._contacts.ensure(row, now)
            await self._memberships.detach(person, request.path.removeprefix(DETACH)[:-1])
        else:
            raise ValueError(f"delivery knows no request {request.method} {request.path}")

    async def _attach(self, row: Row, company_id: str, plan: Sequence[Request], now: float) -> None:
        """Attach the person to a company that the plan has made before; made anew where it is gone."""
        gives = f"{COMPANY}{company_id}"
        body = next(request.body for request in plan if request.gives == gives)
        person = await self._contacts.ensure(row, now)
        for _ in range(MOST_RUNS):
            # Not written again where it is known: another person's event may have changed it since.
            company = self._memberships.known(company_id) or await self._memberships.upsert(company_id, body)
            if await self._memberships.attach(person, company_id, company, row.id):
                return
        raise TryLater("the company is not found")

    async def _send_event(self, row: Row, planned: dict[str, Any], now: float, *, by_id: bool) -> None:
        """Send an event. A contact that was merged into another one may have lost its user ID: then `by_id`."""
        is_new = not self._contacts.is_known(row)
        person = await self._contacts.ensure(row, now)
        second = await self._contacts.second_of(row) if is_new else row.second
        body = {**planned, "created_at": second}
        if by_id or "id" in body:
            body.pop("user_id", None)
            body["id"] = person
        answer = await self._sender.send("POST", "/events", body)
        if answer.ok:
            return
        if answer.status in (404, 410) and (row.tries < MOST_TRIES or not by_id):
            raise ContactGone
        raise rejected(answer)
