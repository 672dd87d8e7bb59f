"""Segment's track call: an event and its metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from intercom_destination.cloud.mapping.api_values import first_date, object_of, text_of
from intercom_destination.cloud.mapping.custom_data import (
    LARGEST,
    Item,
    collected,
    is_sendable_number,
    kept,
    metadata_date_name,
    plain_items,
    with_dates,
)
from intercom_destination.cloud.mapping.lane import Person
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.cloud.mapping.times import event_second
from intercom_destination.cloud.request import Refused, Request
from intercom_destination.events.constants import MAX_STRING
from intercom_destination.events.revenue import is_order, is_price_key, price_of
from intercom_destination.js import is_number
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import truncate


def track_requests(event: Mapping[str, Any], person: Person, settings: Settings) -> list[Request]:
    """The event, unless the settings take none of its name. Metadata without a key is left out."""
    name = text_of(event.get("event"))
    if name is None or not name.strip():
        raise Refused("no_event_name", "a track call needs an event: the name, as a string")
    if not settings.takes(name):
        return []
    identity = {"id": "{person}"} if person.user_id is None else {"user_id": person.user_id}
    body: dict[str, Any] = {"event_name": truncate(name, MAX_STRING), **identity}
    second = event_second(event)
    if second is not None:
        body["created_at"] = second
    found = all_metadata(name, object_of(event.get("properties")), settings)
    if found:
        body["metadata"] = dict(list(found.items())[: settings.metadata_limit])
    return [Request("POST", "/events", body)]


def all_metadata(name: str, properties: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The metadata before it is cut: price, rich links, then the rest in the caller's order. The first few count."""
    first, rest = split_metadata(name, properties, settings)
    items = with_dates(plain_items(rest.items(), settings), metadata_date_name)
    return distinct({**first, **collected(item for item in plain_values(items) if item.name not in first)})


def distinct(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields whose names Intercom tells apart: in any capitals the first counts, an empty one does not."""
    found: dict[str, str] = {}
    for name in fields:
        if name:
            found.setdefault(name.lower(), name)
    return {name: fields[name] for name in found.values()}


def split_metadata(
    name: str, properties: Mapping[str, Any], settings: Settings
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Price and rich links as they are sent, and the other properties as they are."""
    rest = dict(kept(properties, settings))
    first: dict[str, Any] = {}
    price: Any = price_of(is_order(name), rest)
    if price is not undefined and price["amount"] <= LARGEST:
        first["price"] = {"amount": price["amount"], "currency": text_of(price["currency"]) or "usd"}
        rest = {key: value for key, value in rest.items() if not is_price_key(key)}
    for key in [key for key in rest if key in settings.rich_link_properties]:
        rich = rich_value(rest[key])
        if rich is not None:
            first[key] = rich
            del rest[key]
    return first, rest


def rich_value(value: object) -> dict[str, Any] | None:
    """A rich link or an amount of money: the two objects that metadata may hold."""
    if not isinstance(value, dict):
        return None
    url, text = value.get("url"), value.get("value")
    if isinstance(url, str) and isinstance(text, str):
        return {"url": url, "value": truncate(text, MAX_STRING)}
    amount, currency = value.get("amount"), value.get("currency")
    is_whole = isinstance(amount, int) and not isinstance(amount, bool) and 0 < amount <= LARGEST
    return {"amount": amount, "currency": currency} if is_whole and isinstance(currency, str) else None


def plain_values(items: Iterator[Item]) -> Iterator[Item]:
    """The items with booleans as strings, since metadata has none; without null, and what is no data."""
    for name, value, is_own in items:
        if isinstance(value, bool):
            yield Item(name, "true" if value else "false", is_own)
        elif isinstance(value, str):
            yield Item(name, value, is_own)
        elif is_sendable_number(value) and not is_invalid_date(name, value):
            yield Item(name, first_date([value]) if name.endswith("_date") and value else value, is_own)


def is_invalid_date(name: str, value: object) -> bool:
    """Whether it is a number under the name of a date, and none that Intercom takes: it refuses the whole event."""
    return name.endswith("_date") and is_number(value) and value != 0 and first_date([value]) is None
