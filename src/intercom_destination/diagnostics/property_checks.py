"""What there is to say of the properties of an event."""

from __future__ import annotations

from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.diagnostics.segment_reference import check_revenue
from intercom_destination.diagnostics.trait_checks import check_flattened
from intercom_destination.diagnostics.value_checks import (
    add,
    check_length,
    check_rich_link_spelling,
    check_unsendable,
    check_value,
)
from intercom_destination.events.constants import SECONDS_BELOW
from intercom_destination.events.event_types import Event
from intercom_destination.events.revenue import is_order, is_price_key, price_of
from intercom_destination.events.traits import standard_name
from intercom_destination.events.values import clean_value, is_nested, may_be_date
from intercom_destination.js import as_object, contains, entries, get_own, is_number, is_string
from intercom_destination.js.globals import undefined
from intercom_destination.web.call_types import Settings


def check_properties(found: Found, event: Event, settings: Settings) -> None:
    """The properties of a track call that is sent."""
    properties = as_object(get_own(event, "properties"))
    name = get_own(event, "event")
    if not is_string(name) or name == "":
        return
    price = price_of(is_order(name), properties)
    check_revenue(found, name, properties, price)
    check_rich_link_spelling(found, properties, settings["richLinkProperties"])
    for key, value in entries(check_flattened(found, properties, [], settings)):
        if price and is_price_key(key):
            pass
        elif is_nested(value) and not contains(settings["richLinkProperties"], key):
            check_unsendable(found, key, value, settings)
        else:
            name = standard_name(key)
            if name is not undefined and name != key:
                add(found, "event-spelling", key, value)
            check_value(found, key, value, [], True)
            check_length(found, key, clean_value(key, value, [], True))


def check_milliseconds(found: Found, event: Event) -> None:
    """Numbers under the name of a date that are no seconds."""
    for key, value in entries(as_object(get_own(event, "properties"))):
        if is_number(value) and value >= SECONDS_BELOW and may_be_date(key, value, True):
            add(found, "milliseconds", key, value)
