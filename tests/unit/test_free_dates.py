"""Dates in free forms: which are read, as which moment, and which are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.support.local_time import local_time

from intercom_destination.js.free_dates import free_ms
from intercom_destination.js.globals import undefined

DAY = int(datetime(2021, 2, 15, tzinfo=UTC).timestamp())
TIME = DAY + (18 * 60 + 52) * 60 + 31


def seconds(text: str, zone: str = "UTC") -> object:
    with local_time(zone):
        ms = free_ms(text)
    return ms if ms is undefined else ms / 1000


@pytest.mark.parametrize(
    "text",
    [
        *("15 Feb 2021", "15-Feb-2021", "15-FEB-21", "15 february, 2021", "15 Feb. 2021", "15 Feb-2021", "15-Feb 2021"),
        *("Feb 15, 2021", "Feb. 15 2021", "February 15 21", "FEBRUARY  15 ,2021", "febr 15 2021"),
        # Chromium reads three letters of a month, too.
        *("Febulous 15, 2021", "15 Feby 2021"),
        *("2021/02/15", "2021/2/15", "2021-2-15", "2021-02-15", "2/15/2021", "02/15/21", " \u00a02/15/2021\n"),
        *("Mon Feb 15 2021", "Monday, 15 Feb 2021", "mon. 2/15/2021", "Feb 15 2021 (Monday)", "Mon 2021-2-15"),
    ],
)
def test_day_without_a_time_begins_at_midnight(text: str) -> None:
    assert seconds(text) == DAY


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
@pytest.mark.parametrize(
    "text",
    [
        *("2/15/2021 18:52:31Z", "2/15/2021 18:52:31 z", "2/15/2021 18:52:31 UTC", "2/15/2021, 18:52:31 ut"),
        *("2/15/2021 18:52:31.999 GMT", "2/15/2021 6:52:31 PM GMT", "2/15/2021 6:52:31\u202fpm Z"),
        *("2/15/2021 14:52:31 EDT", "2/15/2021 13:52:31 EST", "2/15/2021 13:52:31 CDT", "2/15/2021 12:52:31 cst"),
        *("2/15/2021 12:52:31 MDT", "2/15/2021 11:52:31 MST", "2/15/2021 11:52:31 PDT", "2/15/2021 10:52:31 PST"),
        *("2/15/2021 21:22:31 +0230", "2/15/2021 21:22:31+02:30", "2/15/2021 20:52:31 +02", "2/15/2021 20:52:31 +2"),
        *("2/15/2021 21:22:31 +230", "2/15/2021 16:22:31 -2:30", "2/15/2021 21:22:31 GMT+0230"),
        *("2/15/2021 18:52:31 UTC +00:00", "2/15/2021 13:52:31 EST -05:00", "2/15/2021 18:52:31 -0000"),
        *("2/15/2021 18:52:31 +0000 UTC", "2/15/2021 13:52:31 -0500 EST", "2/15/2021 18:52:31+0000 UTC"),
        *("Mon Feb 15 18:52:31 UTC 2021", "Feb 15 13:52:31 EST 2021", "Feb 15 20:52:31 +0200 2021"),
        *("Feb 15 2021 18:52:31 GMT+0000 (Coordinated Universal Time)", "Feb 15 18:52:31 +0000 UTC 2021 ()"),
        *("2/15/2021  18:52:31  UTC  (x)", "Feb  15  18:52:31  +0000  UTC  2021", "2/15/2021 13:52:31 -0500  EST"),
    ],
)
def test_time_in_its_own_zone_is_the_same_everywhere(text: str, zone: str) -> None:
    assert seconds(text, zone) == TIME


def test_day_in_its_own_zone_is_the_same_everywhere() -> None:
    assert seconds("2/15/2021 UTC", "America/New_York") == DAY


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("July 1, 2018 12:00", "2018-07-01T16:00"),
        ("Dec 1 2018 12:00", "2018-12-01T17:00"),
        ("3/10/2019 2:30 AM", "2019-03-10T07:30"),
        ("Sun Nov  3 01:30:00 2019", "2019-11-03T05:30"),
    ],
)
def test_time_without_a_zone_is_local_at_the_offset_of_the_date(text: str, utc: str) -> None:
    assert seconds(text, "America/New_York") == datetime.fromisoformat(utc + "Z").timestamp()


@pytest.mark.parametrize(
    ("time", "hour"),
    [
        *(("12:00 AM", 0), ("12:30 am", 0.5), ("1:00 AM", 1), ("11:00 AM", 11), ("12:00 PM", 12), ("1:00 pm", 13)),
        *(("0:30 PM", 12.5), ("0:00", 0), ("00:59:59.9", 3599 / 3600), ("09:00", 9), ("19:00", 19), ("23:00", 23)),
    ],
)
def test_hours_of_twelve_and_of_twenty_four(time: str, hour: float) -> None:
    assert seconds(f"2/15/2021 {time}") == DAY + hour * 3600


@pytest.mark.parametrize(
    ("name", "month"),
    [
        *((f"{datetime(2021, number, 1, tzinfo=UTC):%B}", number) for number in range(1, 13)),
        *(("jan", 1), ("Feb", 2), ("Sept", 9), ("SEP", 9), ("Dec", 12)),
    ],
)
def test_months_by_their_names(name: str, month: int) -> None:
    expected = datetime(2021, month, 5, tzinfo=UTC).timestamp()
    assert seconds(f"{name} 5, 2021") == seconds(f"5 {name} 2021") == seconds(f"{month}/5/2021") == expected
    assert seconds(f"2021-{month}-5") == expected


@pytest.mark.parametrize("day", "sun mon tues wed thurs fri sat sunday tuesday wednesday thursday saturday".split())
def test_days_of_the_week_count_for_nothing(day: str) -> None:
    assert seconds(f"{day}, 15 Feb 2021") == DAY


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        *(("2/31/2021", "2021-03-03"), ("30 Feb 2020", "2020-03-01"), ("2021-6-31", "2021-07-01")),
        *(("1/1/00", "2000-01-01"), ("1/1/49", "2049-01-01"), ("1/1/50", "1950-01-01"), ("1/1/99", "1999-01-01")),
        *(
            ("February, 15 2021", "2021-02-15"),
            ("February 15. 2021", "2021-02-15"),
            ("2/15/2021. 00:00Z", "2021-02-15"),
        ),
        *(("1/1/1000", "1000-01-01"), ("12/31/9999", "9999-12-31"), ("1-Jan-05", "2005-01-01")),
    ],
)
def test_days_roll_over_and_short_years_are_near(text: str, iso: str) -> None:
    assert seconds(text) == datetime.fromisoformat(iso + "T00:00Z").timestamp()


@pytest.mark.parametrize(
    "text",
    [
        # No dates, though engines make some of them.
        *("", "soon", "Plan 9", "since 2014", "soon 5", "2014", "5", "-5", "March 2014", "May 5", "15 Feb", "Feb 2021"),
        *("Foo 5, 2021", "a 5, 2021", "Mon 15, 2021", "Since 15 Feb 2021"),
        *("on 2/15/2021", "2/15/2021 was it", "2/15/2021 (a) b", "2/15/2021 ((a))", "2/15/2021 (a", "x2/15/2021"),
        # Nobody knows the day from the month.
        *("5-2-2021", "5.2.2021", "2021.2.5", "21/2/15", "21-2-5", "2 15 2021", "20210215"),
        # Out of range.
        *("0/15/2021", "13/1/2021", "2021-13-1", "2021-0-1", "2/0/2021", "2/32/2021", "32 Feb 2021", "0 Feb 2021"),
        *("2/15/2021 24:00", "2/15/2021 25:00", "2/15/2021 1:60", "2/15/2021 1:00:60", "2/15/2021 13:00 PM"),
        "2/15/2021 13:00 AM",
        *("2/15/2021 1:00 +02:60", "2/15/2021 1:5", "2/15/2021 1", "2/15/2021 6 PM", "2/15/2021 1:00:0"),
        # Years that Chromium takes for others, or two of them, or none.
        *(
            "1/1/0001",
            "0001-01-01 00:00:00 +0000 UTC",
            "1/1/0999",
            "1/1/999",
            "1/1/5",
            "Feb 15 0021",
            "1/1/10000",
            "2-15",
            "2/15",
        ),
        *("2021-2-15 2021", "2021-2-15/2021", "2021-2-15 1:00 2021", "2/15/2021 1:00 2021", "2/15/00 1:00 2021"),
        *("Feb 15 2021 18:52 2021", "Feb 15 21 18:52 2021", "15 Feb 2021 18:52 UTC 2021", "Feb 15 18:52:31 UTC 21"),
        *("Feb 15 18:52:31 UTC", "2-15 18:52"),
        # Zones that it does not know, and what stands where none may.
        *("2/15/2021 1:00 CEST", "2/15/2021 1:00 +0200 CEST", "2/15/2021 1:00 XYZ", "2/15/2021 1:00UTC"),
        *("2/15/2021 +0200", "2/15/2021 +0200 UTC", "2/15/2021 1:00 +", "2/15/2021 1:00 +12345", "2/15/2021 1:00 EAT"),
        *("2/15/2021 1:00PM", "2/15/2021 1:00 AMZ", "2/15/2021 1:00()", "2/15/2021 1:00 XM", "2/15/2021T1:00"),
        *("2009-11-10 23:00:00 +0000 UTC m=+0.000000001", "2021-02-15T18:52:31 UTC", "Feb 15, 2021 at 6:52 PM"),
        *("15 - Feb - 2021", "15_Feb_2021", "Feb-15-2021", "2/15 /2021", "2/15/2021 1:00:00,5", "2/15/2021 1.00"),
    ],
)
def test_unread_string_is_no_date(text: str) -> None:
    assert seconds(text) is undefined
