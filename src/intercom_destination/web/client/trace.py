"""What a development build tells of its work: each event with its calls, and what only the page can see.

Production builds have none of it: each use stands under `if __diagnostics__:`.
"""

from __future__ import annotations

from intercom_destination.events.event_types import Event, Group
from intercom_destination.web.call_types import Call
from intercom_destination.web.records import Client, Listeners

listeners: Listeners = {"configured": None, "mapped": None, "noted": None}


def trace_settings(client: Client, given: object) -> None:
    """A client has been made with these settings."""
    listener = listeners["configured"]
    if listener:
        listener(client, given)


def trace_event(client: Client, method: str, event: Event, group: Group, calls: list[Call]) -> None:
    """An event has become these calls, which are not yet made."""
    listener = listeners["mapped"]
    if listener:
        listener(client, method, event, group, calls)


def note(code: str, key: str, value: object) -> None:
    """Something has happened that no event shows: its code, the key, and the value."""
    listener = listeners["noted"]
    if listener:
        listener(code, key, value)
