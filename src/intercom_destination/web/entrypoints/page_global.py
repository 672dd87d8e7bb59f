"""The page's global object, for a file that may be imported where there is no page: apart, as an entry exports all."""

from __future__ import annotations

from typing import cast

from intercom_destination.js.dom import Window
from intercom_destination.js.globals import __typeof__, window


def page() -> Window:
    """The page's global object; where there is none, as on a server, an empty one."""
    return cast(Window, {}) if __typeof__(window) == "undefined" else window
