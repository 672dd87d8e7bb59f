"""Notes on what Segment's own integration stumbles over, at any depth; for development and CPython only.

Nothing here has a part in what is sent.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import (
    entries,
    get_own,
    is_invalid_date,
    is_list,
    is_number,
    is_plain,
    keys_without_value,
    note,
    spelling,
    strict_equal,
    truthy,
)
from intercom_destination.js.globals import undefined


def note_keys(fields: Any) -> None:
    """Note keys of an object that mean something to JavaScript, and those without a value."""
    # A list, an element, a buffer: what it takes the object for (D18).
    if is_number(get_own(fields, "length")):
        note("odd-key", "length", fields["length"])
    if strict_equal(get_own(fields, "nodeType"), 1):
        note("odd-key", "nodeType", 1)
    if truthy(get_own(fields, "_isBuffer")):
        note("odd-key", "_isBuffer", fields["_isBuffer"])
    # What it calls, whatever the data has put there (D9).
    if truthy(get_own(fields, "valueOf")):
        note("throwing-key", "valueOf", fields["valueOf"])
    if get_own(fields, "hasOwnProperty") is not undefined:
        note("throwing-key", "hasOwnProperty", fields["hasOwnProperty"])
    for key in keys_without_value(fields):
        note("no-data", key, undefined)


def note_no_data(key: str, value: Any, in_event: bool) -> None:
    """Note a value that is left out since it is no data, or a Date object without a date (D6, D16)."""
    if not is_invalid_date(value):
        note("no-data", key, value)
    else:
        note("event-no-date" if in_event else "no-date", key, value)


def note_rich_spelling(fields: Any, names: Any) -> None:
    """Note keys that are another spelling of a rich link's name (D14)."""
    for name in names:
        for key, value in entries(fields):
            if key != name and spelling(key) == spelling(name) and not is_plain(value) and not is_list(value):
                note("rich-link-spelling", key, value)
