"""`intercom.js`: the remote plugin, as Segment's CDN serves its action destinations.

analytics.js 2 calls `intercomDestination` with the settings.
"""

from __future__ import annotations

from intercom_destination.js.dom import Foreign
from intercom_destination.js.globals import window
from intercom_destination.web.adapters.plugin import create_plugin
from intercom_destination.web.client.widget import current_nonce

nonce = current_nonce(window)


def intercom_destination(settings: object) -> Foreign:
    return create_plugin(window, settings, nonce)


window.intercomDestination = intercom_destination
