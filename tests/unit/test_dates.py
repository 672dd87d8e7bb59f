"""Dates in the mapping: which texts are one, and which second they are."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from intercom_destination.js import undefined
from intercom_destination.mapping.dates import created_seconds, strict_seconds

NOON = 1388577600  # 2014-01-01T12:00:00Z


@pytest.fixture
def _five_hours_behind() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "EST5")
        time.tzset()
        yield
    time.tzset()


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
def test_an_iso_text_is_a_date_wherever_it_is(text: str, seconds: int) -> None:
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
        ("at 1388577600123!", NOON),
        ("at 1388577600!", NOON),
        ("1234567890 or 1388577600123", NOON),
    ],
)
def test_looser_texts_are_where_one_is(text: str, seconds: int) -> None:
    assert created_seconds(text) == seconds


@pytest.mark.usefixtures("_five_hours_behind")
@pytest.mark.parametrize(
    ("text", "hours_later"),
    [("2014-01-01 12:00", 5), ("2014-01-01 12:00Z", 5), ("2014-01-01T12:00", 0), ("2014-01-01", -12)],
)
def test_a_space_before_the_time_makes_it_local(text: str, hours_later: int) -> None:
    assert created_seconds(text) == NOON + hours_later * 3600


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
def test_what_no_date_object_can_hold_is_no_date(number: float, seconds: object) -> None:
    assert created_seconds(number) == seconds


@pytest.mark.parametrize("value", ["soon", True, None, undefined, float("nan"), {}, []])
def test_what_is_no_date_has_no_seconds(value: object) -> None:
    assert created_seconds(value) is undefined
