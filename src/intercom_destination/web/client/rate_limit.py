"""Intercom takes 20 boots and updates in 30 minutes and refuses the rest: what is over waits, and nothing is lost.

The first 15 go at once. After that an update that says nothing new is left out; others are folded into one, which goes
a minute after the last, or as soon as there is room again.
"""

from __future__ import annotations

from typing import cast

from intercom_destination.events.event_types import Fields
from intercom_destination.events.values import is_nested
from intercom_destination.js import attempt, entries, get_own
from intercom_destination.js.dom import Array
from intercom_destination.js.globals import Math
from intercom_destination.web.client.merge import add_fields
from intercom_destination.web.records import Client

WINDOW_MS = 1800000
MOST = 20
MOST_AT_ONCE = 15
PAUSE_MS = 60000


def admit(client: Client, fields: Fields, is_boot: bool, is_folded: object) -> bool:
    """Whether a boot or update may be made now; an update that may not, but says something new, is held.

    What goes into a call that is queued already (`is_folded`) costs nothing.
    """
    if client["held"]:
        flush(client)
    if is_folded or is_boot or (not client["held"] and milliseconds_left(client, MOST_AT_ONCE, 0) <= 0):
        if not is_folded:
            spend(client)
        remember(client, fields)
        return True
    if not is_sent(client["sent"], fields):
        remember(client, fields)
        client["held"] = add_fields(client["held"] or {}, fields)
        flush(client)
    return False


def remember(client: Client, fields: Fields) -> None:
    """Keep the newest value of each key, to know later what is new."""
    for key, value in entries(fields):
        client["sent"][key] = value


def spend(client: Client) -> None:
    client["sent_at"].push(now(client))
    if client["sent_at"].length > MOST:
        client["sent_at"].shift()


def now(client: Client) -> float:
    """Milliseconds by a clock that never jumps; undefined where the page has broken it, and then all calls may go."""
    return attempt(lambda: client["root"].performance.now())


def milliseconds_left(client: Client, most: int, pause: int) -> float:
    """How long until there is room for one more beside `most` in the window, and `pause` is over since the last one."""
    sent_at = client["sent_at"]
    last = sent_at[sent_at.length - 1] + pause
    return Math.max(last, sent_at[sent_at.length - most] + WINDOW_MS or last) - now(client) or 0


def flush(client: Client) -> None:
    """Make the held update where its time has come, else look again when it has."""
    wait = milliseconds_left(client, MOST, PAUSE_MS)

    def look_again() -> None:
        client["timer"] = None
        flush(client)

    if wait <= 0:
        release(client)
    elif client["held"] and not client["timer"]:
        client["timer"] = attempt(lambda: client["root"].setTimeout(lambda: attempt(look_again), wait))


def release(client: Client) -> None:
    """Make the held update now: its time has come, the page is left, or its session ends."""
    held = client["held"]
    if held:
        client["held"] = None
        spend(client)
        attempt(lambda: client["root"].Intercom("update", held))


def is_sent(sent: object, value: object) -> bool:
    """Whether a value says nothing new: it is the same as before, or an object all of whose parts are."""
    if is_nested(sent) and is_nested(value):
        rows = cast(Array[tuple[str, object]], entries(value))
        return get_own(sent, "length") is get_own(value, "length") and rows.every(
            lambda row: is_sent(get_own(sent, row[0]), row[1])
        )
    return sent is value
