"""The stand-alone API: an `analytics` of this bundle's own, for sites without Segment.

Methods and argument shapes are those of analytics.js 2, so that a site can move to Segment without a change.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from intercom_destination.events.event_types import Event, Fields, Group
from intercom_destination.js import as_object, attempt, entries, get_own
from intercom_destination.js.dom import Action, Foreign, Window
from intercom_destination.js.dom import Array as JSArray
from intercom_destination.js.globals import Array, __typeof__, __version__, arguments, undefined
from intercom_destination.js.objects import merge
from intercom_destination.web.adapters.argument_types import Arguments, Given
from intercom_destination.web.adapters.arguments import event_arguments, identity_arguments, page_arguments
from intercom_destination.web.adapters.emitter import make_emitter
from intercom_destination.web.adapters.entity import create_entity, reset_identity, set_identity
from intercom_destination.web.client.analytics_library import settled
from intercom_destination.web.client.client import create_client, handle_event, shut_down, start
from intercom_destination.web.client.console import error
from intercom_destination.web.client.load_strategy import allow_widget
from intercom_destination.web.records import Client

# Options that are no part of an event's context.
NO_CONTEXT = {"integrations": 1, "context": 1, "anonymousId": 1, "timestamp": 1, "messageId": 1, "userId": 1}

# Milliseconds after which a page without an appId is told so; calls wait for `load`, the newest so many of them.
LOAD_EXPECTED = 10000
MOST_WAITING = 1000


def create_analytics(root: Window, given_settings: Fields, nonce: str) -> Foreign:
    """The API, ready to take calls. Without an appId they wait for `load({appId, ...})`."""
    user = create_entity()
    group = create_entity()
    client: Client = undefined
    waiting = cast(JSArray[Action], [])
    analytics: Foreign = {"VERSION": __version__, "client": {}}
    make_emitter(analytics)

    def begin(settings: Fields) -> None:
        nonlocal client
        client = create_client(root, settings, nonce)
        client["on_boot"] = lambda: analytics.emit("intercom:boot")
        analytics["client"] = client
        attempt(lambda: start(client, None))
        attempt(lambda: allow_widget(client))
        for action in waiting:
            attempt(action)

    def when_started(action: Action) -> None:
        if client:
            attempt(action)
        elif waiting.push(action) > MOST_WAITING:
            waiting.shift()

    def dispatch(method: str, event: Event, read: Arguments, listener_arguments: list[object]) -> object:
        """Send an event, tell the listeners, call back; gives a promise of the event, as analytics.js 2 does.

        Listeners get `listener_arguments`, then the traits or properties and the options.
        """
        event["type"] = method
        event["userId"] = user["current"]
        event["integrations"] = get_own(read["options"], "integrations")
        event["context"] = context_from(read["options"])
        ctx = {"event": event}
        group_now: Group = {"id": group["current"], "traits": group["known"]}
        when_started(lambda: handle_event(client, method, event, group_now))
        sent = cast(JSArray[object], [method])
        analytics.emit.apply(analytics, sent.concat(listener_arguments, [read["data"], read["options"]]))
        if read["callback"]:
            root.setTimeout(lambda: attempt(lambda: read["callback"](ctx)))
        return settled(root, ctx)

    def page(given: Given) -> object:
        read = page_arguments(given)
        return dispatch("page", {"properties": read["data"]}, read, [read["category"], read["name"]])

    def track(given: Given) -> object:
        read = event_arguments(given)
        return dispatch("track", {"event": read["event"], "properties": read["data"]}, read, [read["event"]])

    def identify(given: Given) -> object:
        read = identity_arguments(given)
        set_identity(user, read["id"], read["data"])
        return dispatch("identify", {"traits": user["known"]}, read, [user["current"]])

    def group_call(given: Given) -> object:
        if given.length == 0:
            return group
        read = identity_arguments(given)
        set_identity(group, read["id"], read["data"])
        return dispatch("group", {"groupId": group["current"], "traits": group["known"]}, read, [group["current"]])

    def reset(given: Given) -> None:
        reset_identity(user)
        reset_identity(group)
        when_started(lambda: shut_down(client))
        analytics.emit("reset")

    def ready(given: Given) -> object:
        callback = given[0]
        if __typeof__(callback) == "function":
            root.setTimeout(lambda: attempt(callback))
        return settled(root, undefined)

    def load_late(given: Given) -> None:
        if not client and get_own(given[0], "appId"):
            begin(merge(given_settings, as_object(given[0])))

    def remind() -> None:
        if not client:
            error(root, "no appId, so nothing is loaded or sent")

    analytics["page"] = guarded(page)
    analytics["track"] = guarded(track)
    analytics["identify"] = guarded(identify)
    analytics["group"] = guarded(group_call)
    analytics["user"] = lambda: user
    analytics["reset"] = guarded(reset)
    analytics["ready"] = guarded(ready)
    analytics["load"] = guarded(load_late)
    if not get_own(given_settings, "appId"):
        attempt(lambda: root.setTimeout(lambda: attempt(remind), LOAD_EXPECTED))
    else:
        begin(given_settings)
    return analytics


def guarded(method: Callable[[Given], object]) -> Callable[[], object]:
    """A method as the page gets it: it takes the arguments as one list, and never throws."""

    def run() -> object:
        given = arguments
        return attempt(lambda: method(Array.prototype.slice.call(given)))

    return run


def context_from(options: Fields) -> Fields:
    """The context of an event: the option of that name, and every other option that is no part of the event itself."""
    context = merge(get_own(options, "context") or {}, {})
    for key, value in entries(options):
        if key not in NO_CONTEXT:
            context[key] = value
    return context
