"""What each development build runs before its entry: the diagnostics are on. Where there is no page it does nothing."""

from __future__ import annotations

from intercom_destination.diagnostics.page_diagnostics import enable_diagnostics
from intercom_destination.js import attempt
from intercom_destination.js.globals import __typeof__, window

if __typeof__(window) != "undefined":
    attempt(lambda: enable_diagnostics(window))
