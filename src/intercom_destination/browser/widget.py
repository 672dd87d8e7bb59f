"""Getting Intercom's widget onto the page: the queueing stub, and the script tag that replaces it."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import arguments, encodeURIComponent


def install_stub(root: Any) -> Any:
    """Make `window.Intercom` a function that queues calls, as the Messenger expects to find it."""
    waiting: Any = []

    def take() -> None:
        waiting.push(arguments)

    def take_arguments(args: Any) -> None:
        waiting.push(args)

    stub: Any = take
    stub.q = waiting
    stub.c = take_arguments
    root.Intercom = stub
    return stub


def widget_url(settings: Any) -> str:
    return settings["widgetUrl"].split("{appId}").join(encodeURIComponent(settings["appId"]))


def fetch_widget(root: Any, settings: Any, nonce: str, failed: Any) -> None:
    document = root.document
    script = document.createElement("script")
    script["async"] = True
    script.src = widget_url(settings)
    script.onerror = failed
    if nonce:
        script.setAttribute("nonce", nonce)
    (document.head or document.documentElement).appendChild(script)


def current_nonce(root: Any) -> Any:
    """The nonce of the script that is running, so that the widget's script tag can carry it on."""
    script = root.document.currentScript
    return script and script.nonce
