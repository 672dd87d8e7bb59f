"""CPython's equal of JavaScript's Date, in milliseconds since 1970."""

from __future__ import annotations

import math
from contextvars import ContextVar
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from intercom_destination.js.globals import undefined

local_zone: ContextVar[tzinfo | None] = ContextVar("local_zone", default=None)
"""The zone of local times; the machine's unless one is set."""

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  of UTC, or where a wall clock shows it
YEAR_1 = datetime(1, 1, 1)  # noqa: DTZ001
DAY_MS = 86_400_000
CYCLE_MS = 146_097 * DAY_MS
"""400 years, after which the calendar repeats itself."""
FIRST_MS_OF_1 = -62_135_596_800_000
FIRST_MS_OF_10000 = 253_402_300_800_000
LAST_MS = 8_640_000_000_000_000
"""The last millisecond that a JavaScript Date can hold."""


def date_ms(when: datetime) -> int:
    """Milliseconds since 1970."""
    offset = when.utcoffset()
    if offset is None:
        offset = _local_offset(when)
    return (when.replace(tzinfo=None) - EPOCH - offset) // timedelta(milliseconds=1)


def seconds_of(ms: Any) -> Any:
    """Whole seconds of milliseconds that a Date can hold, rounded down, else undefined; so for NaN and undefined."""
    return math.floor(ms / 1000.0) if ms >= -LAST_MS and ms <= LAST_MS else undefined


def iso_text(when: datetime) -> str:
    utc = EPOCH + timedelta(milliseconds=date_ms(when))
    return utc.strftime("%Y-%m-%dT%H:%M:%S.").rjust(20, "0") + f"{utc.microsecond // 1000:03}Z"


def ms_of(year: int, month: int, day: int, hour: int, minute: int, second: int, behind: Any) -> float:
    """Milliseconds since 1970. `month` counts from 0; what overflows rolls over; years 0 to 99 mean 1900 to 1999.

    The time is so many minutes behind UTC; local where that is undefined: at the offset of that moment, and in the gap
    where clocks are put forward at the one before.
    """
    if year < 100:
        year += 1900
    days = _days_before(year + month // 12, month % 12) + day - 1
    total = days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000
    if behind is not undefined:
        total += behind * 60_000
        return total if abs(total) <= LAST_MS else math.nan
    # The calendar of years that `datetime` has no room for is that of 400 years before.
    cycle = CYCLE_MS if total >= FIRST_MS_OF_10000 else 0
    offset = _local_offset(YEAR_1 + timedelta(milliseconds=total - cycle - FIRST_MS_OF_1))
    return total - offset // timedelta(milliseconds=1)


def _days_before(year: int, month: int) -> int:
    """Days from 1970 to the first of a month; also of years that `datetime` has no room for."""
    era = (year - 1970) // 400
    return date(year - era * 400, month + 1, 1).toordinal() - EPOCH.toordinal() + era * 146_097


def _local_offset(when: datetime) -> timedelta:
    """How far local time is ahead of UTC at a moment that is told in local time."""
    zone = local_zone.get()
    if zone:
        return when.replace(tzinfo=zone).utcoffset() or timedelta()
    try:
        return timedelta(seconds=(when - EPOCH).total_seconds() - when.timestamp())
    except (OSError, OverflowError, ValueError):
        # The system's clock has no such year (Windows: before 1970), or UTC is in one that does not exist.
        return _local_offset(when.replace(year=2000 + (when.year - 2000) % 28))
