"""The plugin of `@segment/analytics-react-native`: an instance of the library's class, so that filters work on it."""

from __future__ import annotations

from intercom_destination.js import attempt, get_own
from intercom_destination.js.dom import Foreign
from intercom_destination.js.globals import __new__, undefined
from intercom_destination.js.libraries import Adapter, Plugin
from intercom_destination.mobile.client.client import configure, create_client, library_reset
from intercom_destination.mobile.plugins.plugin_methods import add_methods

KEY = "Intercom"


def destination_plugin(plugin_class: Foreign, adapter: Adapter, settings: object) -> Plugin:
    """A plugin for `client.add`; `plugin_class` is the library's `DestinationPlugin`."""
    client = create_client(adapter, settings, True)
    plugin: Plugin = __new__(plugin_class())

    def update(from_library: object) -> None:
        """The library has settings, which name every destination that Segment has switched on."""
        ours = get_own(get_own(from_library, "integrations"), KEY)
        if ours is not undefined:
            attempt(lambda: configure(client, ours))

    plugin.key = KEY
    plugin.update = update
    plugin.reset = lambda: library_reset(client)
    return add_methods(plugin, client, lambda event: event)
