"""The forecast of `cloud deliver --dry-run`: as many requests as delivery sends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support.delivery_site import delivered, group, identify, track
from tests.support.fake_intercom import FakeIntercom

from intercom_destination.cloud.delivery.forecast import Forecast
from intercom_destination.cloud.mapping.lane import lane_of
from intercom_destination.cloud.mapping.plan import requests_for


def of_email(event: dict[str, Any], email: str = "a@x.io") -> dict[str, Any]:
    """The event of a person with an email alone."""
    rest = {key: value for key, value in event.items() if key != "userId"}
    return {**rest, "context": {"traits": {"email": email}}}


@pytest.mark.parametrize(
    ("events", "count"),
    [
        ([identify()], 1),
        ([track()], 2),
        ([track(), track(event="B"), identify()], 4),
        ([of_email(identify())], 2),
        ([of_email(identify()), of_email(track())], 3),
        ([of_email(track()), of_email(track(event="B"))], 4),
        ([of_email(identify(), f"{number}@x.io") for number in range(20)], 40),
        ([group(), group()], 4),
        ([group(), group(remove=True)], 5),
        ([group(), group(remove=True), group()], 7),
        ([identify(company={"id": "acme"}), identify(company={"id": "acme", "remove": True})], 5),
    ],
)
def test_forecast_counts_what_delivery_sends(
    tmp_path: Path, fake: FakeIntercom, events: list[dict[str, Any]], count: int
) -> None:
    # Each event has a second of its own: a person is not told again of the same one.
    events = [{**event, "timestamp": f"2026-01-02T03:04:{number:02}Z"} for number, event in enumerate(events)]
    forecast = Forecast()
    for event in events:
        forecast.add(lane_of(event), requests_for(event))
    assert len(delivered(tmp_path, fake, *events)) == count
    assert forecast.requests == count


def test_forecast_counts_the_look_up_of_a_company_that_is_left() -> None:
    forecast = Forecast()
    event = identify(company={"id": "acme", "remove": True})
    forecast.add(lane_of(event), requests_for(event))
    assert forecast.requests == 3
