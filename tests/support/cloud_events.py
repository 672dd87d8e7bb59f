"""Short events of cloud mode, and what the mapping makes of them."""

from __future__ import annotations

from typing import Any

from intercom_destination.cloud.mapping.plan import requests_for

TIME = "2026-03-04T05:06:07.890Z"
SECOND = 1772600767


def identify(traits: Any = None, **more: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": "u-17", "timestamp": TIME, "traits": traits or {}, **more}


def track(properties: Any = None, **more: Any) -> dict[str, Any]:
    event = {"type": "track", "userId": "u-17", "timestamp": TIME, "event": "Report Exported"}
    return {**event, "properties": properties or {}, **more}


def group(traits: Any = None, **more: Any) -> dict[str, Any]:
    return {"type": "group", "userId": "u-17", "groupId": "g-5", "timestamp": TIME, "traits": traits or {}, **more}


def sent(event: dict[str, Any], **settings: Any) -> list[list[Any]]:
    """Method, path and body of each request."""
    return [[request.method, request.path, request.body] for request in requests_for(event, settings)]


def contact(event: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """What a contact is told beside who it is and when it was seen."""
    [body] = [body for _, path, body in sent(event, **settings) if path == "/contacts"]
    assert body["role"] == "user"
    return {key: value for key, value in body.items() if key not in ("role", "external_id", "last_seen_at")}


def attributes(traits: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """The custom attributes of an identify that has nothing else."""
    told = contact(identify(traits), **settings)
    assert told.keys() <= {"custom_attributes"}
    custom: dict[str, Any] = told.get("custom_attributes", {})
    return custom


def metadata(properties: dict[str, Any], name: str = "Report Exported", **settings: Any) -> dict[str, Any]:
    [[_, path, body]] = sent(track(properties, event=name), **settings)
    assert path == "/events"
    found: dict[str, Any] = body.get("metadata", {})
    return found


def company(traits: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """The company of a group call."""
    [body] = [body for _, path, body in sent(group(traits), **settings) if path == "/companies"]
    assert body["company_id"] == "g-5"
    return {key: value for key, value in body.items() if key != "company_id"}
