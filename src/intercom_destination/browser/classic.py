"""The classic protocol: the constructor that analytics.js and analytics.js 2 make an integration of.

Both call `initialize()`, wait for `ready`, and hand events over as `invoke(method, facade)`. What they, and their
test tools, read off an integration besides is here too.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.destination import close, create_destination, end, handle, load, open_up, root_of
from intercom_destination.browser.emitter import make_emitter
from intercom_destination.browser.host import host_group, host_user_id, is_method, listen_for_reset, raw_event
from intercom_destination.browser.messenger import is_there
from intercom_destination.js import __new__, this
from intercom_destination.mapping.settings import DEFAULTS
from intercom_destination.platform import attempt


def create_integration(root: Any, nonce: Any) -> Any:
    """The constructor, for one page; `nonce` is for the widget's script tag."""

    def construct(options: Any) -> Any:
        if is_method(options, "addIntegration"):
            # Classic analytics.js takes integrations as plugins too: `analytics.use(Integration)`.
            return options.addIntegration(construct)
        if not this or this is root:
            return __new__(construct(options))
        equip(this, create_destination(root, options, nonce))
        return this

    constructor: Any = construct
    prototype = constructor.prototype
    prototype.name = "Intercom"
    prototype.defaults = DEFAULTS
    prototype.globals = ["Intercom", "intercomSettings"]
    prototype.templates = {"library": {"type": "script", "attrs": {"src": DEFAULTS["widgetUrl"]}}}
    prototype.debug = do_nothing
    for method in ["page", "identify", "group", "track"]:
        prototype[method] = receiver(method)
    return constructor


def do_nothing() -> None:
    pass


def receiver(method: str) -> Any:
    """What an integration does with one kind of call."""

    def receive(facade: Any) -> None:
        self = this
        attempt(lambda: handle(self.destination, method, raw_event(facade), host_group(self.analytics)))

    return receive


def equip(integration: Any, destination: Any) -> None:
    """Give an instance its state and the methods that work on it."""
    # Calls that a host made before `initialize`, null once they have been sent; the id of the host's user so far;
    # whether the host has shown that it keeps one.
    waiting: Any = []
    user_id: Any = None
    knows = False
    root = root_of(destination)

    def initialize() -> None:
        listen_for_reset(integration.analytics, reset_by_host)
        # A page that is left right after a logout makes no further call by which it could be noticed.
        attempt(lambda: root.addEventListener("pagehide", leave))
        attempt(lambda: open_up(destination))
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

    def invoke(method: str, facade: Any) -> None:
        if waiting:
            waiting.push([method, facade])
        elif is_method(integration, method):
            leave()
            integration[method](facade)
            # An identify that was handed over after the logout.
            leave()

    def notice_logout() -> None:
        """End the session where the host has forgotten its user: classic analytics.js emits no `reset`."""
        nonlocal user_id, knows
        session = destination["session"]
        newest = host_user_id(integration.analytics)
        if newest:
            knows = True
        elif session["booted"] and (user_id or (knows and session["user_id"])):
            end(destination)
        user_id = newest

    def leave() -> None:
        attempt(notice_logout)

    def reset_by_host() -> None:
        nonlocal knows
        knows = True
        end(destination)

    def reset() -> None:
        attempt(lambda: root.removeEventListener("pagehide", leave))
        attempt(lambda: close(destination))

    integration.destination = destination
    integration.options = destination["settings"]
    make_emitter(integration)
    integration.initialize = initialize
    integration.ready = ready
    integration.invoke = invoke
    integration.load = lambda: attempt(lambda: load(destination))
    integration.loaded = lambda: is_there(destination["messenger"])
    integration.reset = reset
