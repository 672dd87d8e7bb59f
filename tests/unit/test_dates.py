"""Dates in the mapping: which texts are one, and which second they are."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from tests.support.local_time import local_time

from intercom_destination.events.dates import created_seconds, strict_seconds
from intercom_destination.js import iso_text
from intercom_destination.js.globals import undefined

NOON = 1388577600  # 2014-01-01T12:00:00Z


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2014-01-01T12:00:00Z", NOON),
        ("2014-01-01T1200Z", NOON),
        ("2014-01-01T120000Z", NOON),
        ("2014-01-01T12:00:00,999Z", NOON),
        ("2014-01-01T12:00:01.5Z", NOON + 1),
        ("2014-01-01T12:34:56Z", NOON + 34 * 60 + 56),
        ("2014-01-01T14:00:00+02", NOON),
        ("2014-01-01T13:30:00+0130", NOON),
        ("2014-01-01T10:15:00-01:45", NOON),
        ("2014-01-01", NOON - 12 * 3600),
        ("2013-12-32T12:00:00Z", NOON),
    ],
)
def test_iso_text_is_a_date_wherever_it_is(text: str, seconds: int) -> None:
    assert strict_seconds(text) == seconds
    assert created_seconds(text) == seconds


@pytest.mark.parametrize(
    "text", ["2014", "201401", "2014-01", "20140101", "1388577600", "on 2014-01-01", "2014-01-01x"]
)
def test_looser_texts_are_no_date_where_none_is_expected(text: str) -> None:
    assert strict_seconds(text) is undefined


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2014", 1388534400),
        ("201402", 1391212800),
        ("20140203", 1391385600),
        ("1388577600123", NOON),
        (" 1388577600!", NOON),
        ("-1388577600", -NOON),
        ("15569389210", 15569389210),
        ("1234567890 or 1388577600123", 1234567),
        ("2014 or 1388577600", 2014),
        ("0" * 5000 + "1388577600123", NOON),
    ],
)
def test_looser_texts_are_where_one_is(text: str, seconds: int) -> None:
    assert created_seconds(text) == seconds


@pytest.mark.parametrize("text", ["x1556938921", "at 1388577600123!", "9" * 5000, "12345678901234567"])
def test_digits_that_no_date_begins_with_are_none(text: str) -> None:
    assert created_seconds(text) is undefined


@pytest.mark.parametrize(
    ("text", "hours_later"),
    [
        ("2014-01-01 12:00", 5),
        ("2014-01-01 12:00Z", 0),
        ("2014-01-01 12:00-05:00", 5),
        ("2014-01-01 12:00:00.791605+0200", -2),
        ("2014-01-01T12:00", 0),
        ("2014-01-01", -12),
        ("2013-12-32 12:00", 5),
        ("2013-12-32 12:00+01", -1),
    ],
)
def test_space_before_the_time_makes_it_local_unless_it_names_a_zone(text: str, hours_later: int) -> None:
    with local_time("America/New_York"):
        assert created_seconds(text) == NOON + hours_later * 3600
        assert strict_seconds(text) == NOON + hours_later * 3600


@pytest.mark.parametrize(
    ("zone", "text", "utc"),
    [
        ("America/New_York", "2018-07-01 12:00", "2018-07-01T16:00Z"),
        ("America/New_York", "2018-12-01 12:00", "2018-12-01T17:00Z"),
        # In the gap the old offset counts, and of a double hour the first.
        ("America/New_York", "2019-03-10 02:30", "2019-03-10T07:30Z"),
        ("America/New_York", "2019-11-03 01:30", "2019-11-03T05:30Z"),
        ("America/New_York", "2019-11-03 02:30", "2019-11-03T07:30Z"),
        ("America/New_York", "1850-01-01 12:00", "1850-01-01T16:56:02Z"),
        ("America/New_York", "9999-12-31 23:59", "9999-12-31T28:59Z"),
        ("America/New_York", "9999-12-32 12:00", "9999-12-32T17:00Z"),
        ("America/New_York", "0100-01-01 00:00", "0100-01-01T04:56:02Z"),
        ("Asia/Kathmandu", "1985-12-31 12:00", "1985-12-31T06:30Z"),
        ("Asia/Kathmandu", "1986-01-02 12:00", "1986-01-02T06:15Z"),
    ],
)
def test_local_time_is_at_the_offset_of_the_date(
    zone: str, text: str, utc: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = created_seconds(utc)
    with local_time(zone):
        assert created_seconds(text) == expected
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        assert created_seconds(text) == expected
    time.tzset()


def test_naive_datetime_is_local_time() -> None:
    with local_time("Asia/Kathmandu"):
        assert created_seconds(datetime(2014, 1, 1, 17, 45)) == NOON  # noqa: DTZ001
        assert iso_text(datetime(2014, 1, 1, 17, 45)) == "2014-01-01T12:00:00.000Z"  # noqa: DTZ001
        assert created_seconds(datetime(2014, 1, 1, 12, tzinfo=UTC)) == NOON


@pytest.mark.parametrize("when", [datetime.min, datetime.max])  # noqa: DTZ901
@pytest.mark.parametrize("zone", [None, "America/New_York", "Asia/Kathmandu"])
def test_datetimes_at_the_ends_of_the_calendar_are_dates(when: datetime, zone: str | None) -> None:
    with local_time(zone):
        assert created_seconds(when) == pytest.approx(created_seconds(when.replace(tzinfo=UTC)), abs=86_400)


@pytest.mark.parametrize(
    ("number", "seconds"),
    [(31557599999, 31557599999), (31557600000, 31557600), (1388577600, NOON), (1388577600999, NOON), (-1.5, -2)],
)
def test_small_numbers_are_seconds_and_large_ones_milliseconds(number: float, seconds: int) -> None:
    assert created_seconds(number) == seconds


@pytest.mark.parametrize(
    ("number", "seconds"),
    [
        (8640000000000000, 8640000000000),
        (8640000000000001, undefined),
        (-8640000000000, -8640000000000),
        (-8640000000001, undefined),
        (1e300, undefined),
        (-1e300, undefined),
    ],
)
def test_milliseconds_that_no_date_object_holds_are_no_date(number: float, seconds: object) -> None:
    assert created_seconds(number) == seconds


@pytest.mark.parametrize("value", ["soon", True, None, undefined, float("nan"), {}, []])
def test_invalid_date_has_no_seconds(value: object) -> None:
    assert created_seconds(value) is undefined
