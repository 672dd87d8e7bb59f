"""Which rules an event fires, and short ways to write events; for tests."""

from __future__ import annotations

from typing import Any

from intercom_destination import Explainer
from intercom_destination.js.cpython import noted
from intercom_destination.web.mapping.calls import calls_for
from intercom_destination.web.mapping.settings import checked_settings

Note = tuple[str, str, Any]


def notes(*events: dict[str, Any], **settings: Any) -> list[Note]:
    """What the last of a visitor's events fires: code, key, value."""
    explainer = Explainer({"appId": "demo", **settings})
    *_, last = [explainer.explain({"anonymousId": "a", **event}) for event in events]
    return [(rule.code, rule.key, rule.value) for rule in last.rules]


def identify(traits: Any = None, **event: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": "u1", "traits": traits, **event}


def group(**traits: Any) -> dict[str, Any]:
    return {"type": "group", "groupId": "g", "traits": {"name": "n", **traits}}


def track(properties: Any = None, **event: Any) -> dict[str, Any]:
    return {"type": "track", "userId": "u1", "event": "E", "properties": properties, **event}


def raw_notes(event: dict[str, Any], session: Any, **settings: Any) -> list[Note]:
    """What is noted where `explain` does not stand between."""
    found: list[Note] = []
    token = noted.set(found)
    try:
        calls_for(event["type"], event, None, checked_settings({"appId": "demo", **settings}, None), session)
    finally:
        noted.reset(token)
    return found
