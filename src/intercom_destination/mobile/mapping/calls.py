"""From a Segment call to what an SDK is told: the one entrance of the mapping. It knows no session."""

from __future__ import annotations

from typing import Any

from intercom_destination.events.event_types import Event
from intercom_destination.events.options import is_off
from intercom_destination.js import as_object, entries, get_own, is_string, length
from intercom_destination.js.globals import undefined
from intercom_destination.mobile.call_types import Settings
from intercom_destination.mobile.mapping.companies import group_company
from intercom_destination.mobile.mapping.identify import person_of
from intercom_destination.mobile.mapping.track import metadata


def call_for(method: str, event: Event, settings: Settings, flat: bool) -> Any:
    """The call for an event, see `Call`: `identify`, `updateUser` or `logEvent`; undefined where there is none.

    `method` is identify, group or track; `settings` come from `checked_settings`; `flat` tells that the SDK's bridge
    drops what is nested in an event's data.
    """
    if is_off(event):
        return undefined
    if method == "identify":
        return ["identify", person_of(event, settings)]
    if method == "group":
        company = group_company(event)
        return undefined if company is undefined else ["updateUser", {"companies": [company]}]
    name = get_own(event, "event")
    if method != "track" or not is_string(name) or name == "":
        return undefined
    properties = as_object(get_own(event, "properties"))
    # As Segment's own integrations: no data at all where there are no properties.
    return (
        ["logEvent", name, metadata(properties, settings, flat)] if length(entries(properties)) else ["logEvent", name]
    )
