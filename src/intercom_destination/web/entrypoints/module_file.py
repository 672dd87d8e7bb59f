"""`intercom.mjs`: the ES module, for sites that bundle: the plugin factory, the classic constructor, the version.

It can be imported where there is no page (on a server), and does nothing until it is called.
"""

from __future__ import annotations

from intercom_destination.js.dom import Foreign
from intercom_destination.js.globals import __version__
from intercom_destination.web.adapters.classic import create_integration
from intercom_destination.web.adapters.plugin import create_plugin
from intercom_destination.web.client.widget import current_nonce
from intercom_destination.web.entrypoints.page_global import page

version = __version__


def intercom(settings: object) -> Foreign:
    """A plugin: `analytics.register(intercom({appId}))`."""
    return create_plugin(page(), settings, current_nonce(page()))


Intercom = create_integration(page(), current_nonce(page()))
