"""What Segment's own integration makes of an event, as far as diagnostics have to know.

The facade between the analytics library and that integration is open source (`@segment/facade`); the rest is recorded
in the vectors. Nothing here has a part in what is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.diagnostics.value_checks import add
from intercom_destination.events.event_types import Event, Fields, Money
from intercom_destination.events.options import call_options, context_of
from intercom_destination.events.values import is_identifier, is_nested
from intercom_destination.js import (
    get_own,
    is_boolean,
    is_date,
    is_list,
    is_number,
    is_plain,
    is_string,
    strict_equal,
    truthy,
)
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import get_spelled, leading_number, match, pattern, remove_all


def check_options(found: Found, method: str, event: Event) -> None:
    """Options of no use, those that it does not read (D20), and null in their place, at which it throws (D9)."""
    given = call_options(event)
    if given[0] is undefined and given[1] is undefined:
        return
    read = given[0] if is_object(given[0]) else get_spelled(context_of(event), "intercom")
    if read is None:
        add(found, "null-options", "Intercom", read)
    launcher = get_own(read, "hideDefaultLauncher")
    check_option(
        found, "invalid-launcher-option", given, ["hideDefaultLauncher", "hide_default_launcher"], is_boolean, launcher
    )
    if method == "identify":
        user_hash = get_own(read, "user_hash")
        if not truthy(user_hash):
            user_hash = get_own(read, "userHash")
        check_option(found, "invalid-option", given, ["user_hash", "userHash"], is_identifier, user_hash)
        check_option(found, "invalid-option", given, ["intercom_user_jwt", "intercomUserJwt"], is_identifier, undefined)


def is_object(value: object) -> bool:
    """What `typeof` calls an object."""
    return value is None or is_plain(value) or is_list(value) or is_date(value)


def check_option(
    found: Found,
    code: str,
    given: list[object],
    names: list[str],
    usable: Callable[[object], bool],
    theirs: object,
) -> None:
    """An option under its names: where it is of no use, and where Segment's integration reads another value or none."""
    for options in given:
        for name in names:
            value = get_own(options, name)
            if usable(value):
                if not strict_equal(value, theirs):
                    add(found, "nonstandard-option", name, value)
                return
            if value is not undefined:
                add(found, code, name, value)


def check_revenue(found: Found, name: str, properties: Fields, price: Money) -> None:
    """Another price than its own (D2), another currency (D5), and what it deletes where no price comes (D19)."""
    revenue = get_spelled(properties, "revenue")
    amount = amount_read(name, revenue, properties)
    if truthy(amount) and (price is undefined or amount * 100 != price["amount"]):
        add(found, "price", "revenue" if truthy(revenue) else "total", revenue if truthy(revenue) else amount)
    currency = get_spelled(properties, "currency")
    if price is undefined:
        if revenue is not undefined and not is_nested(revenue):
            add(found, "invalid-price", "revenue", revenue)
        elif currency is not undefined and not is_nested(currency):
            add(found, "invalid-price", "currency", currency)
        elif truthy(amount):
            add(found, "invalid-price", "total", amount)
    else:
        theirs = get_own(properties, "currency")
        if not strict_equal(theirs if truthy(theirs) else "USD", price["currency"]):
            add(found, "currency", "currency", currency)


def amount_read(name: str, revenue: object, properties: Fields) -> Any:
    """The revenue that it reads, else something that is not truthy: any name that starts as an order's is one."""
    value: Any = revenue
    if not truthy(value):
        value = get_spelled(properties, "total")
        if not match(pattern("^[ _]?(completed[ _]?order|order[ _]?completed[ _]?$)"), name):
            return undefined
    if is_string(value):
        return leading_number(remove_all(value, "$"))
    infinite = leading_number("Infinity")
    return value if is_number(value) or value == infinite or value == -infinite else undefined
