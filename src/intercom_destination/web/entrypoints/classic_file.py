"""`intercom.dynamic.js`: the classic destination, as Segment's CDN serves it.

analytics.js 2 loads the file, calls `intercomLoader()`, and makes its integration of `intercomIntegration`.
"""

from __future__ import annotations

from intercom_destination.js.globals import window
from intercom_destination.web.adapters.classic import create_integration
from intercom_destination.web.client.widget import current_nonce

window.intercomDeps = []
window.intercomLoader = lambda: None
window.intercomIntegration = create_integration(window, current_nonce(window))
