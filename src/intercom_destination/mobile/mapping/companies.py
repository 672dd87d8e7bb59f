"""The companies of a person: the traits `company` and `companies` of identify, and Segment's group call (M11)."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.event_types import Event, Fields
from intercom_destination.events.values import is_nested, is_sendable
from intercom_destination.js import append, appended, as_object, either, get_own, is_list, is_string
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import string_hash
from intercom_destination.mobile.call_types import Table
from intercom_destination.mobile.mapping.typed import (
    as_id,
    as_nothing,
    as_seconds,
    as_text,
    as_whole,
    attributes_of,
    plain_fields,
)

# Source: `Company` of Intercom's SDKs. The traits' names are those of the document's table for group.
COMPANY: Table = {
    "id": as_id,
    "name": as_text,
    "plan": as_text,
    "monthly_spend": as_whole,
    "created_at": as_seconds,
    "created": as_nothing,
    "company_id": as_nothing,
    "remove": as_nothing,
}


def is_mobile_company_field(name: str, value: object, settings: object) -> bool:
    return is_sendable(value) and not is_nested(value)


def company_of(traits: Fields, group_id: object) -> Any:
    """A company for the SDKs, else undefined: without an id, Android's bridge drops it, and iOS sends an empty one."""
    fields = plain_fields(traits, is_mobile_company_field)
    identity = as_id(group_id) or as_id(get_own(fields, "id")) or as_id(get_own(fields, "company_id"))
    name = as_text(get_own(fields, "name"))
    if not identity and name:
        # As for a company that is a mere name (D1).
        identity = string_hash(name)
    if not identity:
        return undefined
    fields["id"] = identity
    return attributes_of(fields, COMPANY, {})


def companies_of(one: object, several: object) -> list[object]:
    """The companies of a person, from the traits `company` and `companies`; a string is a company's name."""
    companies: list[object] = []
    for item in appended(several if is_list(several) else [], one):
        company = company_of({"name": item} if is_string(item) else as_object(item), undefined)
        if company is not undefined:
            append(companies, company)
    return companies


def group_company(event: Event) -> Any:
    """The company that a group call is about, else undefined."""
    traits = either(get_own(event, "traits"), get_own(event, "properties"))
    return company_of(as_object(traits), get_own(event, "groupId"))
