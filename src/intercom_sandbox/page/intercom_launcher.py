"""The launcher, in the DOM shape of Intercom's; styles are set one by one, which every content policy allows."""

from __future__ import annotations

from intercom_destination.js import is_number
from intercom_destination.js.dom import Action, Foreign, PageEvent, Window
from intercom_destination.js.globals import Math, Number, String
from intercom_sandbox.page.page_types import Launcher, Settings

SHAPE = "M5 6.5A2.5 2.5 0 0 1 7.5 4h9A2.5 2.5 0 0 1 19 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4 4v-4A2.5 2.5 0 0 1 5 13.5z"
SVG = "http://www.w3.org/2000/svg"
Z_INDEX = 2147483001


def make_launcher(root: Window, toggle: Action) -> Launcher:
    """The launcher with its frame of elements; it is not on the page yet."""
    document = root.document
    app = document.createElement("div")
    app.className = "intercom-lightweight-app"
    button = document.createElement("div")
    button.className = "intercom-lightweight-app-launcher intercom-launcher"
    button.setAttribute("role", "button")
    button.setAttribute("tabindex", "0")
    button.addEventListener("click", toggle)

    def on_key(event: PageEvent) -> None:
        if event.key == "Enter" or event.key == " ":
            event.preventDefault()
            toggle()

    button.addEventListener("keydown", on_key)
    icon = document.createElementNS(SVG, "svg")
    icon.setAttribute("viewBox", "0 0 24 24")
    icon.setAttribute("width", "28")
    icon.setAttribute("height", "28")
    icon.setAttribute("aria-hidden", "true")
    path = document.createElementNS(SVG, "path")
    path.setAttribute("d", SHAPE)
    path.setAttribute("fill", "currentColor")
    icon.appendChild(path)
    badge = document.createElement("span")
    badge.style.cssText = (
        "position:absolute;top:-4px;right:-4px;min-width:20px;border-radius:10px;background:#c4183c;"
        "color:#fff;font:600 12px/20px system-ui,sans-serif;text-align:center"
    )
    button.appendChild(icon)
    button.appendChild(badge)
    app.appendChild(button)
    return {"app": app, "button": button, "badge": badge}


def place_launcher(launcher: Launcher, settings: Settings, unread: float, is_open: bool) -> None:
    button = launcher["button"]
    button.style.cssText = (
        "position:fixed;display:flex;align-items:center;justify-content:center;box-sizing:border-box;width:48px;"
        "height:48px;border-radius:50%;cursor:pointer;color:#fff;box-shadow:0 1px 6px rgba(0,0,0,.3);"
        "background:#1f5fd6;" + corner(settings, 0)
    )
    if settings["action_color"]:
        button.style.background = "" + settings["action_color"]
    said = "Close" if is_open else "Open"
    shown = unread if unread and not settings["hide_notifications"] else 0
    button.setAttribute(
        "aria-label", said + " Intercom Messenger" + (", " + String(shown) + " unread" if shown else "")
    )
    launcher["badge"].textContent = shown if shown else ""


def corner(settings: Settings, above: int) -> str:
    """Where something sits, as style: the side, the paddings (20 px at least) and the layer."""
    side = "left:" if settings["alignment"] == "left" else "right:"
    across = "px;bottom:" + String(padding(settings["vertical_padding"]) + above)
    layer = settings["z_index"] if is_number(settings["z_index"]) else Z_INDEX
    return side + padding(settings["horizontal_padding"]) + across + "px;z-index:" + String(layer)


def padding(value: Foreign) -> Foreign:
    return Math.max(20, Number(value) or 0)
