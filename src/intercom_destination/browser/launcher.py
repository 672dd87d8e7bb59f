"""The launcher that this bundle draws where the widget comes on demand.

A button in the place, size and layer of Intercom's own, which goes when that one appears. Styles are set from script,
which no content security policy forbids.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import __new__
from intercom_destination.mapping.settings import DEFAULT_ACTIVATOR
from intercom_destination.platform import attempt

# Round, but for the corner that points at who is speaking.
BUBBLE = (
    "all:initial;cursor:inherit;display:block;width:20px;height:20px;margin:14px;border-radius:50% 50% 50% 0;"
    "background:"
)
INTERCOMS_OWN = ".intercom-lightweight-app,.intercom-launcher,#intercom-container"
LEAST_PADDING = 20

LOOK = (
    "all:initial;position:fixed;width:48px;height:48px;border-radius:50%;cursor:pointer;z-index:2147483000;"
    "box-shadow:0 1px 6px #0003,0 2px 24px #0003;"
)


def show_launcher(messenger: Any) -> None:
    """Draw it, where the settings ask for the widget on demand and for no activator or hiding of their own."""
    settings = messenger["settings"]
    if settings["loadStrategy"] == "interaction" and settings["activator"] == DEFAULT_ACTIVATOR:
        attempt(lambda: update_launcher(messenger))


def hide_launcher(messenger: Any) -> None:
    if messenger["launcher"]:
        messenger["launcher"].remove()
        messenger["launcher"] = None
        if messenger["watcher"]:
            messenger["watcher"].disconnect()


def update_launcher(messenger: Any) -> None:
    root = messenger["root"]
    shared: Any = root.intercomSettings or {}
    if shared.hide_default_launcher is True or not messenger["unfinished"]:
        hide_launcher(messenger)
    elif root.document.body:
        if not messenger["launcher"]:
            messenger["launcher"] = draw_launcher(messenger)
        place_launcher(root, messenger["launcher"], shared)
    else:
        root.document.addEventListener("DOMContentLoaded", lambda: show_launcher(messenger), {"once": True})


def draw_launcher(messenger: Any) -> Any:
    root = messenger["root"]
    document = root.document
    button = document.createElement("button")
    button.type = "button"
    button.setAttribute("aria-label", "Open Intercom Messenger")
    button.appendChild(document.createElement("span"))
    document.body.appendChild(button)
    leave_to_intercoms_own(messenger)
    return button


def place_launcher(root: Any, button: Any, shared: Any) -> None:
    """Where the site's settings want it, in the site's colours."""
    dark = shared.theme_mode == "dark" or (
        shared.theme_mode != "light" and root.matchMedia and root.matchMedia("(prefers-color-scheme:dark)").matches
    )
    side = "left:" if shared.alignment == "left" else "right:"
    place = side + padding(shared.horizontal_padding) + ";bottom:" + padding(shared.vertical_padding)
    button.style.cssText = LOOK + place + ";background:" + ("#fff" if dark else "#222")
    if shared.action_color:
        button.style.backgroundColor = shared.action_color
    button.firstChild.style.cssText = BUBBLE + ("#222" if dark and not shared.action_color else "#fff")


def padding(given: Any) -> Any:
    least: Any = LEAST_PADDING
    return (given if given >= least else least) + "px"


def leave_to_intercoms_own(messenger: Any) -> None:
    """Go as soon as the Messenger's own launcher is on the page."""
    root = messenger["root"]

    def look() -> None:
        if root.document.querySelector(INTERCOMS_OWN):
            hide_launcher(messenger)

    if root.MutationObserver:
        messenger["watcher"] = __new__(root.MutationObserver(lambda: attempt(look)))
        messenger["watcher"].observe(root.document.body, {"childList": True, "subtree": True})
