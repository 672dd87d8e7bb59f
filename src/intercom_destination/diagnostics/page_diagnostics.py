"""What a development build says of its work: the trace for an inspector, and on the console each diagnostic once.

Production builds have neither the messages nor the calls that lead here.
"""

from __future__ import annotations

from intercom_destination.diagnostics.codes import DIAGNOSTICS, link, message
from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.diagnostics.event_checks import check_event, new_names
from intercom_destination.diagnostics.settings_checks import check_settings
from intercom_destination.events.event_types import Event, Fields, Group
from intercom_destination.js import append, attempt, get_own
from intercom_destination.js.dom import Window
from intercom_destination.web.call_types import Call
from intercom_destination.web.client.console import warn
from intercom_destination.web.client.page_trace import emit
from intercom_destination.web.client.shared_settings import has_lost_proof
from intercom_destination.web.client.trace import listeners
from intercom_destination.web.records import Client


def enable_diagnostics(root: Window) -> None:
    """From now on, emit the trace, and say what there is to say: each code once for each key, whatever the value."""
    said: dict[str, bool] = {}
    names = new_names()

    def say(found: Found) -> None:
        for row in found:
            # A code has no space.
            name = row[0] + " " + row[1]
            if not said[name]:
                said[name] = True
                warn(root, message(row[0], row[1], row[2]))

    def configured(client: Client, given: object) -> None:
        found = check_settings(given)
        emit(root, "settings", described(found), {"settings": given, "used": client["checked"]})
        say(found)

    def mapped(client: Client, method: str, event: Event, group: Group, calls: list[Call]) -> None:
        is_unverified = has_lost_proof(client)
        found = check_event(method, event, group, client["checked"], client["session"], calls, names, is_unverified)
        emit(root, method, described(found), {"event": event, "calls": calls})
        say(found)

    def noted(code: str, key: str, value: object) -> None:
        found: Found = [[code, key, value]]
        emit(root, "note", described(found), {})
        say(found)

    listeners["configured"] = lambda client, given: attempt(lambda: configured(client, given))
    listeners["mapped"] = lambda client, method, event, group, calls: attempt(
        lambda: mapped(client, method, event, group, calls)
    )
    listeners["noted"] = lambda code, key, value: attempt(lambda: noted(code, key, value))


def described(found: Found) -> list[Fields]:
    """The diagnostics as an inspector wants them."""
    rows: list[Fields] = []
    for code, key, value in found:
        diagnostic = get_own(DIAGNOSTICS, code)
        difference = diagnostic[0] if diagnostic else ""
        text = message(code, key, value)
        append(rows, {"code": code, "difference": difference, "key": key, "text": text, "link": link(code)})
    return rows
