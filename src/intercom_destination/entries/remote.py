"""`intercom.js`: the remote plugin, as Segment's CDN serves its action destinations.

analytics.js 2 calls `intercomDestination` with the settings.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.plugin import create_plugin
from intercom_destination.browser.widget import current_nonce
from intercom_destination.js import window

nonce = current_nonce(window)


def intercom_destination(settings: Any) -> Any:
    return create_plugin(window, settings, nonce)


window.intercomDestination = intercom_destination
