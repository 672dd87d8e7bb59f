"""Segment's identify call: a person."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.company import company_trait, is_company
from intercom_destination.events.constants import NESTED, RESERVED
from intercom_destination.events.event_types import Event, Fields, Group
from intercom_destination.events.flatten import flatten
from intercom_destination.events.traits import clean_trait, full_name, normalize_names, with_created_at
from intercom_destination.events.values import clean_value, get_identifier, is_identifier, is_nested, is_sendable
from intercom_destination.js import as_object, contains, get_own, is_list, is_string
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values, set_defined
from intercom_destination.web.call_types import Settings
from intercom_destination.web.mapping.custom_attributes import nest_custom


def person_fields(event: Event, token: object, group: Group, settings: Settings) -> Fields:
    """What Intercom is told of a person, else undefined where nothing says who it is: user id, email or token."""
    traits = as_object(get_own(event, "traits"))
    identity = get_identifier(event, "userId")

    def sent(key: str, value: object) -> Any:
        if key == "company":
            return company_trait(value, group, settings)
        return avatar(value) if key == "avatar" else clean_trait(key, value)

    named = normalize_names(flatten(traits, NESTED, settings), is_person_field, settings)
    person = map_values(with_created_at(named, ["created_at", "created"]), sent)
    if not identity and not is_identifier(get_own(person, "email")) and not token:
        return undefined
    set_defined(person, "user_id", identity)
    set_defined(person, "id", identity)
    set_defined(person, "name", full_name(get_own(person, "name"), traits))
    return nest_custom(person, settings)


def is_person_field(name: str, value: object, settings: Settings) -> bool:
    """Whether a trait of a person is sent, by its name as Intercom knows it."""
    if contains(RESERVED, name) or (name == "avatar" and is_list(value)):
        return False
    if name == "company":
        return is_company(value)
    if is_nested(value):
        return contains(NESTED, name) or contains(settings["richLinkProperties"], name)
    return is_sendable(value)


def avatar(value: object) -> Any:
    """The address of a picture, whatever it looks like: half of it would be none, and it is no date (D7)."""
    is_picture = is_string(value) and value
    return {"type": "avatar", "image_url": value} if is_picture else clean_value("avatar", value, [], False)
