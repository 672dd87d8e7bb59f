"""The `company` trait of identify: an object, filled up from the host's group, or the mere name of a company."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import __diagnostics__, undefined
from intercom_destination.mapping.attributes import note_attribute, with_created_at
from intercom_destination.mapping.fields import NESTED
from intercom_destination.mapping.flatten import flattened
from intercom_destination.mapping.group import company_fields
from intercom_destination.mapping.oddities import note_keys
from intercom_destination.mapping.values import (
    changed,
    cleaned,
    differ,
    given,
    identifier,
    is_nested,
    joined,
    plain,
    put,
    standard_name,
)
from intercom_destination.platform import entries, is_plain, is_string, note, own, same, string_hash, truthy


def is_company(value: Any) -> bool:
    return value is None or is_plain(value) or (is_string(value) and value != "")


def company_of(value: Any, host_group: Any, settings: Any) -> Any:
    """The company of a person. `host_group` holds the host's group as `id` and `traits`."""
    if is_plain(value):
        return filled(company_object(value, settings), host_group, settings)
    if is_string(value):
        if __diagnostics__:
            note("company-name", "company", value)
        return {"id": string_hash(value), "name": value}
    return None


def company_object(value: Any, settings: Any) -> Any:
    """A company as the person's traits tell it: under its own keys, but for a creation date in any spelling."""
    if __diagnostics__:
        note_keys(value)
    fields = flattened(value, NESTED, settings)
    created: Any = {}
    rest: Any = {}
    dated = False
    for key, item in entries(fields):
        name = standard_name(key)
        if name == "created" or name == "created_at":
            dated = dated or truthy(item)
            if __diagnostics__ and is_nested(item):
                note("nested-standard", key, item)
            if key == name or own(created, name) is undefined:
                created[name] = item
        else:
            rest[key] = item
    if dated:
        fields = joined(with_created_at(created, ["created_at", "created"]), rest)

    def outgoing(key: str, item: Any) -> Any:
        sent = cleaned(key, item, [value], False)
        if __diagnostics__:
            note_attribute(key, item, sent)
        return sent

    return changed(fields, outgoing)


def filled(company: Any, host_group: Any, settings: Any) -> Any:
    """The company with what only the host's group tells of it, where both speak of the same one (D3)."""
    group_id = identifier(host_group, "id")
    company_id = given(company, "company_id")
    identity = given(company, "id")
    if identity is undefined:
        identity = company_id
    # Of any type: an id or a name that is an object is another one.
    if identity is not undefined and not same(identity, group_id):
        return company
    extra = company_fields(plain(own(host_group, "traits")), settings)
    if differ(given(company, "name"), given(extra, "name")):
        return company
    if company_id is undefined:
        put(extra, "id", group_id)
    if __diagnostics__:
        note_filled(company, extra)
    return joined(extra, company)


def note_filled(company: Any, extra: Any) -> None:
    """Note what the group has added."""
    for key, value in entries(extra):
        if own(company, key) is undefined:
            note("company-filled", key, value)
