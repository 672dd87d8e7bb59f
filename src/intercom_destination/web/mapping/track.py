"""Segment's track call: an event and its metadata."""

from __future__ import annotations

from typing import Any

from intercom_destination.diagnostics.js_pitfalls import note_rich_spelling
from intercom_destination.diagnostics.segment_reference import note_revenue
from intercom_destination.events.dates import strict_seconds
from intercom_destination.events.flatten import flatten
from intercom_destination.events.options import any_spelling
from intercom_destination.events.values import (
    as_object,
    clean_value,
    is_identifier,
    is_nested,
    merge,
    note_unsendable,
    set_defined,
    standard_name,
    truncate_custom,
)
from intercom_destination.js import (
    contains,
    entries,
    get_own,
    in_wire_order,
    is_number,
    is_string,
    leading_number,
    match,
    note,
    pattern,
    remove_all,
    rounded,
    spelling,
    truthy,
)
from intercom_destination.js.globals import __diagnostics__, undefined

ORDER = pattern(r"^[ _]?(completed[ _]?order|order[ _]?completed)[ _]?$")
GROUPED = pattern(r"^[^,]*\d(,\d{3})+(?![\d,])")


def metadata(event: Any, settings: Any) -> Any:
    """The metadata of an event: price, rich links, then the rest, since Intercom shows only the first few (D11)."""
    properties = as_object(get_own(event, "properties"))
    price = price_of(get_own(event, "event"), properties)
    if __diagnostics__:
        note_revenue(get_own(event, "event"), properties, price)
        note_rich_spelling(properties, settings["richLinkProperties"])
    first: Any = {"price": price}  # `joined` leaves it out where it is undefined.
    rest: Any = {}
    for key, value in entries(flatten(properties, [], settings)):
        rich = contains(settings["richLinkProperties"], key)
        if price and (key == "price" or spelling(key) == "revenue" or spelling(key) == "currency"):
            continue
        if is_nested(value) and not rich:
            if __diagnostics__:
                note_unsendable(key, value, settings)
            continue
        if __diagnostics__ and standard_name(key) is not undefined and standard_name(key) != key:
            note("event-spelling", key, value)
        set_defined(first if rich else rest, key, truncate_custom(key, clean_value(key, value, [], True)))
    return in_wire_order(merge(first, rest))


def price_of(name: str, properties: Any) -> Any:
    """Intercom's monetary amount, in cents, else undefined where the event has no revenue."""
    revenue = any_spelling(properties, "revenue")
    if not truthy(revenue) and match(ORDER, name):
        revenue = any_spelling(properties, "total")
    if is_string(revenue) and strict_seconds(revenue) is undefined:
        revenue = remove_all(revenue, "$")
        revenue = leading_number(remove_all(revenue, ",") if match(GROUPED, revenue) else revenue)
    amount = rounded(revenue * 100.0) if is_number(revenue) else 0
    if not is_number(amount) or amount <= 0:
        return undefined
    currency = any_spelling(properties, "currency")
    return {"amount": amount, "currency": currency if is_identifier(currency) else "usd"}
