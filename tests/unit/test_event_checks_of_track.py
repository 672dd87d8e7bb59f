"""Which diagnostics a track call fires, and those of any call: all of them, with keys and values, and no others."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.support.diagnostics_of import Diagnostic, diagnostics, identify, raw_diagnostics, track

from intercom_destination.diagnostics.event_checks import new_names
from intercom_destination.js.cpython import INVALID_DATE
from intercom_destination.js.globals import undefined
from intercom_destination.web.session import new_session

DATE = datetime(2014, 1, 1, tzinfo=UTC)

COMPANY = {"id": "c1", "name": "One"}


@pytest.mark.parametrize(
    ("properties", "fired"),
    [
        ({"revenue": 5, "currency": "USD"}, []),
        ({"revenue": 5, "currency": "EUR"}, []),
        ({"revenue": 5}, [("currency", "currency", None)]),
        ({"revenue": 5, "Currency": "EUR"}, [("currency", "currency", "EUR")]),
        ({"revenue": 5, "Currency": "USD", "currency": {}}, [("currency", "currency", "USD")]),
        ({"revenue": 19.99, "currency": "USD"}, [("price", "revenue", 19.99)]),
        ({"revenue": "1,234", "currency": "USD"}, [("price", "revenue", "1,234")]),
        ({"revenue": "$5", "currency": "USD"}, []),
        ({"revenue": -5}, [("price", "revenue", -5), ("invalid-price", "revenue", -5)]),
        ({"revenue": 0}, [("invalid-price", "revenue", 0)]),
        (
            {"revenue": -math.inf},
            [
                ("price", "revenue", -math.inf),
                ("invalid-price", "revenue", -math.inf),
                ("unserializable-value", "revenue", -math.inf),
            ],
        ),
        ({"revenue": "abc"}, [("invalid-price", "revenue", "abc")]),
        ({"currency": "EUR"}, [("invalid-price", "currency", "EUR")]),
        ({"revenue": {}, "currency": "EUR"}, [("invalid-price", "currency", "EUR"), ("nested", "revenue", {})]),
        ({"total": 19.99}, []),
    ],
)
def test_revenue_fires_these_diagnostics(properties: dict[str, Any], fired: list[Diagnostic]) -> None:
    assert diagnostics(track(properties)) == fired


@pytest.mark.parametrize(
    ("event", "properties", "fired"),
    [
        ("Order Completed", {"total": 5, "currency": "USD"}, []),
        ("Order Completed", {"total": 19.99, "currency": "USD"}, [("price", "total", 19.99)]),
        ("Order Completed", {"total": 19.99, "revenue": 5, "currency": "USD"}, []),
        ("Order Completed", {"total": 19.99, "revenue": math.nan, "currency": "USD"}, [("price", "total", 19.99)]),
        ("Order Completed", {"total": -5}, [("price", "total", -5), ("invalid-price", "total", -5)]),
        ("Completed Orders Report", {"total": 5}, [("price", "total", 5), ("invalid-price", "total", 5)]),
        ("CompletedOrder", {"total": 19.99, "currency": "USD"}, [("price", "total", 19.99)]),
        ("OrderCompleted", {"total": 19.99, "currency": "USD"}, [("price", "total", 19.99)]),
        ("Order Completed", {"total": 5, "revenue": {}}, [("nested", "revenue", {})]),
        ("Order Completed", {"total": "abc"}, []),
        ("Order Completed Report", {"total": 5}, []),
        ("Not Completed Order", {"total": 5}, []),
    ],
)
def test_total_of_an_order_fires_these_diagnostics(
    event: str, properties: dict[str, Any], fired: list[Diagnostic]
) -> None:
    assert [one for one in diagnostics(track(properties, event=event)) if one[0] != "metadata-order"] == fired


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("length", 5, "js-reserved-key"),
        ("length", "5", ""),
        ("nodeType", 1, "js-reserved-key"),
        ("nodeType", 2, ""),
        ("_isBuffer", True, "js-reserved-key"),
        ("_isBuffer", False, ""),
        ("valueOf", 1, "js-throwing-key"),
        ("valueOf", 0, ""),
        ("hasOwnProperty", 0, "js-throwing-key"),
        ("toString", 1, ""),
    ],
)
def test_js_reserved_key_and_js_throwing_key_fire_by_key_and_value(key: str, value: Any, code: str) -> None:
    fired = [(code, key, value)] if code else []
    assert diagnostics(track({key: value})) == fired
    assert diagnostics(identify({key: value})) == fired
    assert diagnostics(identify({"company": {**COMPANY, key: value}})) == fired
    assert diagnostics(identify({"companies": [{**COMPANY, key: value}]})) == fired


@pytest.mark.parametrize(("key", "code"), [("_isBuffer", "js-reserved-key"), ("valueOf", "js-throwing-key")])
def test_js_reserved_key_fires_for_an_empty_object_too(key: str, code: str) -> None:
    assert diagnostics(track({key: {}})) == [("nested", key, {}), (code, key, {})]


@pytest.mark.parametrize("value", [math.nan, math.inf, {1, 2}])
def test_unserializable_value_names_the_key(value: Any) -> None:
    assert diagnostics(track({"on": value})) == [("unserializable-value", "on", value)]
    assert diagnostics(identify({"on": value})) == [("unserializable-value", "on", value)]
    assert diagnostics(identify({"company": {**COMPANY, "on": value}})) == [("unserializable-value", "on", value)]


def test_invalid_date_and_event_invalid_date_name_the_key() -> None:
    assert diagnostics(track({"on": INVALID_DATE})) == [("event-invalid-date", "on", INVALID_DATE)]
    assert diagnostics(identify({"on": INVALID_DATE})) == [("invalid-date", "on", INVALID_DATE)]
    assert diagnostics(identify({"created": 1e300})) == [("invalid-date", "created", 1e300)]


@pytest.mark.parametrize(
    ("key", "value", "fired"),
    [
        ("article", {}, []),
        ("article", 5, []),
        ("Article", 5, [("rich-link-spelling", "Article", 5)]),
        ("Article", {}, [("nested", "Article", {})]),
        ("Article", [], [("nested", "Article", [])]),
        ("articles", 5, []),
    ],
)
def test_rich_link_spelling_fires_for_another_spelling(key: str, value: Any, fired: list[Diagnostic]) -> None:
    assert diagnostics(track({key: value}), richLinkProperties=["article"]) == fired
    assert diagnostics(identify({key: value}), richLinkProperties=["article"]) == fired


@pytest.mark.parametrize("nothing", [None, "x", 5, []])
def test_not_an_object_fires_for_traits_and_properties(nothing: Any) -> None:
    assert diagnostics(track(nothing)) == ([] if nothing is None else [("not-an-object", "properties", nothing)])
    assert diagnostics(identify(nothing)) == ([] if nothing is None else [("not-an-object", "traits", nothing)])
    assert diagnostics({"type": "page", "traits": nothing, "properties": nothing}) == []


@pytest.mark.parametrize(
    ("event", "key"),
    [
        ({"type": "identify", "userId": "2014-01-01"}, "userId"),
        ({"type": "group", "groupId": "2014-01-01", "traits": {"name": "n"}}, "groupId"),
        ({"type": "track", "userId": "u1", "event": "2014-01-01"}, "event"),
    ],
)
def test_date_like_identifier_fires_for_ids_and_event_names(event: dict[str, Any], key: str) -> None:
    assert diagnostics(event) == [("date-like-identifier", key, "2014-01-01")]


@pytest.mark.parametrize(
    ("count", "fired"),
    [
        (5, []),
        (6, [("metadata-hidden", "E", 6)]),
        (20, [("metadata-hidden", "E", 20)]),
        (21, [("metadata-dropped", "E", 21)]),
    ],
)
def test_metadata_hidden_and_metadata_dropped_fire_by_number(count: int, fired: list[Diagnostic]) -> None:
    assert diagnostics(track({f"p{number}": 1 for number in range(count)})) == fired


@pytest.mark.parametrize(
    ("properties", "fired"),
    [
        ({"revenue": 5, "currency": "USD"}, []),
        ({"a": 1, "revenue": 5, "currency": "USD"}, [("metadata-order", "price", None)]),
        ({"article": 1}, []),
        ({"a": 1, "article": 1}, []),
        ({"article": 1, "link": 2}, [("metadata-order", "link", 2)]),
        ({"price": 1, "a": 2}, []),
    ],
)
def test_metadata_order_fires_where_it_changes(properties: dict[str, Any], fired: list[Diagnostic]) -> None:
    assert diagnostics(track(properties), richLinkProperties=["article", "link"]) == fired


def test_too_many_event_names_fires_at_the_121st_and_counts_each_once() -> None:
    events = [track(event=f"E{number % 120}") for number in range(240)]
    assert diagnostics(*events[:120]) == diagnostics(*events) == []
    assert diagnostics(*events, track(event="F")) == [("too-many-event-names", "F", 121)]
    assert diagnostics(*events, track(event="F"), track(event="F")) == []
    assert diagnostics(*events, track(event="F"), track(event="G")) == []


@pytest.mark.parametrize(
    ("before", "user_id", "fired"),
    [
        ({"type": "page"}, None, [("event-without-user", "E", None)]),
        ({"type": "page"}, "u1", []),
        (identify(), None, []),
        (identify({"email": "a@b.co"}, userId=None), None, []),
    ],
)
def test_event_without_user_fires_until_somebody_is_known(
    before: dict[str, Any], user_id: Any, fired: list[Diagnostic]
) -> None:
    assert diagnostics(before, track(userId=user_id)) == fired


def test_event_spelling_fires_for_another_spelling_of_a_standard_name() -> None:
    assert diagnostics(track({"email": "a", "Email": "b", "colour": "c"})) == [("event-spelling", "Email", "b")]


@pytest.mark.parametrize("event", [track({"company.created": 1}), {"type": "page", "userId": "2014-01-01"}])
def test_diagnostics_of_an_identify_do_not_fire_for_others(event: dict[str, Any]) -> None:
    assert diagnostics({**event, "traits": {"company.created": 1}}) == []


@pytest.mark.parametrize("name", [5, "", None, DATE])
def test_invalid_event_name_fires_for_a_missing_name(name: Any) -> None:
    assert diagnostics(track(event=name)) == [("invalid-event-name", "event", name)]


def test_too_many_event_names_counts_those_of_one_page() -> None:
    names = new_names()
    for number in range(121):
        last = raw_diagnostics(track(event=f"E{number}"), new_session(), names)
    assert last == [("too-many-event-names", "E120", 121)]


def test_missing_key_has_no_value() -> None:
    fired = [
        *raw_diagnostics({**identify(), "traits": {}}, new_session(), appId=""),
        *raw_diagnostics(track({"a": 1, "revenue": 5, "currency": "USD"}), new_session()),
        *raw_diagnostics(track(userId=None), new_session()),
        *raw_diagnostics(identify(), new_session(), is_unverified=True),
        *raw_diagnostics(track({"gone": undefined}), new_session()),
    ]
    assert fired == [
        ("missing-app-id", "appId", undefined),
        ("metadata-order", "price", undefined),
        ("event-without-user", "E", undefined),
        ("hash-missing", "user_hash", undefined),
        ("unserializable-value", "gone", undefined),
    ]


@pytest.mark.parametrize(
    ("properties", "fired"),
    [
        ({"paid_at": 1404938234123}, [("milliseconds", "paid_at", 1404938234123)]),
        ({"paid_date": 31557600000}, [("milliseconds", "paid_date", 31557600000)]),
        ({"paid_at": 31557599999, "paid": 1404938234123, "a_at": "1404938234123", "b": None}, []),
        ({"paid_at": "9999-12-31"}, [("event-date", "paid_at", "9999-12-31")]),
    ],
)
def test_milliseconds_in_an_event(properties: dict[str, Any], fired: list[Diagnostic]) -> None:
    assert diagnostics(track(properties)) == fired
