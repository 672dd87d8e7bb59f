"""What traits tell of a person in more than one place: the name."""

from __future__ import annotations

from intercom_destination.events.event_types import Fields
from intercom_destination.js import get_spelled, is_string, trim
from intercom_destination.js.globals import undefined


def full_name(name: object, traits: Fields) -> str:
    """The name, trimmed, unless that leaves nothing; else first and last name, where both are there."""
    if is_string(name):
        return trim(name) or name
    first = trimmed(get_spelled(traits, "firstname"))
    last = trimmed(get_spelled(traits, "lastname"))
    return first + " " + last if first and last else undefined


def trimmed(value: object) -> str:
    return trim(value) if is_string(value) else ""
