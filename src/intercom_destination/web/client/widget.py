"""Fetching Intercom's widget: the script tag, and trying again where it does not come."""

from __future__ import annotations

from intercom_destination.js import attempt, length
from intercom_destination.js.dom import Element, Foreign, Window
from intercom_destination.js.globals import __diagnostics__, encodeURIComponent
from intercom_destination.js.text import replace_all
from intercom_destination.web.call_types import Settings
from intercom_destination.web.client.console import warn
from intercom_destination.web.client.launcher import hide_launcher
from intercom_destination.web.client.trace import note
from intercom_destination.web.records import Client

# Milliseconds before each new try; after the last one only the browser's coming online brings another.
PAUSES = [1000, 4000, 16000]

POLICY = "intercom-destination"

# URL -> what the page's Trusted Types take for it. A policy of one name can be made once on a page.
TRUSTED: dict[str, str] = {}


def current_script(root: Window, otherwise: str) -> Element | None:
    """The script that is running, else the first one that the selector finds.

    Other elements of that name, which a visitor's comment may have put there, are none.
    """
    document: Foreign = root.document
    running = document and document.currentScript
    return running if running and running.tagName == "SCRIPT" else document and document.querySelector(otherwise)


def current_nonce(root: Window) -> str:
    """The page's nonce, for the widget's script tag: that of the script that is running, else of any that has one."""
    script: Foreign = current_script(root, "script[nonce]")
    return script and script.nonce


def widget_url(settings: Settings) -> str:
    return replace_all(settings["widgetUrl"], "{appId}", encodeURIComponent(settings["appId"]))


def fetch_widget(client: Client) -> None:
    """Put the script tag in, and again after a pause where it fails; say so once after the last try, and give up.

    Whoever takes the stub back wants no widget any more.
    """
    root = client["root"]
    settings = client["checked"]
    document = root.document
    failures = 0
    url = trusted(root, widget_url(settings))

    def insert() -> None:
        nonlocal failures
        if not client["allowed"]:
            # Whoever allows it again starts anew.
            client["fetched"] = False
            return
        script = document.createElement("script")

        def failed() -> None:
            nonlocal failures
            script.remove()
            pause = PAUSES[failures]
            failures += 1
            if pause:
                root.setTimeout(lambda: attempt(insert), pause)
                return
            if not client["gave_up"]:
                warn(root, "cannot load the Messenger from " + settings["widgetUrl"] + "; blocked or offline?")
                if __diagnostics__:
                    note("widget-blocked", "widgetUrl", settings["widgetUrl"])
            client["gave_up"] = True
            hide_launcher(client)
            failures = 0
            root.addEventListener("online", lambda: attempt(insert), {"once": True})

        def put_in() -> Element:
            script["async"] = True
            script.src = url
            script.onerror = lambda: attempt(failed)
            if client["widget_nonce"]:
                script.setAttribute("nonce", client["widget_nonce"])
            return (document.head or document.documentElement).appendChild(script)

        if not attempt(put_in):
            # The page's policy forbids it, as it will the next time.
            failures = length(PAUSES)
            failed()

    insert()


def trusted(root: Window, url: str) -> str:
    """The URL as the page's Trusted Types want it, where it has them; the policy lets nothing else pass."""

    def only_this(asked: str) -> str | None:
        return url if asked == url else None

    def make() -> str:
        return root.trustedTypes.createPolicy(POLICY, {"createScriptURL": only_this}).createScriptURL(url)

    if root.trustedTypes and not TRUSTED[url]:
        TRUSTED[url] = attempt(make)
    # Where the page does not allow the policy, the text itself may still do.
    return TRUSTED[url] or url
