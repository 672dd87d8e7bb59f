"""When an event happened, and when its person was last seen: whole unix seconds, by the event's own account."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from intercom_destination.cloud.mapping.api_values import first_date, is_in_range, object_of, spelled
from intercom_destination.events.constants import SECONDS_BELOW
from intercom_destination.events.options import context_of

FRACTION = re.compile(r":\d\d[.,](\d+)", re.ASCII)


def moment(value: object) -> float | None:
    """Unix seconds of a date in any form, with what it has of the second."""
    seconds = first_date([value])
    return None if seconds is None else seconds + fraction_of(value)


def fraction_of(date: Any) -> float:
    """What a date has beyond its whole second."""
    if isinstance(date, str):
        found = FRACTION.search(date)
        return float(f"0.{found[1]}") if found else 0
    seconds: float = date if date < SECONDS_BELOW else date / 1000
    return seconds % 1


def event_second(event: Mapping[str, Any]) -> int | None:
    """When the event happened, else None.

    A library writes ``timestamp`` and ``sentAt`` by its own clock; where it is known when that arrived
    (``receivedAt``), the difference is that clock's error. Segment corrects ``timestamp`` itself, and leaves what the
    library wrote as ``originalTimestamp``.
    """
    timestamp, original = moment(event.get("timestamp")), moment(event.get("originalTimestamp"))
    if timestamp is not None and original is not None:
        return whole_second(timestamp)
    written = original if timestamp is None else timestamp
    sent, received = moment(event.get("sentAt")), moment(event.get("receivedAt"))
    if written is None:
        written = sent if received is None else received
    elif sent is not None and received is not None:
        written += received - sent
    return None if written is None else whole_second(written)


def whole_second(moment: float) -> int | None:
    """The second that a moment is in, unless Intercom takes none such."""
    second = math.floor(moment)
    return second if is_in_range(second) else None


def is_date(value: object) -> bool:
    return first_date([value]) is not None


def is_inactive(active: object) -> bool:
    """Whether the context says that the person was not there: `active` is false, 0 or "false"."""
    if isinstance(active, str):
        return active.lower() == "false"
    return active == 0


def last_seen_at(event: Mapping[str, Any], traits: Mapping[str, Any]) -> int | None:
    """When the person was last seen, or None where the event is not to tell.

    `traits` are the person's standard traits. Without a date in the traits or the context it is the event's own.
    """
    context = object_of(context_of(event))  # type: ignore[arg-type]  # any mapping will do
    if is_inactive(context.get("active")):
        return None
    given = first_date(
        [traits.get("last_request_at"), traits.get("last_seen_at"), spelled(context, "lastRequestAt", is_date)]
    )
    return event_second(event) if given is None else given
