"""A user or a group of the stand-alone API: an id and traits, in memory only."""

from __future__ import annotations

from intercom_destination.events.event_types import Fields
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import merge
from intercom_destination.web.adapters.argument_types import Entity


def create_entity() -> Entity:
    """What analytics.js calls a user or a group: `id()` and `traits()`, and how it becomes somebody."""
    entity: Entity = {"current": None, "known": {}}
    entity["id"] = lambda: entity["current"]
    entity["traits"] = lambda: entity["known"]
    return entity


def set_identity(entity: Entity, new_id: object, traits: Fields) -> None:
    """Take on an id and traits, as analytics.js 2 does: what is known stays where it is the same one, or nobody yet."""
    is_same = entity["current"] is None or new_id is undefined or entity["current"] == new_id
    entity["known"] = merge(entity["known"] if is_same else {}, traits)
    if new_id is not undefined and new_id != "":
        entity["current"] = new_id


def reset_identity(entity: Entity) -> None:
    entity["current"] = None
    entity["known"] = {}
