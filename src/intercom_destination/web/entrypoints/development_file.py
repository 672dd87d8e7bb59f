"""`intercom.dev.js`: the script tag again, readable, and with the diagnostics on."""

from __future__ import annotations

from intercom_destination.diagnostics.page_console import enable_diagnostics
from intercom_destination.js import attempt
from intercom_destination.js.globals import window
from intercom_destination.web.adapters.script_tag import bootstrap

attempt(lambda: enable_diagnostics(window))
attempt(lambda: bootstrap(window))
