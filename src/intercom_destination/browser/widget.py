"""Fetching Intercom's widget: the script tag, and trying again where it does not come."""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.complaint import warn
from intercom_destination.js import encodeURIComponent
from intercom_destination.platform import attempt, note

# Milliseconds before each new try; after the last one only the browser's coming online brings another.
PAUSES = [1000, 4000, 16000]

POLICY = "intercom-destination"


def current_nonce(root: Any) -> Any:
    """The page's nonce, for the widget's script tag: that of the script that is running, else of any that has one."""
    document = root.document
    script = document and (document.currentScript or document.querySelector("script[nonce]"))
    return script and script.nonce


def widget_url(settings: Any) -> str:
    return settings["widgetUrl"].split("{appId}").join(encodeURIComponent(settings["appId"]))


def fetch_widget(root: Any, settings: Any, nonce: Any) -> None:
    """Put the script tag in, and again after a pause where it fails; say so once after the last try."""
    document = root.document
    failures = 0
    warned = False
    url = trusted(root, widget_url(settings))

    def insert() -> None:
        script = document.createElement("script")

        def failed() -> None:
            nonlocal failures, warned
            script.remove()
            pause = PAUSES[failures]
            failures += 1
            if pause:
                root.setTimeout(insert, pause)
                return
            if not warned:
                warn(root, "the Messenger could not be loaded from " + settings["widgetUrl"] + "; blocked or offline?")
                if __debug__:
                    note("widget-blocked", "widgetUrl", settings["widgetUrl"])
            warned = True
            failures = 0
            root.addEventListener("online", insert, {"once": True})

        script["async"] = True
        script.src = url
        script.onerror = lambda: attempt(failed)
        if nonce:
            script.setAttribute("nonce", nonce)
        (document.head or document.documentElement).appendChild(script)

    insert()


def trusted(root: Any, url: str) -> Any:
    """The URL as the page's Trusted Types want it, where it has them; the policy lets nothing else pass."""

    def only_this(asked: str) -> Any:
        return url if asked == url else None

    def make() -> Any:
        return root.trustedTypes.createPolicy(POLICY, {"createScriptURL": only_this}).createScriptURL(url)

    # Where the page does not allow the policy, the text itself may still do.
    return (root.trustedTypes and attempt(make)) or url
