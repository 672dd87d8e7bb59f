"""Segment's track call: an event and its metadata."""

from __future__ import annotations

from intercom_destination.events.event_types import Event, Fields
from intercom_destination.events.flatten import flatten
from intercom_destination.events.revenue import is_order, is_price_key, price_of
from intercom_destination.events.values import clean_value, is_nested, truncate_custom
from intercom_destination.js import as_object, contains, entries, get_own, in_wire_order
from intercom_destination.js.objects import merge, set_defined
from intercom_destination.web.call_types import Settings


def metadata(event: Event, settings: Settings) -> Fields:
    """The metadata of an event: price, rich links, then the rest, since Intercom shows only the first few (D11)."""
    properties = as_object(get_own(event, "properties"))
    price = price_of(is_order(get_own(event, "event")), properties)
    first: Fields = {"price": price}  # `merge` leaves it out where it is undefined.
    rest: Fields = {}
    for key, value in entries(flatten(properties, [], settings)):
        rich = contains(settings["richLinkProperties"], key)
        if not (price and is_price_key(key)) and (rich or not is_nested(value)):
            set_defined(first if rich else rest, key, truncate_custom(key, clean_value(key, value, [], True)))
    return in_wire_order(merge(first, rest))
