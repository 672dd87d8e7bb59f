"""The `company` trait of identify: an object, filled up from the library's group, or the mere name of a company."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import NESTED
from intercom_destination.events.event_types import Fields, Group, Settings
from intercom_destination.events.flatten import flatten
from intercom_destination.events.traits import clean_trait, normalize_names, standard_name, with_created_at
from intercom_destination.events.values import clean_value, conflict, get_given, get_identifier, is_nested, is_sendable
from intercom_destination.js import as_object, contains, entries, get_own, is_plain, is_string, strict_equal, truthy
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values, merge, set_defined
from intercom_destination.js.text import string_hash


def is_company(value: object) -> bool:
    return value is None or is_plain(value) or (is_string(value) and value != "")


def company_trait(value: object, group: Group, settings: Settings) -> Any:
    """The company of a person. `group` is the analytics library's group."""
    if is_plain(value):
        return fill_from_group(company_object(value, settings), group, settings)
    # A string is a company's name (D1).
    return None if value is None else {"id": string_hash(value), "name": value}


def company_object(value: Fields, settings: Settings) -> Fields:
    """A company as the person's traits tell it: under its own keys, except a creation date in any spelling."""
    return map_values(with_company_date(value, settings), lambda key, item: clean_value(key, item, [value], False))


def with_company_date(value: Fields, settings: Settings) -> Fields:
    """The company's fields, with its creation date as `created_at`."""
    fields = flatten(value, NESTED, settings)
    created: Fields = {}
    rest: Fields = {}
    dated = False
    for key, item in entries(fields):
        name = standard_name(key)
        if name == "created" or name == "created_at":
            dated = dated or truthy(item)
            if key == name or get_own(created, name) is undefined:
                created[name] = item
        else:
            rest[key] = item
    return merge(with_created_at(created, ["created_at", "created"]), rest) if dated else fields


def fill_from_group(company: Fields, group: Group, settings: Settings) -> Fields:
    """The company with what only the library's group tells of it, where both speak of the same one (D3)."""
    group_id = get_identifier(group, "id")
    company_id = get_given(company, "company_id")
    identity = get_given(company, "id")
    if identity is undefined:
        identity = company_id
    # Of any type: an id or a name that is an object is another one.
    if identity is not undefined and not strict_equal(identity, group_id):
        return company
    extra = company_fields(as_object(get_own(group, "traits")), settings)
    if conflict(get_given(company, "name"), get_given(extra, "name")):
        return company
    if company_id is undefined:
        set_defined(extra, "id", group_id)
    return merge(extra, company)


def is_company_field(name: str, value: object, settings: Settings) -> bool:
    """Whether a trait of a group is sent."""
    return is_sendable(value) and (not is_nested(value) or contains(settings["richLinkProperties"], name))


def company_fields(traits: Fields, settings: Settings) -> Fields:
    """What the traits of a group tell of a company."""
    named = normalize_names(flatten(traits, [], settings), is_company_field, settings)
    return map_values(with_created_at(named, ["created", "created_at"]), clean_trait)
