"""`intercom.mjs`: the ES module, for sites that bundle: the plugin factory, the classic constructor, the version.

It can be imported where there is no page (on a server), and does nothing until it is called.
"""

from __future__ import annotations

from typing import cast

from intercom_destination.js.dom import Foreign, Window
from intercom_destination.js.globals import __typeof__, __version__, window
from intercom_destination.web.adapters.classic import create_integration
from intercom_destination.web.adapters.plugin import create_plugin
from intercom_destination.web.client.widget import current_nonce

version = __version__


def page() -> Window:
    """The page's global object; where there is none, as on a server, an empty one."""
    return cast(Window, {}) if __typeof__(window) == "undefined" else window


def intercom(settings: object) -> Foreign:
    """A plugin: `analytics.register(intercom({appId}))`."""
    return create_plugin(page(), settings, current_nonce(page()))


Intercom = create_integration(page(), current_nonce(page()))
