"""The option that unsubscribes a person from emails, wherever the document shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intercom_destination.cloud.mapping.api_values import object_of, spelled
from intercom_destination.events.options import context_of, for_destination, integrations_of

NAMES = ("unsubscribedfromemails", "unsubscribed")
# JSON's booleans, and what forms and spreadsheets make of them.
READ = {True: True, False: False, "true": True, "false": False}


def unsubscribed(event: Mapping[str, Any]) -> bool | None:
    """True, False, or None where the event does not say. An option among `integrations` counts first."""
    raw: Any = event
    context = context_of(raw)
    for source in (integrations_of(raw, context), context, object_of(context).get("integrations")):
        options = object_of(for_destination(source))
        for name in NAMES:
            value = spelled(options, name)
            if isinstance(value, (bool, str)) and value in READ:
                return READ[value]
    return None
