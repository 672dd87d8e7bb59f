"""The few words that a production bundle says on the console."""

from __future__ import annotations

from intercom_destination.js import attempt
from intercom_destination.js.dom import Window


def error(root: Window, text: str) -> None:
    """One console error."""
    log(root, "error", text)


def warn(root: Window, text: str) -> None:
    """One console warning."""
    log(root, "warn", text)


def log(root: Window, level: str, text: str) -> None:
    """One line, also where the page has done away with the console."""
    attempt(lambda: root.console[level]("Intercom destination: " + text))


def report_invalid_setting(root: Window, what: str, value: object, allowed: str) -> None:
    error(root, what + " is " + stringify(root, value) + ", allowed is " + allowed + "; the default is used")


def stringify(root: Window, value: object) -> str:
    """A value as text, whatever it is."""
    return attempt(lambda: root.JSON.stringify(value) or root.String(value)) or "unreadable"
