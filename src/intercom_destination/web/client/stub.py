"""The stand-in for Intercom's Messenger until it arrives: a function that queues calls.

Ours are folded into as few as can be.
The Messenger looks for `q` (the calls, in order) and `c` on it, replays the one and replaces the function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from intercom_destination.js import is_plain
from intercom_destination.js.dom import Array, Window
from intercom_destination.js.globals import __diagnostics__, __typeof__, arguments
from intercom_destination.js.libraries import Stub
from intercom_destination.web.call_types import Call
from intercom_destination.web.client.merge import add_fields
from intercom_destination.web.client.trace import note

# More events than these are not kept for a Messenger that may never come; the oldest go first.
MOST_EVENTS = 100


def install_stub(root: Window, seen: Callable[[Call], object]) -> Stub:
    """Make `window.Intercom` a function that queues calls. `seen` gets each call that the page makes itself, as a list.

    The stub of our own snippet stays, with what has waited there; the page may have kept the function.
    """
    stub: Stub = root.Intercom
    if __typeof__(stub) != "function":

        def receive() -> None:
            stub.c(arguments)

        stub = cast(Stub, receive)
        stub.q = cast(Array[Call], [])
        root.Intercom = stub
    stub.destination = False
    earlier: Array[Call] = stub.q.slice()

    def queue(call: Call) -> None:
        enqueue(stub.q, call)
        seen(call)

    stub.c = queue
    earlier.forEach(seen)
    return stub


def enqueue(waiting: Array[Call], call: Call) -> None:
    """Add a call at the end; for an event too many the oldest one goes."""
    waiting.push(call)
    events = waiting.filter(lambda queued: queued[0] == "trackEvent")
    if events.length > MOST_EVENTS:
        waiting.splice(waiting.indexOf(events[0]), 1)
        if __diagnostics__:
            note("queue-full", "trackEvent", MOST_EVENTS)


def fold(waiting: Array[Call], unfinished: Call | None, call: Call) -> Call | None:
    """Queue one of our calls; a boot or update goes into `unfinished`, the one that is queued already.

    Gives the boot or update that the next one goes into.
    """
    has_fields = is_plain(call[1])
    if not has_fields or not unfinished:
        enqueue(waiting, call)
        return call if has_fields else unfinished
    if call[0] == "boot":
        unfinished[0] = "boot"
    add_fields(unfinished[1], call[1])
    return unfinished
