"""Segment's track call: an event and its metadata."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.event_types import Fields
from intercom_destination.events.revenue import price_of
from intercom_destination.events.values import clean_value, is_nested, truncate_custom
from intercom_destination.js import append, contains, entries, get_own, in_wire_order, truthy
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import merge, set_defined
from intercom_destination.js.text import get_spelled, spelling
from intercom_destination.mobile.call_types import Settings
from intercom_destination.mobile.mapping.typed import as_text


def metadata(properties: Fields, settings: Settings, flat: bool) -> Fields:
    """The metadata of an event: price, rich links, then the rest (D11).

    A bridge that drops what is nested wants it `flat`: revenue and currency stay as they are, and a rich link becomes
    its address (M9).
    """
    # On phones `total` counts for every event, on pages for an order only.
    price: Any = undefined if flat else price_of(True, properties)
    told_by = ["revenue", "currency"]
    if not truthy(get_spelled(properties, "revenue")):
        append(told_by, "total")
    first: Fields = {"price": price}  # `merge` leaves it out where it is undefined.
    rest: Fields = {}
    for key, value in entries(properties):
        rich = contains(settings["richLinkProperties"], key)
        sent = as_text(get_own(value, "url")) if flat and is_nested(value) else value
        is_price = price and (key == "price" or contains(told_by, spelling(key)))
        if not is_price and (rich or not is_nested(value)):
            set_defined(first if rich else rest, key, truncate_custom(key, clean_value(key, sent, [], True)))
    return in_wire_order(merge(first, rest))
