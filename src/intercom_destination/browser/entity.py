"""A user or a group of the stand-alone API: an id and traits, in memory only."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import undefined
from intercom_destination.platform import entries


def create_entity() -> Any:
    """What analytics.js calls a user or a group: `id()` and `traits()`, and how it becomes somebody."""
    entity: Any = {"current": None, "known": {}}
    entity["id"] = lambda: entity["current"]
    entity["traits"] = lambda: entity["known"]
    return entity


def become(entity: Any, new_id: Any, traits: Any) -> None:
    """Take on an id and traits, as analytics.js 2 does: what is known stays where it is the same one, or nobody yet."""
    known: Any = {}
    if entity["current"] is None or new_id is undefined or entity["current"] == new_id:
        for key, value in entries(entity["known"]):
            known[key] = value
    for key, value in entries(traits):
        known[key] = value
    entity["known"] = known
    if new_id is not undefined and new_id != "":
        entity["current"] = new_id


def forget(entity: Any) -> None:
    entity["current"] = None
    entity["known"] = {}
