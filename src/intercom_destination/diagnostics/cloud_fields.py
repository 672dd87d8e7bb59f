"""What there is to say of the traits of a person, of a company, and of an event's properties, in cloud mode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from intercom_destination.cloud.mapping.api_values import first_date, object_of, sorted_out, spelled, text_of
from intercom_destination.cloud.mapping.companies import ALWAYS, CREATED, is_removal, is_told, one_company, truthy_text
from intercom_destination.cloud.mapping.companies import NAMES as COMPANY_NAMES
from intercom_destination.cloud.mapping.custom_data import LARGEST, attribute_date_name, kept, metadata_date_name
from intercom_destination.cloud.mapping.identify import NAMES as PERSON_NAMES
from intercom_destination.cloud.mapping.identify import SIGN_UP, avatar
from intercom_destination.cloud.mapping.lane import is_email
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.cloud.mapping.track import all_metadata, is_invalid_date, rich_value, split_metadata
from intercom_destination.cloud.mapping.unsubscribe import NAMES as UNSUBSCRIBE
from intercom_destination.diagnostics.cloud_values import (
    Add,
    check_blacklist,
    check_date,
    check_identifier,
    check_integer,
    check_items,
    check_text,
)
from intercom_destination.events.revenue import is_order, price_of
from intercom_destination.js import is_number
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import get_spelled, spelling

SHOWN = 5
"""Properties that Intercom shows, as the document has it."""


def standard_fields(
    add: Add, fields: Mapping[str, Any], names: Mapping[str, str], dates: tuple[str, ...]
) -> Iterator[tuple[str, str, Any]]:
    """The fields that have a standard name, as (name, key, value), except creation dates, which are done in here.

    So are the keys whose name another key has.
    """
    standard, _ = sorted_out(fields, names)
    keys: dict[str, str] = {}
    for key, value in fields.items():
        name = names.get(spelling(key))
        if name is not None and standard[name] is not value:
            add("spelling", key, value)
        elif name is not None:
            keys[name] = key
    is_dated = False
    for name in dates:
        if name in keys and check_date(add, keys[name], standard[name]):
            if is_dated:
                add("unused-date", keys[name], standard[name])
            is_dated = True
    for name, key in keys.items():
        if name not in dates:
            yield name, key, standard[name]


def check_person(add: Add, traits: Mapping[str, Any], settings: Settings) -> None:
    """The traits of an identify."""
    check_blacklist(add, traits, settings)
    fields = kept(traits, settings)
    standard, others = sorted_out(fields, PERSON_NAMES)
    check_email(add, fields)
    others_than_email = {key: value for key, value in fields.items() if spelling(key) != "email"}
    for name, key, value in standard_fields(add, others_than_email, PERSON_NAMES, SIGN_UP):
        if name == "id":
            add("id-trait", key, value)
        elif name in ("first_name", "last_name"):
            add("name-part", key, value)
        elif name == "name":
            # A blank name does not count, and first and last name count.
            check_identifier(add, key, value.strip() if isinstance(value, str) else value, is_cut=True)
        elif name == "phone":
            check_text(add, key, value, is_cut=True)
        elif name == "avatar" and avatar(value) is None:
            add("null-dropped" if value is None else "wrong-type", key, value)
        elif name in ("last_request_at", "last_seen_at"):
            check_date(add, key, value)
    check_companies(add, standard.get("company"), standard.get("companies"), settings)
    check_attributes(add, others, settings)
    for key, value in others:
        if spelling(key) in UNSUBSCRIBE:
            add("unsubscribe-trait", key, value)


def check_email(add: Add, fields: Mapping[str, Any]) -> None:
    """The person's email: of several spellings one counts, the first that can be an address."""
    used = spelled(fields, "email", is_email)
    for key, value in fields.items():
        if spelling(key) == "email" and not is_email(value):
            add("null-dropped" if value is None else "invalid-email", key, value)
        elif spelling(key) == "email" and value is not used:
            add("spelling", key, value)


def check_attributes(add: Add, fields: list[tuple[str, Any]], settings: Settings) -> None:
    """The custom attributes of a person or a company."""
    for item in check_items(add, fields, settings, attribute_date_name):
        if item.value is None:
            add("null-overwrites", item.name, item.value)


