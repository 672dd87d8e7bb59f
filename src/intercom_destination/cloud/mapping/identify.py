"""Segment's identify call: a person, as the API's contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intercom_destination.cloud.mapping.api_values import (
    first_date,
    object_of,
    short_text_of,
    sorted_out,
    spelled,
    text_of,
    without_none,
)
from intercom_destination.cloud.mapping.companies import Company, companies_of
from intercom_destination.cloud.mapping.custom_data import custom_attributes, kept
from intercom_destination.cloud.mapping.lane import Person
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.cloud.mapping.times import last_seen_at
from intercom_destination.cloud.mapping.unsubscribe import unsubscribed
from intercom_destination.cloud.request import Request
from intercom_destination.events.options import context_of

# Spelling of a trait -> the standard name that it has in here. None of these is a custom attribute.
NAMES = {
    "id": "id",
    "email": "email",
    "name": "name",
    "firstname": "first_name",
    "lastname": "last_name",
    "phone": "phone",
    "avatar": "avatar",
    "created": "created",
    "createdat": "created_at",
    "signedupat": "signed_up_at",
    "remotecreatedat": "remote_created_at",
    "lastrequestat": "last_request_at",
    "lastseenat": "last_seen_at",
    "company": "company",
    "companies": "companies",
}
# In the order in which they count.
SIGN_UP = ("created", "created_at", "signed_up_at", "remote_created_at")

# With `collectContext`: custom attribute -> where the context has it.
COLLECTED = {
    "device_type": ("device", "type"),
    "device_manufacturer": ("device", "manufacturer"),
    "device_model": ("device", "model"),
    "os_name": ("os", "name"),
    "os_version": ("os", "version"),
    "app_name": ("app", "name"),
    "app_version": ("app", "version"),
}
# With `keepClient`: custom attribute -> the context's key.
CLIENT = {"last_seen_ip": "ip", "last_seen_user_agent": "userAgent"}


def contact_request(person: Person, **fields: Any) -> Request:
    """The request that makes or updates the person's contact; fields that are None are left out."""
    identity = {"external_id": person.user_id} if person.user_id is not None else {"email": person.email}
    body = {"role": "user", **identity, **without_none(**fields)}
    return Request("POST", "/contacts", body, known="PUT /contacts/{person}", gives="person")


def identify_requests(event: Mapping[str, Any], person: Person, settings: Settings) -> list[Request]:
    """The contact, then each company that the traits tell."""
    traits = kept(object_of(event.get("traits")), settings)
    standard, others = sorted_out(traits, NAMES)
    contact = contact_request(
        person,
        email=person.email,
        name=full_name(standard),
        phone=phone(standard.get("phone"), spelled(traits, "phones", is_phones)),
        avatar=avatar(standard.get("avatar")),
        signed_up_at=first_date(standard.get(name) for name in SIGN_UP),
        last_seen_at=last_seen_at(event, standard),
        unsubscribed_from_emails=unsubscribed(event),
        custom_attributes=custom_attributes([*others, *from_context(event, settings)], settings),
    )
    companies = companies_of(standard.get("company"), standard.get("companies"), settings)
    return [contact, *(request for company in companies for request in company_requests(company))]


def company_requests(company: Company) -> list[Request]:
    """A company that the person leaves is not updated."""
    return [company.membership()] if company.is_left else [company.upsert(), company.membership()]


def full_name(traits: Mapping[str, Any]) -> str | None:
    """The name, else first and last name where both are there, else a number that stands for a name."""
    given = traits.get("name")
    if isinstance(given, str) and given.strip():
        return short_text_of(given.strip())
    first, last = trimmed(traits.get("first_name")), trimmed(traits.get("last_name"))
    if first and last:
        return short_text_of(f"{first} {last}")
    return None if isinstance(given, str) else short_text_of(given)


def trimmed(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def is_phones(value: object) -> bool:
    return isinstance(value, list) and bool(value) and short_text_of(value[0]) is not None


def phone(given: object, phones: list[object] | None) -> str | None:
    """The trait `phone`, else the first of `phones`."""
    return short_text_of(given) or (None if phones is None else short_text_of(phones[0]))


def avatar(given: object) -> str | None:
    """The address of a picture, or that of the Messenger's avatar object. Half of an address would be none."""
    address = given.get("image_url") if isinstance(given, dict) else given
    return address if isinstance(address, str) and address else None


def is_text(value: object) -> bool:
    return text_of(value) is not None


def from_context(event: Mapping[str, Any], settings: Settings) -> list[tuple[str, Any]]:
    """What the settings want of the context among the custom attributes."""
    raw: Any = event
    context = object_of(context_of(raw))
    found: list[tuple[str, Any]] = []
    if settings.collect_context:
        found += [(name, object_of(context.get(part)).get(key)) for name, (part, key) in COLLECTED.items()]
    if settings.keep_client:
        found += [(name, text_of(spelled(context, key, is_text))) for name, key in CLIENT.items()]
    return [pair for pair in found if pair[1] is not None and not settings.drops(pair[0])]
