"""Segment's group call: a company."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.flatten import flatten
from intercom_destination.events.traits import clean_trait, nested_custom, normalize_names, with_created_at
from intercom_destination.events.values import (
    as_object,
    get_identifier,
    is_nested,
    is_sendable,
    map_values,
    note_unsendable,
    set_defined,
)
from intercom_destination.js import contains, either, get_own
from intercom_destination.js.globals import __diagnostics__


def group_company(event: Any, settings: Any) -> Any:
    """The company that a group call is about."""
    traits = either(get_own(event, "traits"), get_own(event, "properties"))
    company = company_fields(as_object(traits), settings)
    set_defined(company, "id", get_identifier(event, "groupId"))
    return nested_custom(company, settings)


def company_fields(traits: Any, settings: Any) -> Any:
    """What the traits of a group tell of a company."""

    def may_send(name: str, value: Any) -> bool:
        if __diagnostics__:
            note_unsendable(name, value, settings)
        return is_sendable(value) and (not is_nested(value) or contains(settings["richLinkProperties"], name))

    fields = normalize_names(flatten(traits, [], settings), may_send)
    return map_values(with_created_at(fields, ["created", "created_at"]), clean_trait)
