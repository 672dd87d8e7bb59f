"""What a client logs on the console: each warning once, with its code."""

from __future__ import annotations

from intercom_destination.js import attempt
from intercom_destination.js.globals import console
from intercom_destination.mobile.records import Client


def warn_once(client: Client, code: str, subject: str, text: str) -> None:
    """One warning, unless it has been given of this subject, with which the text begins."""
    said = code + " " + subject
    if not client["said"][said]:
        client["said"][said] = True
        attempt(lambda: console.warn("Intercom destination: " + code + ": " + subject + " " + text))
