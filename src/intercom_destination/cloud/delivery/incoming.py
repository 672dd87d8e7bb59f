"""From a caller's event to a row of the queue: mapped once, so that a bad event is refused at once and by name."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from intercom_destination.cloud.mapping.event_json import event_json
from intercom_destination.cloud.mapping.lane import person_of
from intercom_destination.cloud.mapping.plan import planned
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.cloud.mapping.times import event_second
from intercom_destination.cloud.queue.queue_types import NewEvent

# Half of a surrogate pair: neither UTF-8 nor the queue can hold it.
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def incoming(
    event: Mapping[str, Any], settings: Settings, now: float, message_id: str | None = None
) -> NewEvent | None:
    """The event for the queue; None where nothing of it goes to Intercom. Raises `Refused`.

    `now` is the event's timestamp where it has none, and `message_id` its messageId: without both it is a new one.
    """
    found = _whole_text(event_json(event))
    found["messageId"] = message_id_of(found.get("messageId")) or message_id or str(uuid.uuid4())
    second = event_second(found)
    if second is None:
        found["timestamp"] = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")
        second = int(now)
    plan = planned(found, settings)
    if not plan:
        return None
    person = person_of(found, settings)
    name = next((str(request.body["event_name"]) for request in plan if request.path == "/events"), None)
    email = person.email if person.user_id is not None and found.get("type") == "identify" else None
    return NewEvent(
        lane=person.lane,
        message_id=found["messageId"],
        body=json.dumps(found, separators=(",", ":")),
        second=second,
        at=now,
        event_name=None if name is None else name.lower(),
        email=email.lower() if email else None,
    )


def message_id_of(value: object) -> str | None:
    """A messageId as a string; only a string or a number is one: all events with `true` would count as one event."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value) or None


def _whole_text(event: dict[str, Any]) -> dict[str, Any]:
    """The event with a replacement character in place of each half of a surrogate pair."""
    text = json.dumps(event, ensure_ascii=False)
    if LONE_SURROGATE.search(text) is None:
        return event
    found: dict[str, Any] = json.loads(LONE_SURROGATE.sub("\ufffd", text))
    return found
