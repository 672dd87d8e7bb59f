"""What the page has asked to be told of: onShow, onHide, onUnreadCountChange, onUserEmailSupplied, ready."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import attempt
from intercom_destination.js.globals import __typeof__


def listen(state: Any, name: str, listener: Any) -> None:
    if __typeof__(listener) == "function":
        state["listeners"].push([name, listener])


def tell(state: Any, name: str, value: Any) -> None:
    """Call everybody who listens; one that throws does not keep the others from hearing."""
    for row in state["listeners"].slice():
        if row[0] == name:
            call_with(row[1], value)


def call_with(listener: Any, value: Any) -> None:
    attempt(lambda: listener(value))
