"""The few words that a production bundle says on the console."""

from __future__ import annotations

from typing import Any

from intercom_destination.platform import attempt


def complain(root: Any, text: str) -> None:
    """One console error."""
    say(root, "error", text)


def warn(root: Any, text: str) -> None:
    """One console warning."""
    say(root, "warn", text)


def say(root: Any, level: str, text: str) -> None:
    """One line, also where the page has done away with the console."""
    attempt(lambda: root.console[level]("Intercom destination: " + text))


def refuse(root: Any, what: str, value: Any, allowed: str) -> None:
    complain(root, what + " is " + shown(root, value) + ", allowed is " + allowed + "; the default is used")


def shown(root: Any, value: Any) -> str:
    """A value as text, whatever it is."""
    return attempt(lambda: root.JSON.stringify(value) or root.String(value)) or "unreadable"
