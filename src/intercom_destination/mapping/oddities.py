"""Notes on what Segment's own integration stumbles over, at any depth; for development and CPython only.

Nothing here has a part in what is sent.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import undefined
from intercom_destination.platform import (
    entries,
    is_list,
    is_no_date,
    is_number,
    is_plain,
    keys_without_value,
    note,
    own,
    same,
    spelling,
    truthy,
)


def note_keys(fields: Any) -> None:
    """Note keys of an object that mean something to JavaScript, and those without a value."""
    # A list, an element, a buffer: what it takes the object for (D18).
    if is_number(own(fields, "length")):
        note("odd-key", "length", fields["length"])
    if same(own(fields, "nodeType"), 1):
        note("odd-key", "nodeType", 1)
    if truthy(own(fields, "_isBuffer")):
        note("odd-key", "_isBuffer", fields["_isBuffer"])
    # What it calls, whatever the data has put there (D9).
    if truthy(own(fields, "valueOf")):
        note("throwing-key", "valueOf", fields["valueOf"])
    if own(fields, "hasOwnProperty") is not undefined:
        note("throwing-key", "hasOwnProperty", fields["hasOwnProperty"])
    for key in keys_without_value(fields):
        note("no-data", key, undefined)


def note_no_data(key: str, value: Any, in_event: bool) -> None:
    """Note a value that is left out since it is no data, or a Date object without a date (D6, D16)."""
    if not is_no_date(value):
        note("no-data", key, value)
    else:
        note("event-no-date" if in_event else "no-date", key, value)


def note_rich_spelling(fields: Any, names: Any) -> None:
    """Note keys that are another spelling of a rich link's name (D14)."""
    for name in names:
        for key, value in entries(fields):
            if key != name and spelling(key) == spelling(name) and not is_plain(value) and not is_list(value):
                note("rich-link-spelling", key, value)
