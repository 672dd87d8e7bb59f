"""An event as JSON has it: the copy that the mapping reads, and how large it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from intercom_destination.cloud.request import Refused
from intercom_destination.events.constants import MAX_DEPTH

MAX_BYTES = 32 * 1024
"""Segment's own limit for an event."""


def as_json(value: object) -> Any:
    """What Python programs have in their events beside JSON's types; a datetime without a zone counts as UTC."""
    if isinstance(value, date):  # so is a datetime
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a value of type {type(value).__name__} is no JSON")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=as_json)


def event_json(event: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the event with JSON's types only. Raises Refused where it is no JSON object, too large or too deep."""
    if not isinstance(event, Mapping):
        raise Refused("not_json", f"an event is a JSON object, not {type(event).__name__}")
    try:
        text = _ENCODER.encode(dict(event))
        read: dict[str, Any] = json.loads(text)
    except (RecursionError, TypeError, ValueError) as error:
        raise Refused("not_json", f"the event cannot be written as JSON: {error}") from None
    size = len(text.encode(errors="surrogatepass"))
    if size > MAX_BYTES:
        raise Refused("too_large", f"the event has {size:,} bytes; allowed are {MAX_BYTES:,}")
    # Few events have so many brackets at all.
    if text.count("{") + text.count("[") > MAX_DEPTH and depth_of(read) > MAX_DEPTH:
        raise Refused("too_deep", f"the event is nested deeper than {MAX_DEPTH} levels")
    return read


def depth_of(value: object) -> int:
    """How many objects and lists lie in each other."""
    depth, level = 0, [value]
    while level := [item for item in level if isinstance(item, (dict, list))]:
        depth += 1
        level = [inner for item in level for inner in (item.values() if isinstance(item, dict) else item)]
    return depth
