"""The `company` trait of identify: an object, filled up from the host's group, or the mere name of a company."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import __diagnostics__, undefined
from intercom_destination.mapping.attributes import with_created_at
from intercom_destination.mapping.group import company_fields
from intercom_destination.mapping.oddities import note_keys
from intercom_destination.mapping.values import (
    changed,
    differ,
    identifier,
    is_nested,
    joined,
    plain,
    put,
    standard_name,
    trait,
)
from intercom_destination.platform import entries, is_plain, is_string, note, own, same, string_hash, truthy


def is_company(value: Any) -> bool:
    return value is None or is_plain(value) or (is_string(value) and value != "")


def company_of(value: Any, host_group: Any, settings: Any) -> Any:
    """The company of a person. `host_group` holds the host's group as `id` and `traits`."""
    if is_plain(value):
        return filled(company_object(value), host_group, settings)
    if is_string(value):
        if __diagnostics__:
            note("company-name", "company", value)
        return {"id": string_hash(value), "name": value}
    return None


def company_object(value: Any) -> Any:
    """A company as the person's traits tell it: under its own keys, but for a creation date in any spelling."""
    if __diagnostics__:
        note_keys(value)
    created: Any = {}
    dated = False
    for key, item in entries(value):
        name = created_name(key)
        if name is not undefined:
            dated = dated or truthy(item)
            if __diagnostics__ and is_nested(item):
                note("nested-standard", key, item)
            if key == name or own(created, name) is undefined:
                created[name] = item

    def sent(key: str, item: Any) -> Any:
        return undefined if dated and created_name(key) is not undefined else trait(key, item, [value])

    return joined(with_created_at(created, "created", "created_at") if dated else {}, changed(value, sent))


def created_name(key: str) -> Any:
    """The standard name of a creation date that a key spells, else undefined."""
    name = standard_name(key)
    return name if name == "created" or name == "created_at" else undefined


def filled(company: Any, host_group: Any, settings: Any) -> Any:
    """The company with what only the host's group tells of it, where both speak of the same one (D3)."""
    traits = plain(own(host_group, "traits"))
    group_id = identifier(own(host_group, "id"))
    extra = company_fields(traits, settings)
    company_id = identifier(own(company, "id"))
    if (company_id is not undefined and not same(company_id, group_id)) or differ(
        identifier(own(company, "name")), own(extra, "name")
    ):
        return company
    if own(company, "company_id") is undefined:
        put(extra, "id", group_id)
    if __diagnostics__:
        note_filled(company, extra)
    return joined(extra, company)


def note_filled(company: Any, extra: Any) -> None:
    """Note what the group has added."""
    for key, value in entries(extra):
        if own(company, key) is undefined:
            note("company-filled", key, value)
