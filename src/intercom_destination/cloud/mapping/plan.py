"""From a Segment event to requests: the one entrance of the mapping."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC
from typing import Any

from intercom_destination.cloud.mapping.event_json import event_json
from intercom_destination.cloud.mapping.group import group_requests
from intercom_destination.cloud.mapping.identify import identify_requests
from intercom_destination.cloud.mapping.lane import Person, person_of
from intercom_destination.cloud.mapping.settings import Settings, checked_settings
from intercom_destination.cloud.mapping.track import track_requests
from intercom_destination.cloud.request import Refused, Request
from intercom_destination.events.options import is_off
from intercom_destination.js.cpython_dates import local_zone

SENT: dict[str, Callable[[Mapping[str, Any], Person, Settings], list[Request]]] = {
    "identify": identify_requests,
    "group": group_requests,
    "track": track_requests,
}
NOT_SENT = ("page", "screen", "alias")
"""Calls that Intercom's API has nothing for: they are taken, and nothing comes of them."""


def requests_for(event: Mapping[str, Any], settings: Mapping[str, Any] | Settings | None = None) -> list[Request]:
    """The requests that deliver an event, in order; none for one that is not meant for Intercom.

    Pure: no network, no clock, no time zone but UTC, and the event stays as it is. Raises Refused for an event that
    cannot be sent, ValueError for a bad setting. Who sends many events checks the settings once, by `checked_settings`.
    """
    return planned(event_json(event), checked_settings(settings))


def planned(event: dict[str, Any], settings: Settings) -> list[Request]:
    """The requests for an event that `event_json` has read."""
    kind = event.get("type")
    if kind in NOT_SENT:
        return []
    if not isinstance(kind, str) or kind not in SENT:
        allowed = ", ".join([*SENT, *NOT_SENT])
        raise Refused("unknown_type", f"there is no call of type {kind!r}; there are {allowed}")
    raw: Any = event
    if is_off(raw):
        return []
    # A date without a zone is one of UTC, wherever the server stands.
    before = local_zone.set(UTC)
    try:
        return SENT[kind](event, person_of(event, settings), settings)
    finally:
        local_zone.reset(before)
