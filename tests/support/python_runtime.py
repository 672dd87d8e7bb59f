"""Vectors through the mapping in CPython."""

from __future__ import annotations

from typing import Any

from tests.support.mapped import calls_for, checked_settings
from tests.support.tagged import decode, encode
from tests.support.vectors import Vector

from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.diagnostics.event_checks import check_event, new_names
from intercom_destination.diagnostics.settings_checks import check_settings
from intercom_destination.events.event_types import Group
from intercom_destination.js.globals import undefined
from intercom_destination.web.session import new_session


def run_vector_in_python(vector: Vector, diagnostics: Found | None = None) -> list[dict[str, Any]]:
    """Intercom's calls, in the form of a vector's `expect`; what the checks find is added to the `diagnostics`."""
    settings = checked_settings(decode(vector["settings"]), _ignore)
    group: Group = {"id": vector.get("group_id", undefined), "traits": decode(vector["group_traits"])}
    session = new_session()
    names = new_names()
    if diagnostics is not None:
        diagnostics += check_settings(decode(vector["settings"]))
    found = []
    for index, step in enumerate(vector["steps"]):
        event = decode(step["event"])
        before = encode(event)
        calls = calls_for(step["method"], event, group, settings, session)
        if diagnostics is not None:
            diagnostics += check_event(step["method"], event, group, settings, session, calls, names, False)
        for method, *args in calls:
            found.append({"step": index, "method": method, "args": encode(args)})
            if method == "trackEvent" and list(args[1]) != list(encode(args[1])):
                found.append({"step": index, "order": list(args[1])})
        if encode(event) != before:
            found.append({"step": index, "written_to": "event"})
    if encode(group["traits"]) != encode(decode(vector["group_traits"])):
        found.append({"written_to": "group traits"})
    return found


def _ignore(name: str, value: object, allowed: str) -> None:
    """Reports of wrong settings are another test's subject."""
