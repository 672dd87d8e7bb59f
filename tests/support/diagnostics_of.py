"""Which diagnostics an event gets, and short ways to write events; for tests."""

from __future__ import annotations

from typing import Any, cast

from tests.support.mapped import calls_for, checked_settings

from intercom_destination import Explainer
from intercom_destination.diagnostics.event_checks import check_event, new_names
from intercom_destination.events.event_types import Event

Diagnostic = tuple[str, str, Any]


def diagnostics(*events: dict[str, Any], **settings: Any) -> list[Diagnostic]:
    """What the last of a visitor's events fires: code, key, value."""
    explainer = Explainer({"appId": "demo", **settings})
    *_, last = [explainer.explain({"anonymousId": "a", **event}) for event in events]
    return [(one.code, one.key, one.value) for one in last.diagnostics]


def identify(traits: Any = None, **event: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": "u1", "traits": traits, **event}


def group(**traits: Any) -> dict[str, Any]:
    return {"type": "group", "groupId": "g", "traits": {"name": "n", **traits}}


def track(properties: Any = None, **event: Any) -> dict[str, Any]:
    return {"type": "track", "userId": "u1", "event": "E", "properties": properties, **event}


def raw_diagnostics(
    event: dict[str, Any], session: Any, names: Any = None, *, is_unverified: bool = False, **settings: Any
) -> list[Diagnostic]:
    """What the checks find where `explain` does not stand between."""
    checked = checked_settings({"appId": "demo", **settings}, None)
    calls = calls_for(event["type"], event, {}, checked, session)
    names = names or new_names()
    found = check_event(event["type"], cast(Event, event), {}, checked, session, calls, names, is_unverified)
    return [(code, key, value) for code, key, value in found]
