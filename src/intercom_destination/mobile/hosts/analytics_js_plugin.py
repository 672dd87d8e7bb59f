"""The plugin of analytics.js 2 in an app's web view: Capacitor, Ionic, Cordova."""

from __future__ import annotations

from typing import cast

from intercom_destination.js import attempt
from intercom_destination.js.dom import Foreign, Thenable
from intercom_destination.js.globals import __version__
from intercom_destination.js.libraries import Adapter, Context, Plugin
from intercom_destination.mobile.client.client import configure, create_client, host_reset
from intercom_destination.mobile.client.sdk_answers import settled
from intercom_destination.mobile.hosts.plugin_methods import add_methods


def analytics_plugin(adapter: Adapter, settings: object) -> Plugin:
    """A plugin for `analytics.register`."""
    # This host drops the traits of another person by itself.
    client = create_client(adapter, settings, False)
    plugin = cast(Plugin, {"name": "Intercom", "version": __version__, "type": "destination"})
    host: Foreign = None

    def load(ctx: Context, analytics: Foreign) -> Thenable:
        nonlocal host
        host = analytics or plugin
        attempt(lambda: configure(client, {}))
        attempt(lambda: host.on("reset", lambda: host_reset(client)))
        return settled(ctx)

    def unload() -> None:
        nonlocal host
        host = None

    plugin.isLoaded = lambda: host is not None
    plugin.load = load
    plugin.unload = unload
    return add_methods(plugin, client, lambda ctx: host and ctx.event)
