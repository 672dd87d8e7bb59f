"""When the widget is fetched: at once, when the browser is idle, or when somebody wants to chat (`loadStrategy`)."""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.complaint import refuse
from intercom_destination.browser.widget import fetch_widget
from intercom_destination.js import undefined
from intercom_destination.mapping.settings import DEFAULT_ACTIVATOR
from intercom_destination.platform import attempt, is_string

# What counts as somebody wanting to chat, when it happens on the activator.
INTERACTIONS = ["mouseover", "focusin", "touchstart", "click"]


def is_wish(method: Any) -> bool:
    """Whether a method of Intercom's wants the Messenger to be seen: show, showArticle, startTour, ..."""
    return is_string(method) and (method.startsWith("show") or method.startsWith("start"))


def fetch_now(messenger: Any) -> None:
    """Fetch the widget, once."""
    if not messenger["fetched"]:
        messenger["fetched"] = True
        attempt(lambda: fetch_widget(messenger["root"], messenger["settings"], messenger["nonce"]))


def load_later(messenger: Any) -> None:
    strategy = messenger["settings"]["loadStrategy"]
    if strategy == "idle":
        when_idle(messenger["root"], lambda: fetch_now(messenger))
    elif strategy == "interaction":
        watch_activator(messenger)
    else:
        fetch_now(messenger)


def when_idle(root: Any, action: Any) -> None:
    """In the first idle period after the page's `load`; Safari has no idle periods, there the next turn has to do."""

    def loaded() -> None:
        when_free = root.requestIdleCallback or root.setTimeout
        when_free(action)

    if root.document.readyState == "complete":
        loaded()
    else:
        root.addEventListener("load", lambda: attempt(loaded), {"once": True})


def watch_activator(messenger: Any) -> None:
    """Fetch at the first sign of interest in the site's own activator; a click opens the Messenger once it is there."""
    root = messenger["root"]
    document = root.document
    options = {"capture": True, "passive": True}
    selector = messenger["settings"]["activator"]
    if attempt(lambda: document.querySelector(selector)) is undefined:
        refuse(root, 'setting "activator"', selector, "a CSS selector")
        selector = DEFAULT_ACTIVATOR

    def noticed(event: Any) -> None:
        if messenger["launcher"] and messenger["launcher"].contains(event.target):
            wish(messenger, event.type == "click")
        elif root.Intercom is not messenger["stub"]:
            for name in INTERACTIONS:
                document.removeEventListener(name, on_event, options)
        elif event.target.closest(selector):
            wish(messenger, event.type == "click")

    def on_event(event: Any) -> None:
        attempt(lambda: noticed(event))

    for name in INTERACTIONS:
        document.addEventListener(name, on_event, options)


def wish(messenger: Any, to_open: bool) -> None:
    """Somebody is interested: fetch the widget, and where they clicked let it open as soon as it is there."""
    if to_open and not messenger["opening"]:
        messenger["opening"] = True
        messenger["root"].Intercom("show")
    fetch_now(messenger)
