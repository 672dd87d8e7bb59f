"""What counts as a date, and as which.

Strict ISO strings do anywhere in an event, looser forms where a creation date is expected: js/free_dates.py.
All dates are milliseconds since 1970 in here, and leave as whole unix seconds, rounded down. Where a number is the
event's own, `1000.0` makes CPython reckon as JavaScript does, in doubles.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.events.constants import SECONDS_BELOW
from intercom_destination.js import date_ms, is_date, is_number, is_string, ms_of, seconds_of
from intercom_destination.js.free_dates import free_ms, minutes_behind
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import integer, leading_integer, match, pattern

# The forms that `@segment/isodate` reads.
# Groups: year, month, day, separator, hour, minute, second, zone, sign, hours, minutes.
ISO = pattern(
    r"^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?"
    r"(?:([ T])(\d\d):?(\d\d)(?::?(\d\d)(?:[,.]\d+)?)?(Z|([+-])(\d\d)(?::?(\d\d))?)?)?$"
)
STRICT = pattern(r"^\d{4}-\d\d-\d\d")
MILLISECONDS = pattern(r"\d{13}")
SECONDS = pattern(r"\d{10}")


def strict_seconds(value: Any) -> Any:
    """Unix seconds of a Date or of a string that is unmistakably an ISO date, else undefined."""
    if is_date(value):
        return seconds_of(date_ms(value))
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
            if match(SECONDS, value):
                ms = leading_integer(value) * (1 if match(MILLISECONDS, value) else 1000)
            else:
                ms = free_ms(value)
        return seconds_of(ms)
    return undefined


def iso_ms(text: str) -> Any:
    """Milliseconds of an ISO date, as `@segment/isodate` reads it: parts may be missing, what overflows rolls over.

    With a space before the time it is local, or in its own zone (D27). Of whole seconds: nothing that is sent has more.
    """
    part = match(ISO, text)
    if not part:
        return undefined
    zone = 0 if part[8] or part[4] != " " else undefined
    behind = minutes_behind(part[9], part[10], part[11]) if part[9] else zone
    return ms_of(
        integer(part[1]),
        (integer(part[2]) or 1) - 1,
        integer(part[3]) or 1,
        integer(part[5]),
        integer(part[6]),
        integer(part[7]),
        behind,
    )
