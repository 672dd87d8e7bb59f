"""The option that unsubscribes a person from emails, wherever the document shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from intercom_destination.cloud.mapping.api_values import object_of, spelled
from intercom_destination.events.options import call_options, context_of, for_destination
from intercom_destination.js.text import spelling

OPTIONS = ("unsubscribedFromEmails", "unsubscribed")
# Their spellings.
NAMES = tuple(map(spelling, OPTIONS))
# JSON's booleans, and what forms and spreadsheets make of them.
READ = {True: True, False: False, "true": True, "false": False}


def options_of(event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The options for this destination, wherever they are; those among `integrations` count first."""
    raw: Any = event
    inside = for_destination(object_of(context_of(raw)).get("integrations"))
    yield from map(object_of, (*call_options(raw), inside))


def is_read(value: object) -> bool:
    return isinstance(value, (bool, str)) and value in READ


def unsubscribed(event: Mapping[str, Any]) -> bool | None:
    """True, False, or None where the event does not say."""
    for options in options_of(event):
        for name in OPTIONS:
            value = spelled(options, name, is_read)
            if value is not None:
                return READ[value]
    return None
