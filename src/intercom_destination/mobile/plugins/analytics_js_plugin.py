"""The plugin of analytics.js 2 in an app's web view: Capacitor, Ionic, Cordova."""

from __future__ import annotations

from typing import cast

from intercom_destination.js import attempt
from intercom_destination.js.dom import Foreign, Thenable
from intercom_destination.js.globals import __version__
from intercom_destination.js.libraries import Adapter, Context, Plugin
from intercom_destination.mobile.client.client import configure, create_client, library_reset
from intercom_destination.mobile.client.sdk_answers import settled
from intercom_destination.mobile.plugins.plugin_methods import add_methods


def analytics_plugin(adapter: Adapter, settings: object) -> Plugin:
    """A plugin for `analytics.register`."""
    # This library drops the traits of another person by itself.
    client = create_client(adapter, settings, False)
    plugin = cast(Plugin, {"name": "Intercom", "version": __version__, "type": "destination"})
    library: Foreign = None

    def load(ctx: Context, analytics: Foreign) -> Thenable:
        nonlocal library
        library = analytics or plugin
        attempt(lambda: configure(client, {}))
        attempt(lambda: library.on("reset", lambda: library_reset(client)))
        return settled(ctx)

    def unload() -> None:
        nonlocal library
        library = None

    plugin.isLoaded = lambda: library is not None
    plugin.load = load
    plugin.unload = unload
    return add_methods(plugin, client, lambda ctx: library and ctx.event)
