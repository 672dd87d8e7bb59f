"""The few words that a production bundle says on the console."""

from __future__ import annotations

from typing import Any


def complain(root: Any, text: str) -> None:
    """One console error, also where the page has done away with the console."""
    try:
        root.console.error("Intercom destination: " + text)
    except Exception:
        pass


def warn(root: Any, text: str) -> None:
    """One console warning, likewise."""
    try:
        root.console.warn("Intercom destination: " + text)
    except Exception:
        pass


def complain_of_setting(root: Any) -> Any:
    return lambda name, value, allowed: refuse(root, 'setting "' + name + '"', value, allowed)


def refuse(root: Any, what: str, value: Any, allowed: str) -> None:
    complain(root, what + " is " + shown(root, value) + ", allowed is " + allowed + "; the default is used")


def shown(root: Any, value: Any) -> str:
    """A value as text, whatever it is."""
    try:
        return root.JSON.stringify(value) or root.String(value)
    except Exception:
        return "unreadable"
