"""Listeners: `on`, `once`, `off` and `emit`, for objects that pages and libraries listen to."""

from __future__ import annotations

from intercom_destination.js import attempt
from intercom_destination.js.dom import Foreign
from intercom_destination.js.globals import Array, arguments, undefined


def make_emitter(target: Foreign) -> None:
    """Give an object the four methods; they return the object, as the libraries' own do."""
    listeners: Foreign = []

    def on(name: str, listener: object, once: object) -> Foreign:
        listeners.push({"name": name, "run": listener, "once": once is True})
        return target

    def off(name: str, listener: object) -> Foreign:
        nonlocal listeners
        listeners = listeners.filter(
            lambda row: (
                (name is not undefined and row["name"] != name)
                or (listener is not undefined and row["run"] is not listener)
            )
        )
        return target

    def emit(name: str) -> Foreign:
        values = Array.prototype.slice.call(arguments, 1)

        def call(row: Foreign) -> None:
            if row["name"] == name:
                if row["once"]:
                    off(name, row["run"])
                attempt(lambda: row["run"].apply(target, values))

        attempt(lambda: listeners.forEach(call))
        return target

    target.on = on
    target.once = lambda name, listener: on(name, listener, True)
    target.off = off
    target.emit = emit
