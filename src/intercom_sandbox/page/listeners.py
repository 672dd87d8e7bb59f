"""What the page has asked to be told of: onShow, onHide, onUnreadCountChange, onUserEmailSupplied, ready."""

from __future__ import annotations

from intercom_destination.js import attempt
from intercom_destination.js.dom import Foreign
from intercom_destination.js.globals import __typeof__
from intercom_sandbox.page.page_types import State


def listen(state: State, name: str, listener: Foreign) -> None:
    if __typeof__(listener) == "function":
        state["listeners"].push([name, listener])


def emit(state: State, name: str, value: Foreign) -> None:
    """Call everybody who listens; one that throws does not keep the others from hearing."""
    for row in state["listeners"].slice():
        if row[0] == name:
            call_with(row[1], value)


def call_with(listener: Foreign, value: Foreign) -> None:
    attempt(lambda: listener(value))
