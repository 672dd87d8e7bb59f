"""Metadata of events: when there is a price and which, and what else goes out."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.mapped import calls_for, checked_settings

from intercom_destination.web.session import new_session

SETTINGS = checked_settings({"appId": "demo", "richLinkProperties": ["article"]}, None)


def metadata(properties: Any, event: str = "E") -> Any:
    [[method, name, sent]] = calls_for("track", {"event": event, "properties": properties}, {}, SETTINGS, new_session())
    assert (method, name) == ("trackEvent", event)
    return sent


@pytest.mark.parametrize(
    ("revenue", "cents"),
    [
        (0.01, 1),
        (5, 500),
        (19.99, 1999),
        ("20.01", 2001),
        ("$5", 500),
        ("1,234", 123400),
        ("+1,234.56", 123456),
        ("1234,567", 123456700),
        ("1,234,567.89", 123456789),
        ("1,23", 100),
        ("1,2345", 100),
        ("1,234,56", 100),
        ("1,50 or 2,000", 100),
    ],
)
def test_revenue_becomes_a_price_in_cents(revenue: Any, cents: int) -> None:
    assert metadata({"revenue": revenue}) == {"price": {"amount": cents, "currency": "usd"}}


@pytest.mark.parametrize("revenue", [0, 0.001, -5, "abc", "", True, None, "2014-01-01", [], {}])
def test_revenue_that_is_no_price_passes_where_it_may(revenue: Any) -> None:
    kept = {} if isinstance(revenue, (list, dict)) else {"revenue": revenue}
    assert metadata({"revenue": revenue, "currency": "EUR"}) == {**kept, "currency": "EUR"}


@pytest.mark.parametrize(
    "event",
    ["Order Completed", "Completed Order", "order_completed", "OrderCompleted", "completedorder", " order completed_"],
)
def test_total_of_an_order_counts_where_it_has_no_revenue(event: str) -> None:
    price = {"price": {"amount": 500, "currency": "EUR"}}
    assert metadata({"total": 5, "currency": "EUR"}, event) == {**price, "total": 5}
    assert metadata({"total": 5, "revenue": 0, "currency": "EUR"}, event) == {**price, "total": 5}
    assert metadata({"total": 7, "revenue": 5, "currency": "EUR"}, event) == {**price, "total": 7}
    assert metadata({"total": 5, "revenue": []}, event) == {"total": 5}


@pytest.mark.parametrize("event", ["Not Order Completed", "Order Completed Twice", "Completed-Order", "Order"])
def test_total_of_anything_else_does_not(event: str) -> None:
    assert metadata({"total": 5}, event) == {"total": 5}


def test_price_and_rich_links_go_first() -> None:
    link = {"url": "https://site.example/", "value": "1"}
    sent = metadata({"a": 1, "price": 2, "article": link, "revenue": 5, "b": [1], "Currency": "EUR"})
    assert list(sent.items()) == [("price", {"amount": 500, "currency": "EUR"}), ("article", link), ("a", 1)]


def test_price_of_the_events_own_stays_where_it_is() -> None:
    assert list(metadata({"a": 1, "price": 2, "b": float("nan")}).items()) == [("a", 1), ("price", 2)]


def test_dates_become_seconds_where_the_key_says_so() -> None:
    text = "2014-01-01T12:00:00Z"
    sent = metadata({"sent_at": text, "sent_date": text, "sent": text, "sent_on": text, "date_": "2014"})
    assert sent == {"sent_at": 1388577600, "sent_date": 1388577600, "sent": text, "sent_on": text, "date_": "2014"}
