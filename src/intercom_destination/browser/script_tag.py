"""The script tag as a door: settings from `data-*` attributes, then an API of our own, or a place beside Segment's."""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.complaint import complain, refuse, warn
from intercom_destination.browser.host import is_method
from intercom_destination.browser.plugin import create_plugin
from intercom_destination.browser.standalone import create_analytics
from intercom_destination.browser.widget import current_nonce, current_script
from intercom_destination.js import RegExp, __diagnostics__, __new__, undefined
from intercom_destination.mapping.settings import DEFAULTS, checked_settings, setting_from_text
from intercom_destination.mapping.values import joined
from intercom_destination.platform import attempt, entries, is_list, is_plain, own


def take_place(root: Any) -> None:
    """Become `window.analytics`, or a plugin of the one that is there."""
    script = current_script(root, "script[data-app-id]")
    attributes: Any = (script and script.dataset) or {}
    settings = settings_of(root, attributes)
    nonce = current_nonce(root)
    place = own(attributes, "global") or "analytics"
    if not __new__(RegExp("^[a-zA-Z_$][\\w$]*$")).test(place):
        refuse(root, "attribute data-global", place, "a JavaScript name")
        place = "analytics"
    there = root[place]
    if there and there.nodeType:
        # An element with such an id, which an assignment puts out of sight.
        there = undefined
    if is_method(there, "register"):
        register(root, there, settings, nonce)
    elif not there or is_list(there):
        queued: Any = there or []
        calls = queued.filter(is_list)
        for call in calls:
            if call[0] == "load" and is_plain(call[1]):
                settings = joined(settings, call[1])
        analytics = create_analytics(root, settings, nonce)
        root[place] = analytics
        for call in calls:
            replay(analytics, call)
    elif __diagnostics__ and there.destination:
        warn(root, "loaded twice; the second copy does nothing")
    elif not there.destination:
        complain(root, "window." + place + " is taken by something else; name another with data-global")


def register(root: Any, host: Any, settings: Any, nonce: Any) -> None:
    """Become a plugin of Segment's snippet or of a live analytics.js 2, unless a copy of this file has been there."""
    plugins: Any = (host.queue and host.queue.plugins) or []
    for call in host if is_list(host) else []:
        if call[0] == "register":
            plugins = plugins.concat([call[1]])
    for plugin in plugins:
        if plugin and plugin.name == "Intercom":
            if __diagnostics__:
                warn(root, "loaded twice; the second copy does nothing")
            return
    attempt(lambda: host.register(create_plugin(root, settings, nonce)))


def replay(analytics: Any, call: Any) -> None:
    """Make a call that the page pushed before this file was there: [method, arguments...]."""
    method = call[0]
    if method != "load" and is_method(analytics, method):
        attempt(lambda: analytics[method].apply(analytics, call.slice(1)))


def settings_of(root: Any, attributes: Any) -> Any:
    """The settings that `data-*` attributes give; what cannot be one is said on the console."""
    settings: Any = {}

    def report(name: str, value: Any, allowed: str) -> None:
        refuse(root, "attribute " + dashed(name), value, allowed)
        del settings[name]

    for name, text in entries(attributes):
        if own(DEFAULTS, name) is not undefined:
            settings[name] = setting_from_text(name, text)
        elif name != "global":
            complain(root, "attribute " + dashed(name) + '="' + text + '" is unknown; known are ' + known_attributes())
    checked_settings(settings, report)
    return settings


def dashed(name: Any) -> str:
    return "data-" + name.replace(__new__(RegExp("[A-Z]", "g")), lambda letter: "-" + letter.toLowerCase())


def known_attributes() -> str:
    rows: Any = entries(DEFAULTS)
    return rows.map(lambda row: dashed(row[0])).concat(["data-global"]).join(", ")
