"""All that there is to say of one event in cloud mode: what the mapping drops, converts or cuts, and why.

The mapping says nothing itself. This pass reads the same event with the mapping's own functions and tables. Nothing in
here has a part in what is sent.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from intercom_destination.cloud.mapping.api_values import first_date, object_of, spelled, text_of
from intercom_destination.cloud.mapping.group import group_traits
from intercom_destination.cloud.mapping.identify import CLIENT, from_context
from intercom_destination.cloud.mapping.plan import NOT_SENT
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.cloud.mapping.times import event_second, is_inactive, moment
from intercom_destination.cloud.mapping.unsubscribe import NAMES, is_read, options_of
from intercom_destination.diagnostics.cloud_fields import check_company, check_person, check_properties
from intercom_destination.diagnostics.cloud_values import Add, check_identifier
from intercom_destination.events.options import context_of, is_off
from intercom_destination.js.text import spelling


def check_cloud_event(add: Add, event: dict[str, Any], settings: Settings) -> None:
    """What there is to say of an event that the mapping has not refused; `add` takes code, key and value."""
    kind = event["type"]
    raw: Any = event
    if kind in NOT_SENT:
        add("not-sent", "type", kind)
    elif is_off(raw):
        add("disabled-by-integrations", "integrations", event.get("integrations"))
    else:
        for name in ("userId", "groupId" if kind == "group" else "event"):
            if event.get(name) not in (None, ""):
                check_identifier(add, name, event[name], is_cut=name == "event")
        check_time(add, event)
        if kind == "track" and not settings.takes(text_of(event["event"]) or ""):
            add("event-not-taken", "event", event["event"])
        elif kind == "track":
            check_properties(add, event, settings)
        else:
            check_context(add, event, settings, is_group=kind == "group")
            if kind == "identify":
                check_person(add, object_of(event.get("traits")), settings)
            else:
                check_company(add, group_traits(event), settings, event["groupId"])


def check_time(add: Add, event: Mapping[str, Any]) -> None:
    """When the event happened."""
    second, written = event_second(event), moment(event.get("timestamp"))
    if written is None and event.get("timestamp") is not None:
        add("invalid-date", "timestamp", event["timestamp"])
    if second is None:
        add("no-time", "timestamp", event.get("timestamp"))
    elif written is not None and math.floor(written) != second:
        add("clock-corrected", "timestamp", event["timestamp"])


def check_context(add: Add, event: Mapping[str, Any], settings: Settings, *, is_group: bool) -> None:
    """The context and the options, as far as they are about the person."""
    context = object_of(context_of(event))  # type: ignore[arg-type]  # any mapping will do
    if is_inactive(context.get("active")):
        add("inactive", "active", context["active"])
    asked = spelled(context, "lastRequestAt")
    if asked is not None and first_date([asked]) is None and not is_group:
        add("invalid-date", "lastRequestAt", asked)
    for key in CLIENT.values():
        value = spelled(context, key)
        if value is not None and not settings.keep_client:
            add("no-client-field", key, value)
    if is_group:
        for key, value in from_context(event, settings):
            add("group-person", key, value)
    for options in options_of(event):
        for key, value in options.items():
            if spelling(key) in NAMES:
                if is_group:
                    add("group-person", key, value)
                elif not is_read(value):
                    add("invalid-unsubscribe", key, value)
