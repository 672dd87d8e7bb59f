"""What counts as a date, and as which.

Strict ISO texts do anywhere in an event, looser forms where a creation date is expected. All dates are milliseconds
since 1970 in here, and leave as whole unix seconds, rounded down. Where a number is the event's own, `1000.0` makes
CPython reckon as JavaScript does, in doubles.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import undefined
from intercom_destination.mapping.fields import SECONDS_BELOW
from intercom_destination.platform import (
    date_ms,
    integer,
    is_date,
    is_number,
    is_string,
    local_offset,
    match,
    parse_date,
    pattern,
    utc_ms,
    whole,
)

# The forms that `@segment/isodate` reads.
# Groups: year, month, day, separator, hour, minute, second, sign, hours, minutes.
ISO = pattern(
    r"^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?"
    r"(?:([ T])(\d\d):?(\d\d)(?::?(\d\d)(?:[,.]\d+)?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?$"
)
STRICT = pattern(r"^\d{4}-\d\d-\d\d")
MILLISECONDS = pattern(r"\d{13}")
SECONDS = pattern(r"\d{10}")

# The last millisecond that a JavaScript Date can hold; the first is as far from 1970.
LAST_MS = 8640000000000000


def strict_seconds(value: Any) -> Any:
    """Unix seconds of a Date or of a text that is unmistakably an ISO date, else undefined."""
    if is_date(value):
        return whole(date_ms(value) / 1000)
    if is_string(value) and match(STRICT, value):
        return seconds_of(iso_ms(value))
    return undefined


def created_seconds(value: Any) -> Any:
    """Unix seconds of a creation date in any of the forms that Segment's libraries read, else undefined."""
    if is_date(value):
        return seconds_of(date_ms(value))
    if is_number(value):
        return seconds_of(value * 1000.0 if value < SECONDS_BELOW else value)
    if is_string(value):
        ms = iso_ms(value)
        if ms is undefined:
            digits = match(MILLISECONDS, value)
            if digits:
                ms = integer(digits[0])
            else:
                digits = match(SECONDS, value)
                ms = integer(digits[0]) * 1000 if digits else parse_date(value)
        return seconds_of(ms)
    return undefined


def seconds_of(ms: Any) -> Any:
    """Unix seconds of milliseconds that a Date can hold, else undefined; NaN and undefined are in no order."""
    return whole(ms / 1000.0) if ms >= -LAST_MS and ms <= LAST_MS else undefined


def iso_ms(text: str) -> Any:
    """Milliseconds of an ISO date, as `@segment/isodate` reads it: parts may be missing, what overflows rolls over.

    Of whole seconds: nothing that is sent has more.
    """
    part = match(ISO, text)
    if not part:
        return undefined
    if part[4] == " ":
        behind = local_offset()
    else:
        behind = integer(part[9]) * 60 + integer(part[10])
        if part[8] == "+":
            behind = -behind
    return utc_ms(
        integer(part[1]),
        (integer(part[2]) or 1) - 1,
        integer(part[3]) or 1,
        integer(part[5]),
        integer(part[6]) + behind,
        integer(part[7]),
    )
