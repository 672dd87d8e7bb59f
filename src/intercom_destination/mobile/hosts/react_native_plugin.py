"""The plugin of `@segment/analytics-react-native`: an instance of the host's own class, so that filters work on it."""

from __future__ import annotations

from intercom_destination.js import attempt, get_own
from intercom_destination.js.dom import Foreign
from intercom_destination.js.globals import __new__, undefined
from intercom_destination.js.libraries import Adapter, Plugin
from intercom_destination.mobile.client.client import configure, create_client, host_reset
from intercom_destination.mobile.hosts.plugin_methods import add_methods

KEY = "Intercom"


def destination_plugin(host_class: Foreign, adapter: Adapter, settings: object) -> Plugin:
    """A plugin for `client.add`; `host_class` is the host's `DestinationPlugin`."""
    client = create_client(adapter, settings, True)
    plugin: Plugin = __new__(host_class())

    def update(from_host: object) -> None:
        """The host has settings, which name every destination that Segment has switched on."""
        ours = get_own(get_own(from_host, "integrations"), KEY)
        if ours is not undefined:
            attempt(lambda: configure(client, ours))

    plugin.key = KEY
    plugin.update = update
    plugin.reset = lambda: host_reset(client)
    return add_methods(plugin, client, lambda event: event)
