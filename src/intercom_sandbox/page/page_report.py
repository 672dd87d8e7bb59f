"""What the page tells the sandbox's inspector: that it was opened, the log's rows, and a development build's trace.

It goes to the origin that the sandbox's script came from, so a page whose widget is Intercom's own tells nobody. A page
that is watched already, as the demo's is in its frame, cancels the event `intercom:report`, and nothing is sent.
A row is that of the log or of the trace, with `from`: page, log or trace.
"""

from __future__ import annotations

from typing import cast

from intercom_destination.js import attempt
from intercom_destination.js.dom import Array, Foreign, FormBody, PageEvent, Text
from intercom_destination.js.globals import JSON, __new__
from intercom_sandbox.page.log import snapshot
from intercom_sandbox.page.page_types import State

TRACE = "__intercomTrace"

#: Characters in one request, which the server takes however they are encoded; how long one may be to outlive the page.
MOST = 60000
KEPT_ALIVE = 20000

#: Steps of the log that the server's feed has as well.
KNOWN = {"sent": True, "answered": True, "refused": True, "run": True}


def report(state: State) -> bool:
    """Tell what has been so far, and from now on. Gives whether anybody wants to know."""
    root = state["root"]
    if not root.dispatchEvent(__new__(root.CustomEvent("intercom:report", {"cancelable": True}))):
        return False
    waiting = cast(Array[Text], [])
    busy = False

    def add(source: str, row: Foreign) -> None:
        copied = snapshot(row)
        copied["from"] = source
        text = JSON.stringify(copied)
        if text.length > MOST:
            text = JSON.stringify({"from": source, "at": row.at, "step": row.step, "method": row.method})
        waiting.push(text)

    def next_body() -> FormBody:
        """As many rows as one request takes."""
        rows = cast(Array[Text], [])
        size = 0
        while waiting.length and (size == 0 or size + waiting[0].length < MOST):
            size += waiting[0].length
            rows.push(waiting.shift())
        return __new__(root.URLSearchParams({"s": state["page"], "rows": "[" + rows.join(",") + "]"}))

    def send() -> None:
        nonlocal busy
        if busy or not waiting.length:
            return
        busy = True
        body = next_body()
        short = body.toString().length < KEPT_ALIVE
        options = {"method": "POST", "mode": "no-cors", "body": body, "keepalive": short}
        root.fetch(state["origin"] + "/inspector/rows", options).then(done, done)

    def done() -> None:
        nonlocal busy
        busy = False
        send()

    def on_trace(event: PageEvent) -> None:
        add("trace", event.detail)
        send()

    def on_log(event: PageEvent) -> None:
        row = snapshot(event.detail)
        if KNOWN[row.step]:
            return
        if row.method == "boot" or row.method == "update":
            row.settings = snapshot(root.intercomSettings or {})
        add("log", row)
        send()

    def on_leave() -> None:
        if waiting.length:
            root.navigator.sendBeacon(state["origin"] + "/inspector/rows", next_body())

    add("page", {"at": root.performance.timeOrigin, "title": root.document.title, "address": root.location.href})
    trace = root[TRACE]
    for row in trace.rows if trace else []:
        add("trace", row)
    root.addEventListener("intercom:trace", lambda event: attempt(lambda: on_trace(event)))
    root.addEventListener("intercom:sandbox", lambda event: attempt(lambda: on_log(event)))
    root.addEventListener("pagehide", lambda event: attempt(on_leave))
    send()
    return True
