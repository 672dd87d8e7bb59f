"""What people write on python-intercom: search for the contact, then create or update it; in a few threads."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from intercom import Intercom
from intercom.core.api_error import ApiError
from intercom.types import (
    CreateContactRequestWithExternalId,
    CreateDataEventRequestWithUserId,
    CreateOrUpdateCompanyRequest,
    SingleFilterSearchRequest,
)

THREADS = 8


def deliver_plainly(events: Iterable[dict[str, Any]], token: str, base_url: str) -> int:
    """Deliver events; how many failed."""
    client = Intercom(token=token, base_url=base_url)

    def find(user_id: str) -> str | None:
        query = SingleFilterSearchRequest(field="external_id", operator="=", value=user_id)
        found = client.contacts.search(query=query).items
        return str(found[0].id) if found else None

    def identify(user: str, traits: dict[str, Any]) -> bool:
        contact = find(user)
        if contact:
            client.contacts.update(contact_id=contact, name=traits["name"], email=traits["email"])
        else:
            fields = CreateContactRequestWithExternalId(external_id=user, name=traits["name"])
            client.contacts.create(request=fields)
        return True

    def group(user: str, company_id: str, traits: dict[str, Any]) -> bool:
        contact = find(user)
        request = CreateOrUpdateCompanyRequest(company_id=company_id, name=traits["name"])
        company = client.companies.create_or_update(request=request)
        if contact is None:
            return False
        client.companies.attach_contact(contact_id=contact, company_id=str(company.id))
        return True

    def track(user: str, name: str, at: int) -> bool:
        client.events.create(request=CreateDataEventRequestWithUserId(event_name=name, user_id=user, created_at=at))
        return True

    def deliver(event: dict[str, Any]) -> bool:
        try:
            if event["type"] == "identify":
                return identify(event["userId"], event["traits"])
            if event["type"] == "group":
                return group(event["userId"], event["groupId"], event["traits"])
            return track(event["userId"], event["event"], event["timestamp"])
        except ApiError:
            return False

    with ThreadPoolExecutor(THREADS) as threads:
        return sum(not done for done in threads.map(deliver, events))
