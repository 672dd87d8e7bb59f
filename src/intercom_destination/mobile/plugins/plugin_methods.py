"""What the plugins have in common: the methods that events come through, and the SDK for the app's own use."""

from __future__ import annotations

from collections.abc import Callable

from intercom_destination.js.dom import Foreign
from intercom_destination.js.libraries import Plugin
from intercom_destination.mobile.client.client import handle_event, on_ready
from intercom_destination.mobile.records import Client


def add_methods(plugin: Plugin, client: Client, event_of: Callable[[Foreign], Foreign]) -> Plugin:
    """Give a plugin its methods; `event_of` takes the raw event out of what the library hands over."""

    def receiver(method: str) -> Callable[[Foreign], Foreign]:
        def receive(given: Foreign) -> Foreign:
            # The library waits for what is returned, before it sends the event to Segment.
            handle_event(client, method, event_of(given))
            return given

        return receive

    plugin.intercom = client["adapter"].sdk
    plugin.onReady = lambda callback: on_ready(client, callback)
    for method in ["identify", "group", "track"]:
        plugin[method] = receiver(method)
    return plugin
