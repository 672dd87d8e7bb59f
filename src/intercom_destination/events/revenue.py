"""The price of an event, from `revenue`, the `total` of an order, and `currency`."""

from __future__ import annotations

from intercom_destination.events.dates import strict_seconds
from intercom_destination.events.event_types import Fields, Money
from intercom_destination.events.values import is_identifier
from intercom_destination.js import contains, is_number, is_string, rounded, truthy
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import get_spelled, leading_number, match, pattern, remove_all, spelling

ORDER = pattern(r"^[ _]?(completed[ _]?order|order[ _]?completed)[ _]?$")
GROUPED = pattern(r"^[^,]*\d(,\d{3})+(?![\d,])")


def is_price_key(key: str) -> bool:
    """Whether a property is told by the price, where the event has one."""
    return key == "price" or contains(["revenue", "currency"], spelling(key))


def is_order(name: str) -> object:
    """Whether an event is an order, whose `total` counts where it has no revenue."""
    return match(ORDER, name)


def price_of(total_counts: object, properties: Fields) -> Money:
    """Intercom's monetary amount, in cents, else undefined where the event has no revenue (D2, D5)."""
    revenue = get_spelled(properties, "revenue")
    if not truthy(revenue) and truthy(total_counts):
        revenue = get_spelled(properties, "total")
    if is_string(revenue) and strict_seconds(revenue) is undefined:
        digits = remove_all(revenue, "$")
        revenue = leading_number(remove_all(digits, ",") if match(GROUPED, digits) else digits)
    amount = rounded(revenue * 100.0) if is_number(revenue) else 0
    if not is_number(amount) or amount <= 0:
        return undefined
    currency = get_spelled(properties, "currency")
    return {"amount": amount, "currency": currency if is_identifier(currency) else "usd"}
