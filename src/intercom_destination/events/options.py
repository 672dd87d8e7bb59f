"""Reading a raw event: the options for this destination, and whether the destination is switched off.

Each is found under the destination's name: exact and truthy, else the first key in any spelling.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intercom_destination.events.event_types import Event
from intercom_destination.events.values import is_identifier
from intercom_destination.js import either, get_own, is_boolean, is_plain, truthy
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import get_spelled

NAME = "Intercom"


def for_destination(source: object) -> Any:
    value = get_own(source, NAME)
    return value if truthy(value) else get_spelled(source, "intercom")


def context_of(event: Event) -> Any:
    """`options` replaces `context` where an event has it."""
    return either(get_own(event, "options"), get_own(event, "context"))


def integrations_of(event: Event, context: object) -> Any:
    return either(either(get_own(event, "integrations"), get_own(context, "providers")), context)


def is_off(event: Event) -> bool:
    """Whether the event is not meant for Intercom (D10), or is no object at all (D9)."""
    raw: object = event
    if not is_plain(raw):
        return True
    context = context_of(event)
    integrations = integrations_of(event, context)
    said = for_destination(integrations)
    if said is undefined:
        for source in [get_own(context, "providers"), context, integrations]:
            if not is_boolean(said):
                said = get_spelled(source, "all")
    return said is False


def call_options(event: Event) -> list[object]:
    """What this call says to the destination: in `integrations`, and in `context`."""
    context = context_of(event)
    return [for_destination(integrations_of(event, context)), for_destination(context)]


def launcher_option(options: list[object]) -> Any:
    """Whether the launcher is to be hidden: true, false, or undefined where the event does not say."""
    return first_usable(options, ["hideDefaultLauncher", "hide_default_launcher"], is_boolean)


def user_hash(options: list[object]) -> Any:
    return first_usable(options, ["user_hash", "userHash"], is_identifier)


def user_jwt(options: list[object]) -> Any:
    return first_usable(options, ["intercom_user_jwt", "intercomUserJwt"], is_identifier)


def first_usable(options: list[object], names: list[str], usable: Callable[[object], bool]) -> Any:
    """An option of this call, by any of its names: the first usable in `integrations`, else in `context` (D20)."""
    for given in options:
        for key in names:
            value = get_own(given, key)
            if usable(value):
                return value
    return undefined
