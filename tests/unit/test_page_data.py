"""Traits as Python has them: what becomes of each on a page, what is left out, and what the log says of that."""

from __future__ import annotations

import collections
import enum
import json
import logging
import math
import sys
import types
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from intercom_destination import calls_script, snippet
from intercom_destination.server.page_data import page_fields

NAIVE = datetime(2026, 1, 2, 3, 4, 5, 678_901)  # noqa: DTZ001  that is the point
EAST = timezone(timedelta(hours=14))
SECRET = "personal-value"


class Plan(enum.Enum):
    PRO = "pro"
    SEATS = 5
    BOTH = ("pro", 5)


class Level(enum.IntEnum):
    HIGH = 3


class Raising:
    """What no page can take, and what cannot even be looked at."""

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        raise RuntimeError(SECRET)


class Broken(collections.UserString):
    def __str__(self) -> str:
        raise RuntimeError(SECRET)


def lazy_proxy() -> Any:
    """An object as Babel makes it, which has a string's methods only when it is asked."""
    kind = type("LazyProxy", (), {"__str__": lambda _: "Hallo", "__module__": "babel.support"})
    return kind()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (NAIVE, "2026-01-02T03:04:05.678+00:00"),
        (NAIVE.replace(tzinfo=UTC), "2026-01-02T03:04:05.678+00:00"),
        (NAIVE.replace(tzinfo=timezone(timedelta(hours=2, seconds=28))), "2026-01-02T01:03:37.678+00:00"),
        (date(2026, 1, 2), "2026-01-02"),
        (Decimal(5), 5),
        (Decimal("5.00"), 5),
        (Decimal("-0.0"), 0),
        (Decimal("19.99"), 19.99),
        (Decimal("1E+300"), 10**300),
        (Decimal("1E-999999"), 0.0),
        (Fraction(1, 4), 0.25),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Plan.PRO, "pro"),
        (Plan.SEATS, 5),
        (Level.HIGH, 3),
        (Markup("<b>"), "<b>"),
        (collections.UserString("a"), "a"),
        (lazy_proxy(), "Hallo"),
        ((1, "a"), [1, "a"]),
        ({"b", "a", "c"}, ["a", "b", "c"]),
        (frozenset([Plan.PRO]), ["pro"]),
        (types.MappingProxyType({"a": Decimal(1)}), {"a": 1}),
        (
            {5: "a", Plan.PRO: "b", UUID(int=1): "c"},
            {"5": "a", "pro": "b", "00000000-0000-0000-0000-000000000001": "c"},
        ),
        (None, None),
        (True, True),
    ],
)
def test_traits_become_strings_and_numbers(value: Any, wanted: Any, caplog: pytest.LogCaptureFixture) -> None:
    for strict in (False, True):
        found = page_fields("traits", {"a": value}, strict=strict)
        assert found == {"a": wanted}
        assert type(found["a"]) is type(wanted)
    assert caplog.records == []


ENDLESS: dict[str, Any] = {"name": SECRET}
ENDLESS["self"] = [ENDLESS]
DEEP: dict[str, Any] = {}
for _ in range(100_000):
    DEEP = {"a": DEEP}

# What is left out, and what the log says of it.
UNCLEAR: list[tuple[Any, str]] = [
    (SECRET.encode(), "traits.a is of type bytes, which is no data that a page can take"),
    (object(), "traits.a is of type object, which is no data that a page can take"),
    (time(1), "traits.a is of type time, which is no data that a page can take"),
    (timedelta(1), "traits.a is of type timedelta, which is no data that a page can take"),
    (Plan.BOTH, "traits.a is of type Plan, which is no data that a page can take"),
    ((x for x in [SECRET]), "traits.a is of type generator, which is no data that a page can take"),
    (math.nan, "traits.a is of type float, without a finite value"),
    (-math.inf, "traits.a is of type float, without a finite value"),
    (Decimal("sNaN"), "traits.a is of type Decimal, without a finite value"),
    (Decimal("Infinity"), "traits.a is of type Decimal, without a finite value"),
    (Decimal("1E+999999"), "traits.a is of type Decimal, without a finite value"),
    (10**400, "traits.a is of type int, without a finite value"),
    (datetime.min.replace(tzinfo=EAST), "traits.a is of type datetime, and raises OverflowError when it is read"),
    (Broken(SECRET), "traits.a is of type Broken, and raises RuntimeError when it is read"),
    (Raising(), "traits.a is of type Raising, and raises RuntimeError when it is read"),
]


