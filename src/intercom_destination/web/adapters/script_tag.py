"""The script tag: settings from `data-*` attributes, then an API of our own, or a place beside Segment's."""

from __future__ import annotations

from intercom_destination.events.event_types import Fields
from intercom_destination.js import attempt, entries, get_own, is_list, is_plain
from intercom_destination.js.dom import Foreign, PageEvent, Window
from intercom_destination.js.globals import RegExp, __diagnostics__, __new__, __typeof__, undefined
from intercom_destination.js.objects import merge
from intercom_destination.web.adapters.plugin import create_plugin, has_another
from intercom_destination.web.adapters.standalone import create_analytics
from intercom_destination.web.adapters.tag_attributes import settings_of
from intercom_destination.web.client.analytics_library import is_method
from intercom_destination.web.client.console import error, report_invalid_setting, warn
from intercom_destination.web.client.widget import current_nonce, current_script

# In the address of Segment's own script, on whatever origin.
SEGMENT_PATH = "/analytics.js/v1/"


def bootstrap(root: Window) -> None:
    """Become `window.analytics`, or a plugin of the one that is there."""
    script = current_script(root, "script[data-app-id]")
    attributes: dict[str, str] = (script and script.dataset) or {}
    settings = settings_of(root, attributes)
    nonce = current_nonce(root)
    place = get_own(attributes, "global") or "analytics"
    if not __new__(RegExp("^[a-zA-Z_$][\\w$]*$")).test(place):
        report_invalid_setting(root, "attribute data-global", place, "a JavaScript name")
        place = "analytics"
    if settings["segmentFallback"]:
        install_fallback(root, place, settings, nonce)
    else:
        install(root, place, settings, nonce)


def install(root: Window, place: str, settings: Fields, nonce: str) -> None:
    there: Foreign = root[place]
    if there and there.nodeType:
        # An element with such an id, which an assignment puts out of sight.
        there = undefined
    if is_method(there, "register") or is_segments(there):
        attempt(lambda: register(root, there, settings, nonce))
    elif not there or is_list(there):
        install_api(root, place, settings, nonce)
    elif __diagnostics__ and there.client:
        warn(root, "loaded twice; the second copy does nothing")
    elif not there.client:
        error(root, "window." + place + " is taken by something else; name another with data-global")


def is_segments(queue: Foreign) -> bool:
    """Whether it is the array of a Segment snippet. Older ones have no `register`, and the library takes one of it."""
    mark = queue
    return is_list(queue) and mark.invoked is True


def install_api(root: Window, place: str, settings: Fields, nonce: str) -> None:
    """Put an API of our own there, and make the calls that wait in the array that was there."""
    queued: Foreign = root[place] if is_list(root[place]) else []
    calls = queued.filter(is_list)
    app_id = settings["appId"]
    for call in calls:
        if call[0] == "load" and is_plain(call[1]):
            settings = merge(settings, call[1])
    if app_id:
        settings["appId"] = app_id
    analytics = create_analytics(root, settings, nonce)
    for name, value in entries(queued):
        if __typeof__(value) == "function" and not analytics[name]:
            # What the page could call so far does no harm now either.
            analytics[name] = lambda: analytics
    root[place] = analytics
    for call in calls:
        replay(analytics, call)


def install_fallback(root: Window, place: str, settings: Fields, nonce: str) -> None:
    """Beside Segment's snippet, which may come below this tag: where Segment's own script cannot be had, take over.

    Only its error says so. One that has not come yet may be waiting for consent, and is to go on meaning nothing.
    """
    is_blocked = False

    def start() -> None:
        if is_blocked and is_list(root[place]):
            install_api(root, place, settings, nonce)
        else:
            install(root, place, settings, nonce)

    def on_error(event: PageEvent) -> None:
        nonlocal is_blocked
        script = event.target
        if script.tagName == "SCRIPT" and script.src.includes(SEGMENT_PATH):
            is_blocked = True
            if is_list(root[place]):
                install_api(root, place, settings, nonce)

    root.addEventListener("error", lambda event: attempt(lambda: on_error(event)), True)
    if not root[place] and root.document.readyState == "loading":
        root.addEventListener("DOMContentLoaded", lambda: attempt(start))
    else:
        start()


def register(root: Window, library: Foreign, settings: Fields, nonce: str) -> None:
    """Become a plugin of Segment's snippet or of a live analytics.js 2, unless a copy of this file has been there."""
    calls: Foreign = library if is_list(library) else []
    waiting = calls.filter(lambda call: call[0] == "register").map(lambda call: call[1])
    if not has_another((library.queue and library.queue.plugins) or waiting, None):
        plugin = create_plugin(root, settings, nonce)
        if library is calls:
            calls.push(["register", plugin])
        else:
            library.register(plugin)
    elif __diagnostics__:
        warn(root, "loaded twice; the second copy does nothing")


def replay(analytics: Foreign, call: Foreign) -> None:
    """Make a call that the page pushed before this file was there: [method, arguments...]."""
    method = call[0]
    if method != "load" and is_method(analytics, method):
        attempt(lambda: analytics[method].apply(analytics, call.slice(1)))
