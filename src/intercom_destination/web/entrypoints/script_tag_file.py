"""`intercom.min.js`: the script tag."""

from __future__ import annotations

from intercom_destination.js import attempt
from intercom_destination.js.globals import window
from intercom_destination.web.adapters.script_tag import bootstrap

attempt(lambda: bootstrap(window))
