"""The trace of a development build, for an inspector: rows under `window.__intercomTrace`, each announced by an event.

A row is `{n, at, step, diagnostics, ...}`. The step is page, identify, group or track (event: the raw event, calls:
what it became, which may be nothing), settings (settings: as they were given, and those used) or note (what no event
shows: the widget is blocked, ...).
A diagnostic is `{code, difference, key, text, link}`. The event is `intercom:trace` on window, its detail the row. Only
the newest rows are kept, and nothing is sent: whoever wants the trace listens.
"""

from __future__ import annotations

from typing import cast

from intercom_destination.events.event_types import Fields
from intercom_destination.js import entries
from intercom_destination.js.dom import Array, Foreign, Window
from intercom_destination.js.globals import JSON, Date, Object, String, __new__, __typeof__

GLOBAL = "__intercomTrace"
LIMIT = 2000


def emit(root: Window, step: str, diagnostics: list[Fields], detail: Fields) -> None:
    """Add a row; it is a copy as JSON has it, so that what happens to the page's objects later does not show."""
    trace = trace_of(root)
    trace["count"] += 1
    row: Fields = {"n": trace["count"], "at": Date.now(), "step": step, "diagnostics": snapshot(diagnostics)}
    for key, value in entries(detail):
        row[key] = snapshot(value)
    trace["rows"].push(row)
    if trace["rows"].length > LIMIT:
        trace["rows"].shift()
    page: Window = root
    page.dispatchEvent(__new__(page.CustomEvent("intercom:trace", {"detail": row})))


def trace_of(root: Window) -> Foreign:
    """The page's trace, which all development builds on it share; not enumerable, so that no page meets it."""
    if not root[GLOBAL]:
        rows = cast(Array[Fields], [])
        Object.defineProperty(root, GLOBAL, {"value": {"rows": rows, "count": 0}, "configurable": True})
    return root[GLOBAL]


def snapshot(value: object) -> Foreign:
    """A copy; functions become words, and what JSON cannot hold is described."""
    try:
        text = JSON.stringify(value, shown)
        return JSON.parse(text) if text else None
    except Exception as error:
        return {"unreadable": String(error)}


def shown(key: str, value: object) -> object:
    return "[function]" if __typeof__(value) == "function" else value
