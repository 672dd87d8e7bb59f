"""What is on the page: the launcher, the panel, and clicks on a launcher of the page's own."""

from __future__ import annotations

from typing import cast

from intercom_destination.js.dom import Element, PageEvent
from intercom_destination.js.globals import undefined
from intercom_sandbox.page.intercom_launcher import make_launcher, place_launcher
from intercom_sandbox.page.listeners import emit
from intercom_sandbox.page.messenger_settings import launcher_selector
from intercom_sandbox.page.page_types import Launcher, State
from intercom_sandbox.page.panel_frame import make_panel, panel_url


def refresh(state: State) -> None:
    """Bring the page in line with the settings; before there is a body, as soon as there is one."""
    document = state["root"].document
    if not document.body:
        document.addEventListener("DOMContentLoaded", lambda: refresh(state), {"once": True})
        return
    if not state["listens"]:
        state["listens"] = True
        document.body.addEventListener("click", lambda event: on_click(state, event))
    hidden = state["settings"]["hide_default_launcher"]
    if hidden is not True and hidden is not False:
        hidden = state["hide_launcher"]
    if not state["app"] or hidden:
        remove_launcher(state)
        return
    if not state["launcher"]:
        state["launcher"] = make_launcher(state["root"], lambda: state["toggle"]())
        document.body.appendChild(cast(Launcher, state["launcher"])["app"])
    place_launcher(cast(Launcher, state["launcher"]), state["settings"], state["unread"], not not state["panel"])  # noqa: SIM208


def on_click(state: State, event: PageEvent) -> None:
    """A click on what the page has chosen as its launcher, or on something inside it."""
    selector = launcher_selector(state["settings"])
    if selector and matches(event.target, selector):
        state["toggle"]()


def matches(element: Element, selector: str) -> Element | None:
    """Whether the element or one around it matches; an invalid selector matches nothing."""
    try:
        return element.closest(selector)
    except Exception:
        return undefined


def open_panel(state: State, view: str, more: list[list[str]]) -> None:
    """Open the panel at a view, or bring the open one there."""
    if state["panel"]:
        state["panel"]["frame"].src = panel_url(state, view, more)
        return
    state["panel"] = make_panel(state, view, more)
    refresh(state)
    emit(state, "onShow", undefined)


def close_panel(state: State) -> None:
    panel = state["panel"]
    if not panel:
        return
    state["panel"] = None
    panel["container"].remove()
    refresh(state)
    opener = panel["opener"]
    if opener and opener.isConnected:
        opener.focus()
    emit(state, "onHide", undefined)


def remove_launcher(state: State) -> None:
    if state["launcher"]:
        state["launcher"]["app"].remove()
        state["launcher"] = None
