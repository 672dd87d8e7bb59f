"""`sandbox.js`: the stand-in for Intercom's Messenger, at the address where its widget would be."""

from __future__ import annotations

from intercom_destination.js.globals import document, window
from intercom_sandbox.page.instance import take_over

take_over(window, document.currentScript.src if document.currentScript else window.location.href)
