"""What there is to say of the destination's settings."""

from __future__ import annotations

from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.diagnostics.value_checks import add
from intercom_destination.events.values import get_given
from intercom_destination.js import are_strings, as_object, get_own
from intercom_destination.js.globals import undefined


def check_settings(given: object) -> Found:
    """The diagnostics of settings as they are given, except those that `checked_settings` reports itself."""
    found: Found = []
    settings = as_object(given)
    activator = get_own(settings, "activator")
    if activator is not undefined and get_given(settings, "activator") is undefined:
        add(found, "default-activator", "activator", activator)
    names = get_own(settings, "richLinkProperties")
    if names is not undefined and not are_strings(names):
        add(found, "invalid-rich-link-setting", "richLinkProperties", names)
    return found
