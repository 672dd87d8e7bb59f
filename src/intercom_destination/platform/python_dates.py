"""CPython's half of the platform, dates: what JavaScript's Date does, in milliseconds since 1970."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta

from intercom_destination.platform.python import WHITE_SPACE

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_MS = 86_400_000
LAST_MS = 8_640_000_000_000_000
"""The last millisecond that a JavaScript Date can hold."""


def date_ms(when: datetime) -> int:
    """Milliseconds since 1970."""
    return (when.astimezone(UTC) - EPOCH) // timedelta(milliseconds=1)


def iso_text(when: datetime) -> str:
    utc = when.astimezone(UTC)
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


def local_offset() -> int:
    """Minutes that local time is behind UTC today."""
    offset = datetime.now().astimezone().utcoffset() or timedelta()
    return -(offset // timedelta(minutes=1))


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CLOCK = r"(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(?:(Z|GMT|UTC)?\s*([+-]\d{2}):?(\d{2})|(Z|GMT|UTC))?\s*(?:\(.*\))?"
FREE_FORMS = (
    # Mon Mar 26 2018 17:44:51 GMT+0000 (UTC), March 26, 2018
    re.compile(
        r"(?:[a-z]+,?\s+)?(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})" + CLOCK,
        re.ASCII | re.IGNORECASE,
    ),
    # Mon, 26 Mar 2018 17:44:51 GMT
    re.compile(
        r"(?:[a-z]+,?\s+)?(?P<day>\d{1,2})\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})" + CLOCK,
        re.ASCII | re.IGNORECASE,
    ),
    # 3/26/2018
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})" + CLOCK, re.ASCII | re.IGNORECASE),
)


def parse_date(text: str) -> float:
    """Milliseconds since 1970 of a date in one of the free forms that browsers agree on, else NaN."""
    for form in FREE_FORMS:
        found = form.fullmatch(text.strip(WHITE_SPACE))
        if found:
            month = found["month"].lower()
            if month.isdigit():
                number = int(month) - 1
            elif month[:3] in MONTHS:
                number = MONTHS.index(month[:3])
            else:
                return math.nan
            hour, minute, second, _, hours, minutes, utc = found.groups()[3:]
            if not (number < 12 and 1 <= int(found["day"]) <= 31 and int(hour or 0) < 24 and int(minute or 0) < 60):
                return math.nan
            behind = -int(hours) * 60 - int(hours[0] + minutes) if hours else 0 if utc else local_offset()
            return utc_ms(
                int(found["year"]),
                number,
                int(found["day"]),
                int(hour or 0),
                int(minute or 0) + behind,
                int(second or 0),
            )
    return math.nan