@pytest.mark.parametrize(("value", "told"), UNCLEAR, ids=map(str, range(len(UNCLEAR))))
def test_traits_without_a_clear_meaning_are_left_out_and_logged(
    value: Any, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    script = calls_script(user_id="1", traits={"before": 1, "a": value, "after": 2})
    assert script == calls_script(user_id="1", traits={"before": 1, "after": 2})
    wanted = ("intercom_destination", logging.WARNING, f"left out of the Intercom snippet: {told}")
    assert caplog.record_tuples == [wanted]
    assert SECRET not in caplog.text


@pytest.mark.parametrize(("value", "told"), UNCLEAR, ids=map(str, range(len(UNCLEAR))))
def test_strict_raises_for_traits_without_a_clear_meaning(value: Any, told: str) -> None:
    for error in (TypeError, ValueError):
        with pytest.raises(error) as raised:
            snippet({"appId": "abc"}, user_id="1", traits={"a": value}, strict=True)
        assert str(raised.value) == told


def test_strict_raises_for_group_traits_too() -> None:
    with pytest.raises(TypeError, match=r"^group_traits.a is of type bytes"):
        calls_script(group_id="1", group_traits={"a": b""}, strict=True)


def test_trait_loses_only_its_unclear_part(caplog: pytest.LogCaptureFixture) -> None:
    given = {
        "company": {"id": 1, "logo": b"", ("x", SECRET): 1, None: 2, "tags": [1, b"", 2]},
        "odd\nkey": b"",
        True: 1,
    }
    assert page_fields("traits", given) == {"company": {"id": 1, "tags": [1, 2]}}
    assert [message.removeprefix("left out of the Intercom snippet: ") for message in caplog.messages] == [
        "traits.company.logo is of type bytes, which is no data that a page can take",
        "a key of traits.company is of type tuple, not a string",
        "a key of traits.company is of type NoneType, not a string",
        "traits.company.tags[1] is of type bytes, which is no data that a page can take",
        "traits['odd\\nkey'] is of type bytes, which is no data that a page can take",
        "a key of traits is of type bool, not a string",
    ]


def test_key_that_is_long_is_truncated_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    page_fields("traits", {"x" * 5_000: b""})
    assert len(caplog.messages[0]) < 150


def test_trait_that_contains_itself_is_cut_where_it_does(caplog: pytest.LogCaptureFixture) -> None:
    assert page_fields("traits", {"a": ENDLESS}) == {"a": {"name": SECRET, "self": []}}
    assert caplog.messages[0].endswith("traits.a.self[0] is of type dict, and contains itself or is nested too deeply")


def test_trait_of_any_depth_leaves_the_page_standing(caplog: pytest.LogCaptureFixture) -> None:
    assert "a.page()" in calls_script(user_id="1", traits=DEEP)
    assert len(caplog.messages) == 1


def test_trait_of_any_depth_leaves_the_page_standing_where_the_stack_is_nearly_full() -> None:
    def from_below(frames: int) -> str:
        return from_below(frames - 1) if frames else calls_script(user_id="1", traits=DEEP)

    assert "a.page()" in from_below(sys.getrecursionlimit() - 300)


def test_value_in_two_places_is_no_cycle() -> None:
    shared = {"id": 1}
    assert page_fields("traits", {"a": shared, "b": [shared, shared]}) == {"a": shared, "b": [shared, shared]}


SCALARS = st.none() | st.booleans() | st.floats() | st.decimals() | st.datetimes() | st.binary() | st.text()


@given(
    st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers() | st.none(), inner))
)
def test_traits_of_any_kind_make_a_script_that_json_can_read(value: Any) -> None:
    found = page_fields("traits", {"a": value})
    assert json.loads(json.dumps(found, allow_nan=False)) == found
