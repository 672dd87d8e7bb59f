"""The plugin protocol of analytics.js 2: a destination that is registered, or loaded by URL as a remote plugin.

The library calls `load` once and then hands over a context an event; `ctx.event` is the raw event. Ready as soon as the
stub can take calls, so that no event waits for the widget.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from intercom_destination.events.options import NAME
from intercom_destination.js import attempt
from intercom_destination.js.dom import Array, Window
from intercom_destination.js.globals import __diagnostics__, __version__
from intercom_destination.js.libraries import AnalyticsLibrary, Context, Plugin
from intercom_destination.web.client.analytics_library import is_method, library_group, listen_for_reset, settled
from intercom_destination.web.client.client import create_client, handle_event, library_reset, start, teardown
from intercom_destination.web.client.console import warn
from intercom_destination.web.client.load_strategy import allow_widget


def create_plugin(root: Window, given_settings: object, nonce: str) -> Plugin:
    """A plugin for one page; `nonce` is for the widget's script tag."""
    client = create_client(root, given_settings, nonce)
    plugin = cast(Plugin, {"name": NAME, "version": __version__, "type": "destination"})
    # The analytics library, while the plugin works there.
    library = cast(AnalyticsLibrary, None)
    loaded = False

    def load_plugin(ctx: Context, analytics: AnalyticsLibrary) -> object:
        nonlocal library, loaded
        if not attempt(lambda: has_another(analytics.queue.plugins, plugin)):
            library = analytics
            listen_for_reset(library, lambda: library_reset(client))
            if is_method(library, "emit"):
                client["on_boot"] = lambda: library.emit("intercom:boot")
            attempt(lambda: start(client, library))
            attempt(lambda: allow_widget(client))
        elif __diagnostics__:
            warn(root, "loaded twice; the second copy does nothing")
        loaded = True
        return settled(root, ctx)

    def unload() -> None:
        nonlocal library, loaded
        if library:
            library = cast(AnalyticsLibrary, None)
            loaded = False
            attempt(lambda: teardown(client))

    def receiver(method: str) -> Callable[[Context], Context]:
        def receive(ctx: Context) -> Context:
            if library:
                attempt(lambda: handle_event(client, method, ctx.event, library_group(library)))
            return ctx

        return receive

    plugin.isLoaded = lambda: loaded
    plugin.load = load_plugin
    plugin.unload = unload
    for method in ["page", "identify", "group", "track"]:
        plugin[method] = receiver(method)
    return plugin


def has_another(plugins: Array[Plugin], plugin: Plugin | None) -> bool:
    """Whether a library has another plugin of this name than the given one; it wraps those that it fetches itself."""
    return plugins.some(lambda one: one and one.name == NAME and one is not plugin and one.action is not plugin)
