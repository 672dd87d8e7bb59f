"""Listeners: `on`, `once`, `off` and `emit`, for objects that hosts listen to."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import attempt
from intercom_destination.js.globals import Array, arguments, undefined


def make_emitter(target: Any) -> None:
    """Give an object the four methods; they return the object, as the hosts' own do."""
    listeners: Any = []

    def on(name: str, listener: Any, once: Any) -> Any:
        listeners.push({"name": name, "run": listener, "once": once is True})
        return target

    def off(name: str, listener: Any) -> Any:
        nonlocal listeners
        listeners = listeners.filter(
            lambda row: (
                (name is not undefined and row["name"] != name)
                or (listener is not undefined and row["run"] is not listener)
            )
        )
        return target

    def emit(name: str) -> Any:
        values = Array.prototype.slice.call(arguments, 1)

        def tell(row: Any) -> None:
            if row["name"] == name:
                if row["once"]:
                    off(name, row["run"])
                attempt(lambda: row["run"].apply(target, values))

        attempt(lambda: listeners.forEach(tell))
        return target

    target.on = on
    target.once = lambda name, listener: on(name, listener, True)
    target.off = off
    target.emit = emit
