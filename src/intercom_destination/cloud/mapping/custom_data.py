"""Custom attributes and metadata: plain values under names of the caller's, with dates told by a suffix of the name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from intercom_destination.cloud.mapping.api_values import is_in_range
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.events.constants import MAX_FLAT_DEPTH, MAX_STRING, NEVER_DATES
from intercom_destination.events.dates import strict_seconds
from intercom_destination.js import is_number
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import spelling, truncate

LARGEST = 2**63 - 1
Pairs = Iterable[tuple[str, Any]]


class Item(NamedTuple):
    """A plain value; whether its name is the caller's own, or made by flattening or for a date."""

    name: str
    value: Any
    is_own: bool


def kept(fields: Mapping[str, Any], settings: Settings, always: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """The fields without those that the blacklist drops; `always` are spellings that it does not reach."""
    if not settings.blacklist:
        return fields
    return {key: value for key, value in fields.items() if spelling(key) in always or not settings.drops(key)}


def plain_items(fields: Pairs, settings: Settings) -> Iterator[Item]:
    """The fields as plain values: objects and lists are dropped, flattened or written as JSON, as the settings say."""
    for key, value in fields:
        is_nested = isinstance(value, (dict, list))
        method = settings.blacklist.get(spelling(key))
        if is_nested:
            method = method or settings.nested
        if method == "stringify":
            yield Item(key, json.dumps(value, ensure_ascii=False, separators=(",", ":")), True)
        elif not is_nested:
            yield Item(key, value, True)
        elif method == "flatten":
            yield from flattened(key, value, 1)


def flattened(prefix: str, value: dict[str, Any] | list[Any], depth: int) -> Iterator[Item]:
    """`address: {city}` as `address_city`, `tags: [...]` as `tags_0`, ...: no attribute may have a dot in its name."""
    if depth == MAX_FLAT_DEPTH:
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        name = f"{prefix}_{key}"
        if isinstance(item, (dict, list)):
            yield from flattened(name, item, depth + 1)
        else:
            yield Item(name, item, False)


def attribute_date_name(key: str) -> str:
    """The name of a date among attributes: it ends in `_at`, or in `At` as programs have it."""
    if key.endswith(("_at", "At")):
        return key
    return key[:-3] + "_at" if key.endswith(" at") else key + "_at"


def metadata_date_name(key: str) -> str:
    """The name of a date in an event's metadata: Intercom takes no other number for one."""
    return key if key.endswith("_date") else key + "_date"


def with_dates(items: Iterable[Item], date_name: Callable[[str], str]) -> Iterator[Item]:
    """The items with ISO dates as unix seconds. Ids, names and emails are none; nor is what Intercom takes for none."""
    for item in items:
        seconds = strict_seconds(item.value) if item.name not in NEVER_DATES else undefined
        if not is_in_range(seconds):
            yield item
        else:
            name = date_name(item.name)
            yield Item(name, seconds, item.is_own and name == item.name)


def collected(items: Iterable[Item]) -> dict[str, Any]:
    """The items by name, their strings cut to what Intercom keeps. A name of the caller's own beats a made one."""
    fields: dict[str, Any] = {}
    for name, value, is_own in items:
        if is_own or name not in fields:
            fields[name] = truncate(value, MAX_STRING) if isinstance(value, str) else value
    return fields


def is_attribute(value: object) -> bool:
    """What a custom attribute may hold; null is the caller's way to clear one."""
    return value is None or isinstance(value, (str, bool)) or is_sendable_number(value)


def is_sendable_number(value: object) -> bool:
    """A number that Intercom can hold: a whole one has 64 bits."""
    return is_number(value) and not (isinstance(value, int) and abs(value) > LARGEST)


def custom_attributes(fields: Pairs, settings: Settings) -> dict[str, Any] | None:
    """The custom attributes of a person or a company; None where there are none."""
    items = (item for item in plain_items(fields, settings) if is_attribute(item.value))
    return collected(with_dates(items, attribute_date_name)) or None
