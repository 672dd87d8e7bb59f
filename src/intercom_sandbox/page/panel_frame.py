"""The opened Messenger: a frame with a page of the sandbox's server."""

from __future__ import annotations

from typing import cast

from intercom_destination.js.dom import Element, Window
from intercom_destination.js.globals import __new__, __typeof__
from intercom_sandbox.page.cookies import read_cookie
from intercom_sandbox.page.intercom_launcher import corner
from intercom_sandbox.page.page_types import Panel, State

CONTAINER = "intercom-container"
STYLE = (
    "position:fixed;width:400px;height:600px;max-width:calc(100vw - 40px);max-height:calc(100vh - 108px);"
    "border-radius:16px;overflow:hidden;box-shadow:0 5px 40px rgba(0,0,0,.25);"
)


def make_panel(state: State, view: str, more: list[list[str]]) -> Panel:
    """The panel's elements, on the page, with the frame on its way to a view."""
    root = state["root"]
    document = root.document
    container = document.createElement("div")
    container.id = CONTAINER
    container.style.cssText = STYLE + corner(state["settings"], 60)
    frame = document.createElement("iframe")
    frame.setAttribute("name", "intercom-messenger-frame")
    frame.setAttribute("title", "Intercom live chat")
    frame.setAttribute("role", "dialog")
    frame.style.cssText = "width:100%;height:100%;border:0;color-scheme:normal"
    frame.src = panel_url(state, view, more)
    container.appendChild(frame)
    cast(Element, document.body).appendChild(container)
    appear(root, container)
    return {"container": container, "frame": frame, "opener": document.activeElement}


def appear(root: Window, container: Element) -> None:
    """A short movement, where the engine has animations and the person has not asked for less."""
    still = root.matchMedia("(prefers-reduced-motion: reduce)").matches
    if not still and __typeof__(container.animate) == "function":
        steps = [{"opacity": 0, "transform": "translateY(12px)"}, {"opacity": 1, "transform": "none"}]
        container.animate(steps, 150)


def panel_url(state: State, view: str, more: list[list[str]]) -> str:
    root = state["root"]
    mode = state["settings"]["theme_mode"]
    query: dict[str, str] = {
        "app_id": state["app"],
        "session": read_cookie(root, "session", state["app"]),
        "view": view,
        # The name of this page, which its requests have, too.
        "s": state["page"],
        "theme": mode if mode == "dark" or mode == "light" else "",
    }
    for name, value in more:
        query[name] = value
    return state["origin"] + "/sandbox/panel?" + __new__(root.URLSearchParams(query)).toString()
