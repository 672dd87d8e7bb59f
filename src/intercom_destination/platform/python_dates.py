"""CPython's half of the platform, dates: what JavaScript's Date does, in milliseconds since 1970."""

from __future__ import annotations

import math
from contextvars import ContextVar
from datetime import date, datetime, timedelta, tzinfo

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
    return (when.replace(tzinfo=None) - EPOCH - (offset or timedelta())) // timedelta(milliseconds=1)


def iso_text(when: datetime) -> str:
    utc = EPOCH + timedelta(milliseconds=date_ms(when))
    return utc.strftime("%Y-%m-%dT%H:%M:%S.").rjust(20, "0") + f"{utc.microsecond // 1000:03}Z"


def utc_ms(year: int, month: int, day: int, hour: int, minute: int, second: int) -> float:
    """Milliseconds since 1970. `month` counts from 0; what overflows rolls over; years 0 to 99 mean 1900 to 1999."""
    if year < 100:
        year += 1900
    days = _days_before(year + month // 12, month % 12) + day - 1
    total = days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000
    return total if abs(total) <= LAST_MS else math.nan


def _days_before(year: int, month: int) -> int:
    """Days from 1970 to the first of a month; also of years that `datetime` has no room for."""
    era = (year - 1970) // 400
    return date(year - era * 400, month + 1, 1).toordinal() - EPOCH.toordinal() + era * 146_097


def local_ms(year: int, month: int, day: int, hour: int, minute: int, second: int) -> float:
    """As `utc_ms`, of local time: at the offset of that moment, where clocks are changed at the one before."""
    wall = utc_ms(year, month, day, hour, minute, second)
    # The calendar of years that `datetime` has no room for is that of 400 years before.
    cycle = CYCLE_MS if wall >= FIRST_MS_OF_10000 else 0
    return date_ms(YEAR_1 + timedelta(milliseconds=wall - cycle - FIRST_MS_OF_1)) + cycle


def _local_offset(when: datetime) -> timedelta | None:
    """How far local time is ahead of UTC at a moment that is told in local time."""
    zone = local_zone.get()
    if zone:
        return when.replace(tzinfo=zone).utcoffset()
    # At either end of the calendar UTC may be in a year that there is none of.
    return when.replace(year=min(max(when.year, 2), 9998)).astimezone().utcoffset()
