"""Segment's group call: a company, and the person's membership in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intercom_destination.cloud.mapping.api_values import object_of, text_of
from intercom_destination.cloud.mapping.companies import company_fields, company_of
from intercom_destination.cloud.mapping.identify import contact_request
from intercom_destination.cloud.mapping.lane import Person
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.cloud.mapping.times import last_seen_at
from intercom_destination.cloud.request import Refused, Request
from intercom_destination.js import either


def group_traits(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The company's traits; a library that has none may send properties. Traits that are empty are traits."""
    return object_of(either(event.get("traits"), event.get("properties")))


def group_requests(event: Mapping[str, Any], person: Person, settings: Settings) -> list[Request]:
    """The company, what the call tells of the person, which is when it was seen, and the membership."""
    group_id = text_of(event.get("groupId"))
    if group_id is None:
        raise Refused("no_group_id", "a group call needs a groupId: a string or a number")
    company = company_of(group_id, *company_fields(group_traits(event), settings), settings)
    seen = last_seen_at(event, {})
    contact = [] if seen is None else [contact_request(person, last_seen_at=seen)]
    return [company.upsert(), *contact, company.membership()]
