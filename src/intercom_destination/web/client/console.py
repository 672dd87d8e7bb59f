"""The few words that a production bundle says on the console."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import attempt


def error(root: Any, text: str) -> None:
    """One console error."""
    log(root, "error", text)


def warn(root: Any, text: str) -> None:
    """One console warning."""
    log(root, "warn", text)


def log(root: Any, level: str, text: str) -> None:
    """One line, also where the page has done away with the console."""
    attempt(lambda: root.console[level]("Intercom destination: " + text))


def report_invalid_setting(root: Any, what: str, value: Any, allowed: str) -> None:
    error(root, what + " is " + stringify(root, value) + ", allowed is " + allowed + "; the default is used")


def stringify(root: Any, value: Any) -> str:
    """A value as text, whatever it is."""
    return attempt(lambda: root.JSON.stringify(value) or root.String(value)) or "unreadable"
