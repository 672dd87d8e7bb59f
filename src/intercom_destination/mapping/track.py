"""Segment's track call: an event and its metadata."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import undefined
from intercom_destination.mapping.dates import strict_seconds
from intercom_destination.mapping.event import any_spelling
from intercom_destination.mapping.values import (
    identifier,
    is_nested,
    joined,
    metadatum,
    note_unsendable,
    plain,
    put,
    shortened,
    standard_name,
)
from intercom_destination.platform import (
    contains,
    entries,
    in_wire_order,
    is_number,
    is_string,
    leading_number,
    match,
    note,
    own,
    pattern,
    rounded,
    spelling,
    truthy,
    without,
)

ORDER = pattern(r"^[ _]?(completed[ _]?order|order[ _]?completed)[ _]?$")
GROUPED = pattern(r"^[^,]*\d{1,3}(,\d{3})+(?![\d,])")


def metadata(event: Any, settings: Any) -> Any:
    """The metadata of an event: price, rich links, then the rest, since Intercom shows only the first few (D11)."""
    properties = plain(own(event, "properties"))
    price = price_of(own(event, "event"), properties)
    first: Any = {}
    rest: Any = {}
    put(first, "price", price)
    for key, value in entries(properties):
        rich = contains(settings["richLinkProperties"], key)
        if __debug__ and standard_name(key) is not undefined and standard_name(key) != key:
            note("event-spelling", key, value)
        if price is not undefined and (key == "price" or spelling(key) == "revenue" or spelling(key) == "currency"):
            continue
        if is_nested(value) and not rich:
            if __debug__:
                note_unsendable(key, value, settings)
            continue
        put(first if rich else rest, key, shortened(key, metadatum(key, value)))
    return in_wire_order(joined(first, rest))


def price_of(name: str, properties: Any) -> Any:
    """Intercom's monetary amount, in cents, else undefined where the event has no revenue."""
    revenue = any_spelling(properties, "revenue")
    if not truthy(revenue) and match(ORDER, name):
        revenue = any_spelling(properties, "total")
    if is_string(revenue) and strict_seconds(revenue) is undefined:
        revenue = without(revenue, "$")
        revenue = leading_number(without(revenue, ",") if match(GROUPED, revenue) else revenue)
    amount = rounded(revenue * 100) if is_number(revenue) else 0
    if not is_number(amount) or amount <= 0:
        if __debug__:
            note_no_price(properties)
        return undefined
    currency = identifier(any_spelling(properties, "currency"))
    if __debug__:
        note_price(properties, revenue, amount)
    return {"amount": amount, "currency": "usd" if currency is undefined else currency}


def note_price(properties: Any, revenue: Any, amount: Any) -> None:
    """Note where the price is another than the one that Segment's own integration would have sent."""
    given = any_spelling(properties, "revenue")
    if amount != revenue * 100 or (is_string(given) and match(GROUPED, given)):
        note("price", "revenue" if truthy(given) else "total", given)
    if identifier(own(properties, "currency")) is undefined:
        note("currency", "currency", any_spelling(properties, "currency"))


def note_no_price(properties: Any) -> None:
    """Note a revenue from which no price comes, and a currency without one."""
    revenue = any_spelling(properties, "revenue")
    if is_number(revenue) and revenue < 0:
        note("price", "revenue", revenue)
    elif revenue is not undefined:
        note("no-price", "revenue", revenue)
    elif any_spelling(properties, "currency") is not undefined:
        note("no-price", "currency", any_spelling(properties, "currency"))
