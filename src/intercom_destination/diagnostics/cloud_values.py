"""What there is to say of single values in cloud mode: of standard fields, of custom attributes and of metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from intercom_destination.cloud.mapping.api_values import first_date, integer_of
from intercom_destination.cloud.mapping.custom_data import (
    Item,
    is_attribute,
    metadata_date_name,
    plain_items,
    with_dates,
)
from intercom_destination.cloud.mapping.event_json import depth_of
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.events.constants import MAX_FLAT_DEPTH, MAX_STRING
from intercom_destination.events.dates import strict_seconds
from intercom_destination.js import is_number
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import spelling, truncate

Add = Callable[[str, str, object], None]
"""Takes a code, a key and a value."""

JAVASCRIPT = frozenset({"length", "hasOwnProperty", "constructor", "prototype", "__proto__"})
"""Keys over which Segment's integration stumbles (S17)."""


def check_text(add: Add, key: str, value: object, *, is_cut: bool) -> None:
    """A standard field that holds text; ids and addresses are not cut."""
    if value is None:
        add("null-dropped", key, value)
    elif is_number(value):
        add("number-as-text", key, value)
    elif not isinstance(value, str):
        add("wrong-type", key, value)
    elif not value:
        add("empty-text", key, value)
    elif is_cut and truncate(value, MAX_STRING) != value:
        add("truncated", key, value)


def check_identifier(add: Add, key: str, value: object, *, is_cut: bool = False) -> None:
    """A string that is never read as a date."""
    check_text(add, key, value, is_cut=is_cut)
    if strict_seconds(value) is not undefined:
        add("date-like-identifier", key, value)


def check_integer(add: Add, key: str, value: object) -> None:
    number = integer_of(value)
    if value is None:
        add("null-dropped", key, value)
    elif number is None:
        add("wrong-type", key, value)
    elif number != value:
        add("whole-number", key, value)


def check_date(add: Add, key: str, value: object) -> bool:
    """A standard field that holds a date; gives whether it does."""
    if value is None:
        add("null-dropped", key, value)
    elif first_date([value]) is None:
        add("invalid-date", key, value)
    else:
        return True
    return False


def check_blacklist(add: Add, fields: Mapping[str, Any], settings: Settings) -> None:
    for key, value in fields.items():
        if settings.drops(key):
            add("blacklisted", key, value)


def check_nested(add: Add, key: str, value: object, settings: Settings) -> None:
    """An object or a list, or what the blacklist wants as JSON."""
    method = settings.blacklist.get(spelling(key))
    if isinstance(value, (dict, list)):
        method = method or settings.nested
    if method == "stringify":
        add("stringified", key, value)
    elif isinstance(value, (dict, list)):
        add("flattened" if method == "flatten" else "nested", key, value)
        if method == "flatten" and depth_of(value) >= MAX_FLAT_DEPTH:
            add("too-deep", key, value)


def check_items(
    add: Add,
    fields: Iterable[tuple[str, Any]],
    settings: Settings,
    date_name: Callable[[str], str],
    taken: Iterable[str] = (),
) -> list[Item]:
    """Custom attributes or metadata; gives the plain values, for what holds for one of the two alone.

    `taken` are the names that other fields have already.
    """
    date_code = "metadata-date" if date_name is metadata_date_name else "attribute-date"
    pairs = list(fields)
    for key, value in pairs:
        check_nested(add, key, value, settings)
        if key in JAVASCRIPT:
            add("js-reserved-key", key, value)
    items = []
    for item in plain_items(pairs, settings):
        if is_attribute(item.value):
            items.append(item)
        else:
            add("wrong-type", item.name, item.value)
    own = {item.name for item in with_dates(items, date_name) if item.is_own}
    made = set(taken)
    for item, sent in zip(items, with_dates(items, date_name), strict=True):
        if sent.value is not item.value:
            add(date_code, item.name, item.value)
        elif isinstance(item.value, str) and truncate(item.value, MAX_STRING) != item.value:
            add("truncated", item.name, item.value)
        if not item.name or "." in item.name or "$" in item.name:
            add("key-characters", item.name, item.value)
        if not sent.is_own and sent.name in own | made:
            add("name-taken", sent.name, item.value)
        made.add(sent.name)
    return items
