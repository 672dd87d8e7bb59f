"""What has happened, for an inspector: rows under `window.__intercomSandbox.log`, each announced by an event.

A row is `{n, at, step, call, method, ...}`. `call` numbers the calls of `Intercom(...)`, so that all steps of one call
belong together. The steps: called (args), no_app_id, ignored, sent (fields), held, run, deduplicated,
rate_limited_update, answered (status, body), refused (status, body), failed, dropped. The event is `intercom:sandbox`
on window, its detail the row. Only the newest rows are kept.
"""

from __future__ import annotations

from typing import cast

from intercom_destination.js.dom import Array, Foreign, Window
from intercom_destination.js.globals import JSON, Date, Object, String, __new__, __typeof__
from intercom_sandbox.page.page_types import Call, Log

GLOBAL = "__intercomSandbox"
LIMIT = 2000


def create_log(root: Window, page: str) -> Log:
    """The log's rows; the global that shows them is not enumerable, so that a page does not meet it by chance."""
    rows = cast(Array[dict[str, Foreign]], [])
    Object.defineProperty(root, GLOBAL, {"value": {"log": rows, "page": page}, "configurable": True})
    return {"root": root, "rows": rows, "count": 0}


def note(log: Log, step: str, call: Call, detail: object) -> None:
    """Add a row; the detail is copied, so that what happens to it later does not show."""
    log["count"] += 1
    row = {"n": log["count"], "at": Date.now(), "step": step, "call": call["call"], "method": call["method"]}
    shown = snapshot(detail)
    for key in Object.keys(shown):
        row[key] = shown[key]
    log["rows"].push(row)
    if log["rows"].length > LIMIT:
        log["rows"].shift()
    root = log["root"]
    root.dispatchEvent(__new__(root.CustomEvent("intercom:sandbox", {"detail": row})))


def snapshot(value: object) -> Foreign:
    """A copy as JSON has it; functions become words, and what JSON cannot hold is described."""
    try:
        return JSON.parse(JSON.stringify(value, shown))
    except Exception as error:
        return {"unreadable": String(error)}


def shown(key: str, value: object) -> object:
    return "[function]" if __typeof__(value) == "function" else value
