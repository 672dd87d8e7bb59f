"""Intercom's Messenger as one page sees it: the stub, the script, the shared settings, and the calls."""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.complaint import complain
from intercom_destination.browser.shared_settings import publish, withdraw
from intercom_destination.browser.widget import fetch_widget, install_stub
from intercom_destination.js import __typeof__


def create_messenger(root: Any, settings: Any, nonce: Any) -> Any:
    """Where the Messenger lives, our stub where there is one, and what we have put into the shared settings."""
    return {"root": root, "settings": settings, "nonce": nonce, "stub": None, "published": {}}


def is_there(messenger: Any) -> bool:
    """Whether calls can be made: there is a Messenger, or a stub that queues for it."""
    return __typeof__(messenger["root"].Intercom) == "function"


def stand_in(messenger: Any) -> None:
    """Install the stub, unless the site has a Messenger, or a stub of its own."""
    if not is_there(messenger):
        messenger["stub"] = install_stub(messenger["root"])


def fetch(messenger: Any) -> None:
    """Fetch the widget for our stub; a stub of the site's has its own way."""
    root = messenger["root"]
    settings = messenger["settings"]

    def failed() -> None:
        complain(root, "the widget could not be loaded from " + settings["widgetUrl"])

    if messenger["stub"]:
        fetch_widget(root, settings, messenger["nonce"], failed)


def send(messenger: Any, calls: Any) -> None:
    """Send Intercom's calls, as the mapping gives them, to whatever `window.Intercom` is at that moment."""
    root = messenger["root"]
    for call in calls:
        if call[0] == "shutdown":
            withdraw(root, messenger["published"])
        elif call[0] != "trackEvent":
            publish(root, messenger["published"], call[1])
        root.Intercom.apply(root, call)


def remove(messenger: Any) -> None:
    """Take back `window.Intercom` where it is still our stub."""
    root = messenger["root"]
    if messenger["stub"] and root.Intercom is messenger["stub"]:
        del root["Intercom"]
