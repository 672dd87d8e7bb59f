"""When the widget is fetched: at once, when the browser is idle, or when somebody wants to chat (`loadStrategy`)."""

from __future__ import annotations

from intercom_destination.js import attempt
from intercom_destination.js.dom import Foreign, PageEvent
from intercom_destination.js.globals import undefined
from intercom_destination.web.client.console import report_invalid_setting
from intercom_destination.web.client.launcher import MARKED
from intercom_destination.web.client.widget import fetch_widget
from intercom_destination.web.mapping.settings import DEFAULT_ACTIVATOR
from intercom_destination.web.records import Client

# What counts as somebody wanting to chat, when it happens on the activator.
INTERACTIONS = ["mouseover", "focusin", "touchstart", "click"]

# Milliseconds: a page that never has a quiet moment, or never ends loading, gets its Messenger all the same.
LONGEST_WAIT_FOR_IDLE = 2000
LONGEST_WAIT_AFTER_PARSING = 5000


def is_waiting(client: Client) -> object:
    """Whether our stub is still in the Messenger's place."""
    return client["stub"] and client["root"].Intercom is client["stub"]


def allow_widget(client: Client) -> None:
    """From now on the widget may be fetched, once a call wants it."""
    client["allowed"] = True
    request_widget(client)


def request_widget(client: Client) -> None:
    """Have the widget fetched, where it may be and a call has asked for it; a stub of the site's has its own way."""
    if client["allowed"] and client["wanted"] and is_waiting(client):
        strategy = "" if client["opening"] else client["checked"]["loadStrategy"]
        if strategy == "idle":
            when_idle(client)
        elif strategy == "interaction":
            watch_activator(client)
        else:
            fetch_now(client)


def fetch_now(client: Client) -> None:
    """Fetch the widget, once."""
    if not client["fetched"]:
        client["fetched"] = True
        attempt(lambda: fetch_widget(client))


def when_idle(client: Client) -> None:
    """In the first idle period after the page's `load`; Safari has no idle periods, there the next turn has to do."""
    root = client["root"]

    def action() -> None:
        fetch_now(client)

    def loaded() -> None:
        when_free: Foreign = root.requestIdleCallback or root.setTimeout
        when_free(action, {"timeout": LONGEST_WAIT_FOR_IDLE})

    def parsed() -> None:
        root.setTimeout(action, LONGEST_WAIT_AFTER_PARSING)

    state = root.document.readyState
    if state == "complete":
        loaded()
    else:
        root.addEventListener("load", lambda: attempt(loaded), {"once": True})
        if state == "loading":
            root.addEventListener("DOMContentLoaded", lambda: attempt(parsed), {"once": True})
        else:
            parsed()


def watch_activator(client: Client) -> None:
    """Fetch at the first sign of interest in the site's own activator; a click opens the Messenger once it is there."""
    root = client["root"]
    document = root.document
    selector = client["checked"]["activator"]
    if attempt(lambda: document.querySelector(selector)) is undefined:
        report_invalid_setting(root, 'setting "activator"', selector, "a CSS selector")
        selector = DEFAULT_ACTIVATOR

    def noticed(event: PageEvent) -> None:
        if event.target.closest(MARKED) or (root.Intercom is client["stub"] and event.target.closest(selector)):
            if event.type == "click" and not client["gave_up"]:
                # An activator is often a link, which has to do where no Messenger comes.
                event.preventDefault()
                request_open(client)
            fetch_now(client)
        elif root.Intercom is not client["stub"]:
            for name in INTERACTIONS:
                document.removeEventListener(name, on_event, True)

    def on_event(event: PageEvent) -> None:
        attempt(lambda: noticed(event))

    for name in INTERACTIONS:
        document.addEventListener(name, on_event, {"capture": True, "passive": name != "click"})


def request_open(client: Client) -> None:
    """Let the Messenger open, as soon as it is there."""
    if not client["opening"] or client["root"].Intercom is not client["stub"]:
        client["root"].Intercom("show")
