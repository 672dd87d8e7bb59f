"""What the development bundle says on the console: every rule that fires, in one line with its code.

The production bundles have neither the texts nor the calls that lead here.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.complaint import warn
from intercom_destination.mapping.rules import message
from intercom_destination.platform import attempt, noted


def speak_up(root: Any) -> None:
    """From now on, say what the rules note; the same thing of the same key once."""
    said: Any = {}

    def say(code: str, key: Any, value: Any) -> None:
        text = message(code, key, value)
        if not said[text]:
            said[text] = True
            warn(root, text)

    listener: Any = noted
    listener["by"] = lambda code, key, value: attempt(lambda: say(code, key, value))
