"""The stand-alone API: an `analytics` of this bundle's own, for sites without Segment.

Methods and argument shapes are those of analytics.js 2, so that a site can move to Segment without a change.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.arguments import event_arguments, identity_arguments, page_arguments
from intercom_destination.browser.destination import create_destination, end, handle, load, open_up
from intercom_destination.browser.emitter import make_emitter
from intercom_destination.browser.entity import become, create_entity, forget
from intercom_destination.browser.host import settled
from intercom_destination.js import Array, __typeof__, __version__, arguments, undefined
from intercom_destination.mapping.values import joined
from intercom_destination.platform import attempt, entries, own

# Options that are no part of an event's context.
NO_CONTEXT = {"integrations": 1, "context": 1, "anonymousId": 1, "timestamp": 1, "messageId": 1, "userId": 1}


def create_analytics(root: Any, given_settings: Any, nonce: Any) -> Any:
    """The API, ready to take calls."""
    user = create_entity()
    group = create_entity()
    destination = create_destination(root, given_settings, nonce)
    analytics: Any = {"VERSION": __version__, "destination": destination}
    make_emitter(analytics)

    def tell(method: str, event: Any, read: Any, what: Any) -> Any:
        """Send an event, tell the listeners, call back; gives a promise of the event, as analytics.js 2 does.

        Listeners get `what`, which is a list, then the traits or properties and the options.
        """
        event["type"] = method
        event["userId"] = user["current"]
        event["integrations"] = own(read["options"], "integrations")
        event["context"] = context_of(read["options"])
        ctx = {"event": event}
        attempt(lambda: handle(destination, method, event, {"id": group["current"], "traits": group["known"]}))
        told: Any = [method]
        analytics.emit.apply(analytics, told.concat(what, [read["data"], read["options"]]))
        if read["callback"]:
            root.setTimeout(lambda: attempt(lambda: read["callback"](ctx)))
        return settled(root, ctx)

    def page(given: Any) -> Any:
        read = page_arguments(given)
        return tell("page", {"properties": read["data"]}, read, [read["category"], read["name"]])

    def track(given: Any) -> Any:
        read = event_arguments(given)
        return tell("track", {"event": read["event"], "properties": read["data"]}, read, [read["event"]])

    def identify(given: Any) -> Any:
        read = identity_arguments(given)
        become(user, read["id"], read["data"])
        return tell("identify", {"traits": user["known"]}, read, [user["current"]])

    def group_call(given: Any) -> Any:
        if given.length == 0:
            return group
        read = identity_arguments(given)
        become(group, read["id"], read["data"])
        return tell("group", {"groupId": group["current"], "traits": group["known"]}, read, [group["current"]])

    def reset() -> None:
        forget(user)
        forget(group)
        attempt(lambda: end(destination))
        analytics.emit("reset")

    def ready(given: Any) -> Any:
        callback = given[0]
        if __typeof__(callback) == "function":
            root.setTimeout(lambda: attempt(callback))
        return settled(root, undefined)

    analytics["page"] = guarded(page)
    analytics["track"] = guarded(track)
    analytics["identify"] = guarded(identify)
    analytics["group"] = guarded(group_call)
    analytics["user"] = lambda: user
    analytics["reset"] = guarded(reset)
    analytics["ready"] = guarded(ready)
    attempt(lambda: open_up(destination))
    attempt(lambda: load(destination))
    return analytics


def guarded(method: Any) -> Any:
    """A method as the page gets it: it takes the arguments as one list, and never throws."""

    def run() -> Any:
        given = arguments
        return attempt(lambda: method(Array.prototype.slice.call(given)))

    return run


def context_of(options: Any) -> Any:
    """The context of an event: the option of that name, and every other option that is no part of the event itself."""
    context = joined(own(options, "context") or {}, {})
    for key, value in entries(options):
        if key not in NO_CONTEXT:
            context[key] = value
    return context
