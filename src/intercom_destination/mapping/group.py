"""Segment's group call: a company."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import __diagnostics__
from intercom_destination.mapping.attributes import named, nested_custom, outgoing, with_created_at
from intercom_destination.mapping.flatten import flattened
from intercom_destination.mapping.values import changed, identifier, is_nested, is_sendable, note_unsendable, plain, put
from intercom_destination.platform import contains, either, own


def group_company(event: Any, settings: Any) -> Any:
    """The company that a group call is about."""
    traits = either(own(event, "traits"), own(event, "properties"))
    company = company_fields(plain(traits), settings)
    put(company, "id", identifier(event, "groupId"))
    return nested_custom(company, settings)


def company_fields(traits: Any, settings: Any) -> Any:
    """What the traits of a group tell of a company."""

    def may_send(name: str, value: Any) -> bool:
        if __diagnostics__:
            note_unsendable(name, value, settings)
        return is_sendable(value) and (not is_nested(value) or contains(settings["richLinkProperties"], name))

    fields = named(flattened(traits, [], settings), may_send)
    return changed(with_created_at(fields, ["created", "created_at"]), outgoing)
