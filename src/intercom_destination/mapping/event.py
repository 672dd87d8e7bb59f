"""Reading a raw event: the options for this destination, and whether the destination is switched off.

Each is found under the destination's name: exact and truthy, else the first key in any spelling.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import undefined
from intercom_destination.mapping.values import identifies, plain
from intercom_destination.platform import either, entries, is_boolean, own, spelling, truthy

NAME = "Intercom"


def any_spelling(source: Any, name: str) -> Any:
    """The value of the first key that spells the name, else undefined."""
    for key, value in entries(plain(source)):
        if spelling(key) == name:
            return value
    return undefined


def for_destination(source: Any) -> Any:
    value = own(source, NAME)
    return value if truthy(value) else any_spelling(source, "intercom")


def context_of(event: Any) -> Any:
    """`options` stands in for `context` where an event has it."""
    return either(own(event, "options"), own(event, "context"))


def integrations_of(event: Any, context: Any) -> Any:
    return either(either(own(event, "integrations"), own(context, "providers")), context)


def is_off(event: Any) -> bool:
    """Whether the event is not meant for Intercom (D10)."""
    context = context_of(event)
    integrations = integrations_of(event, context)
    said = for_destination(integrations)
    if said is undefined:
        for source in [own(context, "providers"), context, integrations]:
            if not is_boolean(said):
                said = any_spelling(source, "all")
    return said is False


def launcher_option(event: Any) -> Any:
    """Whether the launcher is to be hidden: true, false, or undefined where the event does not say."""
    return first_usable(event, "hideDefaultLauncher", "hide_default_launcher", is_boolean)


def user_hash(event: Any) -> Any:
    return first_usable(event, "user_hash", "userHash", identifies)


def user_jwt(event: Any) -> Any:
    return first_usable(event, "intercom_user_jwt", "intercomUserJwt", identifies)


def first_usable(event: Any, name: str, other_name: str, usable: Any) -> Any:
    """An option of this call: the first usable value in `integrations`, else in `context` (D20)."""
    context = context_of(event)
    for source in [integrations_of(event, context), context]:
        options = for_destination(source)
        for key in [name, other_name]:
            value = own(options, key)
            if usable(value):
                return value
    return undefined
