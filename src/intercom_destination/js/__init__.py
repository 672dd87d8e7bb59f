"""What compiled code takes from JavaScript, and CPython's equal of it: one face, two halves.

CPython takes `cpython.py`, `cpython_dates.py` and `cpython_tokens.py`; in a bundle `browser.py` replaces this package.
`text.py` has two halves as well. `objects.py` and `free_dates.py` are the same code in both runtimes.
"""

from __future__ import annotations

from intercom_destination.js.cpython import (
    append,
    appended,
    are_strings,
    as_object,
    attempt,
    contains,
    either,
    entries,
    get_own,
    in_wire_order,
    is_boolean,
    is_date,
    is_invalid_date,
    is_list,
    is_number,
    is_plain,
    is_string,
    keys_of,
    keys_without_value,
    length,
    prototype_keys,
    rounded,
    strict_equal,
    truthy,
    without_first,
)
from intercom_destination.js.cpython_dates import date_ms, iso_text, ms_of, seconds_of
from intercom_destination.js.cpython_tokens import token_user_id

__all__ = [
    "append",
    "appended",
    "are_strings",
    "as_object",
    "attempt",
    "contains",
    "date_ms",
    "either",
    "entries",
    "get_own",
    "in_wire_order",
    "is_boolean",
    "is_date",
    "is_invalid_date",
    "is_list",
    "is_number",
    "is_plain",
    "is_string",
    "iso_text",
    "keys_of",
    "keys_without_value",
    "length",
    "ms_of",
    "prototype_keys",
    "rounded",
    "seconds_of",
    "strict_equal",
    "token_user_id",
    "truthy",
    "without_first",
]
