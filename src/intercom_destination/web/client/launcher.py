"""The launcher that this bundle draws where the widget comes on demand.

A button in the place, size and layer of Intercom's own, which goes when that one appears. It is known by a mark: a page
may replace its body, and put an old copy of it back. Styles are set from script, which no content security policy
forbids.
"""

from __future__ import annotations

from typing import cast

from intercom_destination.js import attempt
from intercom_destination.js.dom import Document, Element, Foreign, Window
from intercom_destination.js.globals import __new__
from intercom_destination.js.libraries import Look
from intercom_destination.js.text import replace_all
from intercom_destination.web.mapping.settings import DEFAULT_ACTIVATOR
from intercom_destination.web.records import Client

INTERCOM_LAUNCHER = ".intercom-lightweight-app,#intercom-container"
LEAST_PADDING = 20
LAYER = 2147483000
LAUNCHER_ATTRIBUTE = "data-intercom-destination"
MARKED = "[data-intercom-destination]"

# The outline is the browser's own: a ring for who comes by keyboard.
LAUNCHER_CSS = (
    "all:initial;outline:revert;outline-offset:2px;position:fixed;width:48px;height:48px;border-radius:50%;cursor:pointer;"
    "box-shadow:0 1px 9px #0006;"
)

# A bubble: a disc, and a square for the corner that points at who is speaking. `COLOUR` is the bubble's.
BUBBLE = "background:radial-gradient(COLOUR 9px,#0000 10px),linear-gradient(COLOUR,COLOUR)14px 24px/10px 10px no-repeat"


def show_launcher(client: Client) -> None:
    """Draw it, where the settings ask for the widget on demand and for no activator or hiding of their own."""
    settings = client["checked"]
    if settings["loadStrategy"] == "interaction" and settings["activator"] == DEFAULT_ACTIVATOR:
        attempt(lambda: update_launcher(client, True))


def hide_launcher(client: Client) -> None:
    if client["watcher"]:
        client["watcher"].disconnect()
        client["watcher"] = None
    for launcher in client["root"].document.querySelectorAll(MARKED):
        launcher.remove()


def update_launcher(client: Client, placed: bool) -> None:
    """Draw or remove it, as things stand; with `placed` also where and how the settings want it now."""
    root = client["root"]
    document = root.document
    shared = cast(Look, root.intercomSettings or {})
    if (
        shared.hide_default_launcher is True
        or not client["unfinished"]
        or client["gave_up"]
        or document.querySelector(INTERCOM_LAUNCHER)
    ):
        hide_launcher(client)
    else:
        watch_page(client)
        launcher = document.querySelector(MARKED)
        if not launcher and document.body:
            launcher = document.body.appendChild(draw_launcher(document))
            placed = True
        if placed and launcher:
            place_launcher(root, launcher, shared)


def draw_launcher(document: Document) -> Element:
    button = document.createElement("button")
    button.type = "button"
    button.setAttribute(LAUNCHER_ATTRIBUTE, "")
    button.setAttribute("aria-label", "Open Intercom Messenger")
    return button


def place_launcher(root: Window, button: Element, shared: Look) -> None:
    """Where the site's settings want it, in the site's colours."""
    dark = shared.theme_mode == "dark" or (
        shared.theme_mode != "light" and root.matchMedia and root.matchMedia("(prefers-color-scheme:dark)").matches
    )
    side = "left:" if shared.alignment == "left" else "right:"
    place = side + padding(shared.horizontal_padding) + ";bottom:" + padding(shared.vertical_padding)
    bubble = replace_all(BUBBLE, "COLOUR", "#222" if dark and not shared.action_color else "#fff")
    button.style.cssText = LAUNCHER_CSS + place + ";" + bubble
    button.style.zIndex = shared.z_index or LAYER
    # A browser ignores an invalid colour, and keeps the one before.
    button.style.backgroundColor = "#fff" if dark else "#222"
    button.style.backgroundColor = shared.action_color


def padding(given: Foreign) -> str:
    least: Foreign = LEAST_PADDING
    return (given if given >= least else least) + "px"


def watch_page(client: Client) -> None:
    """Look after it: the page may have no body yet, replace it, or put an old one back; and Intercom's own may come."""
    root = client["root"]
    if root.MutationObserver and not client["watcher"]:
        watcher = __new__(root.MutationObserver(lambda: attempt(lambda: update_launcher(client, False))))
        client["watcher"] = watcher
        watcher.observe(root.document, {"childList": True, "subtree": True})
