"""What a development build says on the console: each diagnostic in one line, with its code.

Production builds have neither the texts nor the calls that lead here.
"""

from __future__ import annotations

from intercom_destination.diagnostics.codes import message
from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.diagnostics.event_checks import check_event, new_names
from intercom_destination.diagnostics.settings_checks import check_settings
from intercom_destination.events.event_types import Event, Group
from intercom_destination.js import attempt
from intercom_destination.js.dom import Window
from intercom_destination.web.client.console import warn
from intercom_destination.web.client.shared_settings import has_lost_proof
from intercom_destination.web.client.trace import listeners
from intercom_destination.web.mapping.call_types import Call
from intercom_destination.web.records import Client


def enable_diagnostics(root: Window) -> None:
    """From now on, say what there is to say; the same thing of the same key once."""
    said: dict[str, bool] = {}
    names = new_names()

    def say(code: str, key: str, value: object) -> None:
        text = message(code, key, value)
        if not said[text]:
            said[text] = True
            warn(root, text)

    def say_all(found: Found) -> None:
        for row in found:
            say(row[0], row[1], row[2])

    def mapped(client: Client, method: str, event: Event, group: Group, calls: list[Call]) -> None:
        say_all(
            check_event(
                method, event, group, client["checked"], client["session"], calls, names, has_lost_proof(client)
            )
        )

    listeners["configured"] = lambda client, given: attempt(lambda: say_all(check_settings(given)))
    listeners["mapped"] = lambda client, method, event, group, calls: attempt(
        lambda: mapped(client, method, event, group, calls)
    )
    listeners["noted"] = lambda code, key, value: attempt(lambda: say(code, key, value))
