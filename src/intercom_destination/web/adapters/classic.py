"""The classic protocol: the constructor that analytics.js and analytics.js 2 make an integration of.

Both call `initialize()`, wait for `ready`, and hand events over as `invoke(method, facade)`. What they read off an
integration besides is here too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from intercom_destination.events.options import NAME
from intercom_destination.js import attempt, keys_of
from intercom_destination.js.dom import Array, Foreign, Window
from intercom_destination.js.globals import __new__, this
from intercom_destination.js.libraries import Integration
from intercom_destination.web.adapters.emitter import make_emitter
from intercom_destination.web.client.analytics_library import is_method, library_group, listen_for_reset, raw_event
from intercom_destination.web.client.client import create_client, handle_event, library_reset, start, teardown
from intercom_destination.web.client.load_strategy import allow_widget
from intercom_destination.web.client.messenger import is_there
from intercom_destination.web.mapping.settings import SETTINGS
from intercom_destination.web.records import Client


def create_integration(root: Window, nonce: str) -> Foreign:
    """The constructor, for one page; `nonce` is for the widget's script tag."""

    def construct(options: Foreign) -> Foreign:
        if is_method(options, "addIntegration"):
            # Classic analytics.js takes integrations as plugins too: `analytics.use(Integration)`.
            return options.addIntegration(construct)
        if not this or this is root:
            return __new__(construct(options))
        equip(this, create_client(root, options, nonce))
        return this

    constructor: Foreign = construct
    prototype = constructor.prototype
    prototype.name = NAME
    # Made without functions that nothing else needs so early: the browser would compile them for it.
    prototype.defaults = {}
    for name in keys_of(SETTINGS):
        prototype.defaults[name] = SETTINGS[name][0]
    for method in ["page", "identify", "group", "track"]:
        prototype[method] = receiver(method)
    return constructor


def receiver(method: str) -> Callable[[Foreign], None]:
    """What an integration does with one kind of call."""

    def receive(facade: Foreign) -> None:
        self = this
        attempt(lambda: handle_event(self.client, method, raw_event(facade), library_group(self.analytics)))

    return receive


def equip(integration: Integration, client: Client) -> None:
    """Give an instance its state and the methods that work on it."""
    # Calls that the library made before `initialize`, null once they have been sent.
    waiting = cast(Array[list[Foreign]] | None, [])

    def initialize() -> None:
        listen_for_reset(integration.analytics, lambda: library_reset(client))
        attempt(lambda: start(client, integration.analytics))
        attempt(lambda: integration.load())
        integration.emit("initialize")
        integration.ready()

    def ready() -> None:
        nonlocal waiting
        rows = waiting
        waiting = None
        integration.emit("ready")
        for row in rows or []:
            integration.invoke(row[0], row[1])

    def invoke(method: str, facade: Foreign) -> None:
        if waiting:
            waiting.push([method, facade])
        elif is_method(integration, method):
            integration[method](facade)

    integration.client = client
    integration.options = client["checked"]
    make_emitter(integration)
    integration.initialize = initialize
    integration.ready = ready
    integration.invoke = invoke
    integration.load = lambda: attempt(lambda: allow_widget(client))
    integration.loaded = lambda: is_there(client)
    integration.reset = lambda: attempt(lambda: teardown(client))
