"""What the bundle asks of a host: the raw event behind what it is handed, the group it knows, and word of a reset."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import __typeof__
from intercom_destination.platform import attempt


def raw_event(facade: Any) -> Any:
    """The event as the host got it; a facade would have turned texts into dates, so that hosts would differ."""
    if is_method(facade, "rawEvent"):
        return facade.rawEvent()
    if is_method(facade, "json"):
        return facade.json()
    return facade


def host_group(analytics: Any) -> Any:
    """The host's group, as `id` and `traits`; nothing where the host has none."""
    if not is_method(analytics, "group"):
        return {}
    group = analytics.group()
    return {"id": read(group, "id"), "traits": read(group, "traits")}


def host_user_id(analytics: Any) -> Any:
    return read(analytics.user(), "id") if is_method(analytics, "user") else None


def listen_for_reset(analytics: Any, action: Any) -> None:
    if is_method(analytics, "on"):
        attempt(lambda: analytics.on("reset", lambda: attempt(action)))


def settled(root: Any, value: Any) -> Any:
    """A promise of what is there already; where the page has none the value itself, which hosts take too."""
    return (root.Promise and attempt(lambda: root.Promise.resolve(value))) or value


def read(entity: Any, name: str) -> Any:
    """A property of a user or group, which some hosts have as a method."""
    return entity[name]() if is_method(entity, name) else entity and entity[name]


def is_method(owner: Any, name: str) -> bool:
    return owner and __typeof__(owner[name]) == "function"
