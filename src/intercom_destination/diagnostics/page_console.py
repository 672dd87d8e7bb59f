"""What the development bundle says on the console: every rule that fires, in one line with its code.

The production bundles have neither the texts nor the calls that lead here.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.diagnostics.codes import message
from intercom_destination.js import attempt, noted
from intercom_destination.web.client.console import warn


def enable_diagnostics(root: Any) -> None:
    """From now on, say what the rules note; the same thing of the same key once."""
    said: Any = {}

    def say(code: str, key: Any, value: Any) -> None:
        text = message(code, key, value)
        if not said[text]:
            said[text] = True
            warn(root, text)

    listener: Any = noted
    listener["by"] = lambda code, key, value: attempt(lambda: say(code, key, value))
