"""Segment's identify call: a person."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import RESERVED
from intercom_destination.events.dates import created_seconds
from intercom_destination.events.event_types import Event, Fields
from intercom_destination.events.options import call_options, first_usable, user_hash, user_jwt
from intercom_destination.events.traits import full_name
from intercom_destination.events.values import is_identifier, is_nested, is_sendable
from intercom_destination.js import as_object, contains, get_own, is_boolean, is_string, length
from intercom_destination.js.objects import set_defined
from intercom_destination.js.text import get_spelled, spelling, split
from intercom_destination.mobile.call_types import Person, Settings, Table
from intercom_destination.mobile.mapping.companies import companies_of
from intercom_destination.mobile.mapping.typed import (
    as_boolean,
    as_id,
    as_nothing,
    as_seconds,
    as_text,
    attributes_of,
    plain_fields,
)

# Source: "Identify", "Mobile" of the document, and `UserAttributes` of Intercom's SDKs.
USER: Table = {
    "email": as_text,
    "name": as_text,
    "phone": as_text,
    "language_override": as_text,
    "unsubscribed_from_emails": as_boolean,
    "signed_up_at": as_seconds,
    "created_at": as_nothing,
    "created": as_nothing,
    # Whom a login is about says the event's user id alone (M12).
    "user_id": as_nothing,
    "id": as_nothing,
    # These go as companies.
    "company": as_nothing,
    "companies": as_nothing,
}

# Source: "Collect Context" of the document (M4). `device_type` is `device.type` of an event's context, ...
CONTEXT = split("device_type device_manufacturer device_model os_name os_version app_name app_version", " ")

# The spelling of `traits.signedUpAt`.
SIGNED_UP = "signedupat"

# Spellings of traits that are no custom attributes; Segment's libraries add the anonymous id (M12).
UNSENT = [SIGNED_UP, "anonymousid"]


def person_of(event: Event, settings: Settings) -> Person:
    """Whom an identify is about, and what Intercom is told of them, in the SDKs' names and types."""
    options = call_options(event)
    traits = as_object(get_own(event, "traits"))
    fields = plain_fields(traits, is_person_field)
    companies = companies_of(get_own(fields, "company"), get_own(fields, "companies"))
    set_defined(fields, "name", full_name(get_own(fields, "name"), traits))
    set_defined(
        fields, "language_override", first_usable(options, ["language_override", "languageOverride"], is_identifier)
    )
    set_defined(fields, "unsubscribed_from_emails", unsubscribed(options))
    fields["signed_up_at"] = signed_up(options, traits, get_own(fields, "created_at"))
    attributes = attributes_of(fields, USER, collected(event) if settings["collectContext"] else {})
    if length(companies):
        attributes["companies"] = companies
    return {
        "userId": as_id(get_own(event, "userId")),
        "hash": as_id(user_hash(options)),
        "jwt": as_id(user_jwt(options)),
        "attributes": attributes,
    }


def is_person_field(name: str, value: object, settings: object) -> bool:
    """Whether a trait is sent, by its name as Intercom knows it."""
    if is_nested(value):
        return name == "company" or name == "companies"
    return is_sendable(value) and not contains(RESERVED, name) and not contains(UNSENT, spelling(name))


def signed_up(options: list[object], traits: Fields, created: object) -> Any:
    """When the person signed up: the trait `signedUpAt`, else the creation date, else the option `createdAt` (M7)."""
    return (
        created_seconds(get_spelled(traits, SIGNED_UP))
        or created
        or created_seconds(first_usable(options, ["createdAt", "created_at"], is_sendable))
    )


def unsubscribed(options: list[object]) -> Any:
    """Whether this call's options say that the person wants no emails; undefined where they do not say (M5)."""
    return first_usable(options, ["unsubscribed", "unsubscribedFromEmails", "unsubscribed_from_emails"], is_boolean)


def collected(event: Event) -> Fields:
    """What the mobile library says of device, system and app, where it is text."""
    attributes: Fields = {}
    for name in CONTEXT:
        path = split(name, "_")
        value = get_own(get_own(get_own(event, "context"), path[0]), path[1])
        if is_string(value) and value:
            attributes[name] = value
    return attributes