def check_companies(add: Add, company: object, companies: object, settings: Settings) -> None:
    """The traits `company` and `companies` of an identify."""
    if company is not None and not is_told(company):
        add("invalid-company", "company", company)
    given: Any = company if is_told(company) else companies
    name = "company" if is_told(company) else "companies"
    for item in given if isinstance(given, list) else [] if given is None else [given]:
        if one_company(item, settings) is None:
            add("invalid-company", name, item)
        elif isinstance(item, str):
            add("company-name", name, item)
        else:
            check_company(add, item, settings, group_id=None)


def check_company(add: Add, traits: Mapping[str, Any], settings: Settings, group_id: object) -> None:
    """The traits of a company; those of a group call where there is a `group_id`."""
    dropped = {key: value for key, value in traits.items() if spelling(key) not in ALWAYS}
    check_blacklist(add, dropped, settings)
    fields = kept(traits, settings, ALWAYS)
    standard, others = sorted_out(fields, COMPANY_NAMES)
    for name, key, value in standard_fields(add, fields, COMPANY_NAMES, CREATED):
        if name in ("id", "company_id"):
            if group_id is not None:
                add("id-trait", key, value)
            elif value:
                check_identifier(add, key, value)
        elif name in ("company", "companies"):
            add("company-in-company", key, value)
        elif name in ("monthly_spend", "size"):
            check_integer(add, key, value)
        elif name == "remove" and value and not is_removal(value):
            add("invalid-remove", key, value)
        elif name == "name":
            check_identifier(add, key, value, is_cut=True)
        elif name in ("plan", "industry", "website"):
            check_text(add, key, value, is_cut=name != "website")
    if group_id is None and not truthy_text(standard.get("id")) and not truthy_text(standard.get("company_id")):
        add("company-by-name", "name", standard.get("name"))
    check_attributes(add, others, settings)


def check_properties(add: Add, event: Mapping[str, Any], settings: Settings) -> None:
    """The properties of a track call, and the metadata that they become."""
    name = text_of(event.get("event")) or ""
    properties = object_of(event.get("properties"))
    check_blacklist(add, properties, settings)
    fields = kept(properties, settings)
    first, rest = split_metadata(name, properties, settings)
    check_price(add, name, fields)
    for key, value in fields.items():
        if key in settings.rich_link_properties and isinstance(value, dict):
            rich = rich_value(value)
            if rich is None:
                add("invalid-rich-link", key, value)
            elif len(str(rich.get("value"))) < len(str(value.get("value"))):
                add("truncated", key, value["value"])
            elif rich != value:
                add("rich-link", key, value)
    for item in check_items(add, rest.items(), settings, metadata_date_name, first):
        if isinstance(item.value, bool):
            add("boolean-as-text", item.name, item.value)
        elif item.value is None:
            add("null-dropped", item.name, item.value)
        elif is_invalid_date(item.name, item.value):
            add("invalid-date", item.name, item.value)
        elif (
            item.value
            and item.name.endswith("_date")
            and first_date([item.value]) != item.value
            and is_number(item.value)
        ):
            add("metadata-date", item.name, item.value)
    check_order(add, list(fields), list(rest), list(first))
    found = list(all_metadata(name, properties, settings))
    for key in rest:
        if not key:
            add("key-characters", key, rest[key])
        elif key not in found and key.lower() in map(str.lower, found):
            add("name-taken", key, rest[key])
    if len(found) > SHOWN:
        add("metadata-hidden", name, None)
    for key in found[settings.metadata_limit :]:
        add("metadata-dropped", key, None)


def first_spelled(fields: Mapping[str, Any], name: str) -> Any:
    """The value that counts for the price."""
    value = get_spelled(dict(fields), name)
    return None if value is undefined else value


def check_price(add: Add, name: str, fields: Mapping[str, Any]) -> None:
    """The revenue and the currency, and the price that comes of them."""
    revenue, currency = (first_spelled(fields, key) for key in ("revenue", "currency"))
    price: Any = price_of(is_order(name), dict(fields))
    if price is undefined or price["amount"] > LARGEST:
        for key, value in (("revenue", revenue), ("currency", currency)):
            if value is not None and not isinstance(value, (dict, list)):
                add("invalid-price", key, value)
        return
    if not is_number(revenue) or revenue * 100 != price["amount"]:
        add("price", "revenue" if revenue else "total", revenue or first_spelled(fields, "total"))
    if text_of(currency) is None:
        add("currency", "currency", currency)


def check_order(add: Add, given: list[str], rest: list[str], first: list[str]) -> None:
    """Whether a price or rich link has come before a property that the caller has before it."""
    moved = [key for key in given if key not in rest]
    if first and rest and moved and given.index(rest[0]) < given.index(moved[-1]):
        add("metadata-order", first[0], None)
