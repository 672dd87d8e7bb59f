"""Companies and who is in them: what has not changed is not sent again."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from intercom_destination.cloud.delivery.answers import Answer, ContactGone, rejected
from intercom_destination.cloud.delivery.attribute_repair import AttributeRepair
from intercom_destination.cloud.delivery.sender import Sender
from intercom_destination.cloud.queue.known_ids import KnownIds


class Memberships:
    """Writes companies, attaches contacts to them, and detaches."""

    def __init__(self, sender: Sender, repair: AttributeRepair, known: KnownIds) -> None:
        self._sender, self._repair, self._known = sender, repair, known

    async def upsert(self, company_id: str, body: dict[str, Any]) -> str:
        """Intercom's id of a company that has these fields now."""
        digest = hashlib.blake2b(json.dumps(body, sort_keys=True).encode(), digest_size=16).hexdigest()
        known = self._known.company(company_id, digest)
        if known:
            return known
        answer = await self._repair.send("POST", "/companies", body, "company")
        if not answer.ok:
            raise rejected(answer)
        found = answer.id
        self._known.learn_company(company_id, found, digest)
        return found

    def known(self, company_id: str) -> str | None:
        """Intercom's id of a company, whatever fields it has by now."""
        return self._known.company(company_id)

    async def attach(self, contact: str, company_id: str, company: str, row_id: int) -> bool:
        """Attach a contact; False where the company is not there any more."""
        if self._known.is_attached(contact, company):
            return True
        answer = await self._sender.send("POST", f"/contacts/{quote(contact, safe='')}/companies", {"id": company})
        if answer.ok:
            self._known.learn_attached(contact, company, row_id)
            return True
        if _is_company_missing(answer):
            self._known.forget_company(company_id)
            return False
        if answer.status in (404, 410):
            raise ContactGone
        raise rejected(answer)

    async def detach(self, contact: str, company_id: str) -> None:
        """Take a contact out of a company. That it was not in, or that there is no such company, is as good."""
        company = self._known.company(company_id)
        if company is None:
            answer = await self._sender.send("GET", f"/companies?company_id={quote(company_id, safe='')}")
            if answer.status == 404:
                return
            if not answer.ok:
                raise rejected(answer)
            company = answer.id
        self._known.forget_attached(contact, company)
        path = f"/contacts/{quote(contact, safe='')}/companies/{quote(company, safe='')}"
        answer = await self._sender.send("DELETE", path)
        if not answer.ok and answer.status != 404:
            raise rejected(answer)


def _is_company_missing(answer: Answer) -> bool:
    code, message = answer.error
    return answer.status == 404 and (code == "company_not_found" or "company" in message.lower())
