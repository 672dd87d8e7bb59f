"""What Segment's own integration makes of an event, as far as notes have to know; for development and CPython only.

The facade between the host and that integration is open source (`@segment/facade`); the rest is recorded in the
vectors. Nothing here has a part in what is sent.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.events.options import (
    any_spelling,
    context_of,
    for_destination,
    integrations_of,
)
from intercom_destination.events.values import is_identifier, is_nested
from intercom_destination.js import (
    get_own,
    is_boolean,
    is_date,
    is_list,
    is_number,
    is_plain,
    is_string,
    leading_number,
    match,
    note,
    pattern,
    remove_all,
    strict_equal,
    truthy,
)
from intercom_destination.js.globals import undefined


def note_options(method: str, event: Any) -> None:
    """Note options of no use, those that it does not read (D20), and null in their place, at which it throws (D9)."""
    context = context_of(event)
    given = [for_destination(integrations_of(event, context)), for_destination(context)]
    if given[0] is undefined and given[1] is undefined:
        return
    read = given[0] if is_object(given[0]) else any_spelling(context, "intercom")
    if read is None:
        note("no-options", "Intercom", read)
    launcher = get_own(read, "hideDefaultLauncher")
    note_option("launcher-not-boolean", given, ["hideDefaultLauncher", "hide_default_launcher"], is_boolean, launcher)
    if method == "identify":
        user_hash = get_own(read, "user_hash")
        if not truthy(user_hash):
            user_hash = get_own(read, "userHash")
        note_option("no-option", given, ["user_hash", "userHash"], is_identifier, user_hash)
        note_option("no-option", given, ["intercom_user_jwt", "intercomUserJwt"], is_identifier, undefined)


def is_object(value: Any) -> bool:
    """What `typeof` calls an object."""
    return value is None or is_plain(value) or is_list(value) or is_date(value)


def note_option(code: str, given: Any, names: Any, usable: Any, theirs: Any) -> None:
    """Note an option under its name: where it is of no use by the code, and where it reads another value or none."""
    for options in given:
        for name in names:
            value = get_own(options, name)
            if usable(value):
                if not strict_equal(value, theirs):
                    note("option-read", name, value)
                return
            if value is not undefined:
                note(code, name, value)


def note_revenue(name: str, properties: Any, price: Any) -> None:
    """Note another price than its own (D2), another currency (D5), and what it deletes where no price comes (D19)."""
    revenue = any_spelling(properties, "revenue")
    amount = amount_read(name, revenue, properties)
    if truthy(amount) and (price is undefined or amount * 100 != price["amount"]):
        note("price", "revenue" if truthy(revenue) else "total", revenue if truthy(revenue) else amount)
    currency = any_spelling(properties, "currency")
    if price is undefined:
        if revenue is not undefined and not is_nested(revenue):
            note("no-price", "revenue", revenue)
        elif currency is not undefined and not is_nested(currency):
            note("no-price", "currency", currency)
        elif truthy(amount):
            note("no-price", "total", amount)
    else:
        theirs = get_own(properties, "currency")
        if not strict_equal(theirs if truthy(theirs) else "USD", price["currency"]):
            note("currency", "currency", currency)


def amount_read(name: str, revenue: Any, properties: Any) -> Any:
    """The revenue that it reads, else something that is not truthy: any name that starts as an order's is one."""
    value = revenue
    if not truthy(value):
        value = any_spelling(properties, "total")
        if not match(pattern("^[ _]?(completed[ _]?order|order[ _]?completed[ _]?$)"), name):
            return undefined
    if is_string(value):
        return leading_number(remove_all(value, "$"))
    infinite = leading_number("Infinity")
    return value if is_number(value) or value == infinite or value == -infinite else undefined
