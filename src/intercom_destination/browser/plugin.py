"""The plugin protocol of analytics.js 2: a destination that is registered, or loaded by URL as a remote plugin.

The host calls `load` once and then hands over a context an event; `ctx.event` is the raw event. Ready as soon as the
stub can take calls, so that no event waits for the widget.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.destination import create_destination, end, handle, load, open_up
from intercom_destination.browser.host import host_group, listen_for_reset, settled
from intercom_destination.js import __version__
from intercom_destination.platform import attempt


def create_plugin(root: Any, given_settings: Any, nonce: Any) -> Any:
    """A plugin for one page; `nonce` is for the widget's script tag."""
    destination = create_destination(root, given_settings, nonce)
    state: Any = {"analytics": None, "loaded": False}

    def load_plugin(ctx: Any, analytics: Any) -> Any:
        state["analytics"] = analytics
        listen_for_reset(analytics, lambda: end(destination))
        attempt(lambda: open_up(destination))
        attempt(lambda: load(destination))
        state["loaded"] = True
        return settled(root, ctx)

    def receiver(method: str) -> Any:
        def receive(ctx: Any) -> Any:
            attempt(lambda: handle(destination, method, ctx.event, host_group(state["analytics"])))
            return ctx

        return receive

    return {
        "name": "Intercom",
        "version": __version__,
        "type": "destination",
        "isLoaded": lambda: state["loaded"],
        "load": load_plugin,
        "page": receiver("page"),
        "identify": receiver("identify"),
        "group": receiver("group"),
        "track": receiver("track"),
    }
