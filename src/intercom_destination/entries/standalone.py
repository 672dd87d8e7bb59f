"""`intercom.min.js`: the script tag."""

from __future__ import annotations

from intercom_destination.browser.script_tag import bootstrap
from intercom_destination.js import window
from intercom_destination.platform import attempt

attempt(lambda: bootstrap(window))
