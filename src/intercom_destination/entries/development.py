"""`intercom.dev.js`: the script tag again, readable, and with the diagnostics on."""

from __future__ import annotations

from intercom_destination.browser.diagnostics import speak_up
from intercom_destination.browser.script_tag import bootstrap
from intercom_destination.js import window
from intercom_destination.platform import attempt

attempt(lambda: speak_up(window))
attempt(lambda: bootstrap(window))
