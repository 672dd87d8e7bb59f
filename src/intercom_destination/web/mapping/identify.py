"""Segment's identify call: a person."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.company import company_trait, is_company
from intercom_destination.events.constants import NESTED, RESERVED
from intercom_destination.events.flatten import flatten
from intercom_destination.events.options import any_spelling, user_jwt
from intercom_destination.events.traits import clean_trait, nested_custom, normalize_names, with_created_at
from intercom_destination.events.values import (
    as_object,
    clean_value,
    get_identifier,
    is_identifier,
    is_nested,
    is_sendable,
    map_values,
    note_unsendable,
    set_defined,
)
from intercom_destination.js import contains, get_own, is_list, is_string, note, trim
from intercom_destination.js.globals import __diagnostics__, undefined


def person_fields(event: Any, host_group: Any, settings: Any) -> Any:
    """What Intercom is told of a person, else undefined where nothing says who it is: user id, email or token."""
    traits = as_object(get_own(event, "traits"))
    identity = get_identifier(event, "userId")

    def may_send(name: str, value: Any) -> bool:
        if contains(RESERVED, name):
            if __diagnostics__:
                note("reserved", name, value)
            return False
        if name == "company":
            if __diagnostics__ and not is_company(value):
                note("no-company", name, value)
            return is_company(value)
        if __diagnostics__ and name == "avatar" and (is_nested(value) or (is_string(value) and value != "")):
            note("avatar", name, value)
        if name == "avatar" and is_list(value):
            return False
        if is_nested(value) and not contains(NESTED, name) and not contains(settings["richLinkProperties"], name):
            if __diagnostics__:
                note_unsendable(name, value, settings)
            return False
        if __diagnostics__ and not is_nested(value):
            note_unsendable(name, value, settings)
        return is_sendable(value)

    def sent(key: str, value: Any) -> Any:
        if key == "company":
            return company_trait(value, host_group, settings)
        if key == "avatar":
            # The address of a picture, whatever it looks like: half of it would be none, and it is no date.
            return (
                {"type": key, "image_url": value} if is_string(value) and value else clean_value(key, value, [], False)
            )
        return clean_trait(key, value)

    fields = normalize_names(flatten(traits, NESTED, settings), may_send)
    person = map_values(with_created_at(fields, ["created_at", "created"]), sent)
    if not identity and not is_identifier(get_own(person, "email")) and not user_jwt(event):
        if __diagnostics__:
            note("identify-ignored", "userId", get_own(event, "userId"))
        return undefined
    if (
        __diagnostics__
        and identity is undefined
        and get_own(event, "userId") is not undefined
        and event["userId"] is not None
    ):
        note("no-identity", "userId", event["userId"])
    set_defined(person, "user_id", identity)
    set_defined(person, "id", identity)
    set_defined(person, "name", full_name(get_own(person, "name"), traits))
    return nested_custom(person, settings)


def full_name(name: Any, traits: Any) -> Any:
    """The name, trimmed, unless that leaves nothing; else first and last name, where both are there."""
    if is_string(name):
        return trim(name) or name
    first = trimmed(any_spelling(traits, "firstname"))
    last = trimmed(any_spelling(traits, "lastname"))
    return first + " " + last if first and last else undefined


def trimmed(value: Any) -> str:
    return trim(value) if is_string(value) else ""
