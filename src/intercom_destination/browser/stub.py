"""The stand-in for Intercom's Messenger until it arrives: a function that queues calls.

Ours are folded into as few as can be.
The Messenger looks for `q` (the calls, in order) and `c` on it, replays the one and replaces the function.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.companies import add_company
from intercom_destination.js import __diagnostics__, arguments
from intercom_destination.platform import entries, note

# More events than these are not kept for a Messenger that may never come; the oldest go first.
MOST_EVENTS = 100


def install_stub(root: Any, seen: Any) -> Any:
    """Make `window.Intercom` such a function. `seen` is told the method of each call that the page makes itself."""
    waiting: Any = []

    def take_arguments(args: Any) -> None:
        enqueue(waiting, args)
        seen(args[0])

    def take() -> None:
        take_arguments(arguments)

    stub: Any = take
    stub.q = waiting
    stub.c = take_arguments
    root.Intercom = stub
    return stub


def enqueue(waiting: Any, call: Any) -> None:
    """Add a call at the end; for an event too many the oldest one goes."""
    waiting.push(call)
    events = waiting.filter(lambda queued: queued[0] == "trackEvent")
    if events.length > MOST_EVENTS:
        waiting.splice(waiting.indexOf(events[0]), 1)
        if __diagnostics__:
            note("queue-full", "trackEvent", MOST_EVENTS)


def fold(waiting: Any, unfinished: Any, call: Any) -> Any:
    """Queue one of our calls; a boot or update goes into `unfinished`, the one that is queued already.

    Gives the boot or update that the next one goes into: none after a shutdown.
    """
    if call[0] == "trackEvent" or call[0] == "shutdown" or not unfinished:
        enqueue(waiting, call)
        return unfinished if call[0] == "trackEvent" else None if call[0] == "shutdown" else call
    if call[0] == "boot":
        unfinished[0] = "boot"
    for key, value in entries(call[1]):
        if key == "company":
            add_company(unfinished[1], value)
        else:
            unfinished[1][key] = value
    return unfinished
