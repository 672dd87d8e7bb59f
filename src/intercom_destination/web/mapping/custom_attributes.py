"""The setting `customAttributes: nested`: what has no standard name goes under `custom_attributes`."""

from __future__ import annotations

from intercom_destination.events.constants import STANDARD, TOP_LEVEL
from intercom_destination.events.event_types import Fields
from intercom_destination.js import as_object, contains, entries, get_own, length
from intercom_destination.js.objects import merge
from intercom_destination.web.call_types import Settings


def nest_custom(fields: Fields, settings: Settings) -> Fields:
    """The fields as the setting asks."""
    if settings["customAttributes"] != "nested":
        return fields
    top: Fields = {}
    custom: Fields = {}
    for key, value in entries(fields):
        if contains(STANDARD, key) or contains(TOP_LEVEL, key):
            top[key] = value
        else:
            custom[key] = value
    custom = merge(custom, as_object(get_own(fields, "custom_attributes")))
    if length(entries(custom)):
        top["custom_attributes"] = custom
    return top
