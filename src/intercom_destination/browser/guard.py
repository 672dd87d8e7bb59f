"""The last line between this bundle and the page: no exception leaves a public function."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import console, undefined


def attempt(action: Any) -> Any:
    """What the action returns, or undefined where it throws."""
    try:
        return action()
    except Exception as error:
        if __debug__:
            console.warn("Intercom destination: caught", error)
    return undefined
