"""The `company` trait of identify: an object, filled up from the host's group, or the mere name of a company."""

from __future__ import annotations

from typing import Any

from intercom_destination.diagnostics.js_pitfalls import note_keys
from intercom_destination.events.constants import NESTED
from intercom_destination.events.flatten import flatten
from intercom_destination.events.traits import note_attribute, with_created_at
from intercom_destination.events.values import (
    as_object,
    clean_value,
    conflict,
    get_given,
    get_identifier,
    is_nested,
    map_values,
    merge,
    set_defined,
    standard_name,
)
from intercom_destination.js import entries, get_own, is_plain, is_string, note, strict_equal, string_hash, truthy
from intercom_destination.js.globals import __diagnostics__, undefined
from intercom_destination.web.mapping.group import company_fields


def is_company(value: Any) -> bool:
    return value is None or is_plain(value) or (is_string(value) and value != "")


def company_trait(value: Any, host_group: Any, settings: Any) -> Any:
    """The company of a person. `host_group` holds the host's group as `id` and `traits`."""
    if is_plain(value):
        return fill_from_group(company_object(value, settings), host_group, settings)
    if is_string(value):
        if __diagnostics__:
            note("company-name", "company", value)
        return {"id": string_hash(value), "name": value}
    return None


def company_object(value: Any, settings: Any) -> Any:
    """A company as the person's traits tell it: under its own keys, but for a creation date in any spelling."""
    if __diagnostics__:
        note_keys(value)
    fields = flatten(value, NESTED, settings)
    created: Any = {}
    rest: Any = {}
    dated = False
    for key, item in entries(fields):
        name = standard_name(key)
        if name == "created" or name == "created_at":
            dated = dated or truthy(item)
            if __diagnostics__ and is_nested(item):
                note("nested-standard", key, item)
            if key == name or get_own(created, name) is undefined:
                created[name] = item
        else:
            rest[key] = item
    if dated:
        fields = merge(with_created_at(created, ["created_at", "created"]), rest)

    def outgoing(key: str, item: Any) -> Any:
        sent = clean_value(key, item, [value], False)
        if __diagnostics__:
            note_attribute(key, item, sent)
        return sent

    return map_values(fields, outgoing)


def fill_from_group(company: Any, host_group: Any, settings: Any) -> Any:
    """The company with what only the host's group tells of it, where both speak of the same one (D3)."""
    group_id = get_identifier(host_group, "id")
    company_id = get_given(company, "company_id")
    identity = get_given(company, "id")
    if identity is undefined:
        identity = company_id
    # Of any type: an id or a name that is an object is another one.
    if identity is not undefined and not strict_equal(identity, group_id):
        return company
    extra = company_fields(as_object(get_own(host_group, "traits")), settings)
    if conflict(get_given(company, "name"), get_given(extra, "name")):
        return company
    if company_id is undefined:
        set_defined(extra, "id", group_id)
    if __diagnostics__:
        note_filled(company, extra)
    return merge(extra, company)


def note_filled(company: Any, extra: Any) -> None:
    """Note what the group has added."""
    for key, value in entries(extra):
        if get_own(company, key) is undefined:
            note("company-filled", key, value)
