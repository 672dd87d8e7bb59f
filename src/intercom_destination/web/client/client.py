"""One client on a page: its settings, its session, its Messenger. What every installation method leads to."""

from __future__ import annotations

from typing import cast

from intercom_destination.events.event_types import Event, Group
from intercom_destination.events.options import is_off
from intercom_destination.js import attempt
from intercom_destination.js.dom import Action, Array, Foreign, PageEvent, Window
from intercom_destination.js.globals import __diagnostics__, undefined
from intercom_destination.web.call_types import Call
from intercom_destination.web.client.analytics_library import library_user, listen
from intercom_destination.web.client.console import error, report_invalid_setting
from intercom_destination.web.client.load_strategy import request_widget
from intercom_destination.web.client.messenger import abandon, install, send, uninstall_stub, withdraw_ended
from intercom_destination.web.client.persistence import (
    has_session_cookie,
    remember_person,
    remembered_person,
    storage_key,
)
from intercom_destination.web.client.rate_limit import release
from intercom_destination.web.client.trace import trace_event, trace_settings
from intercom_destination.web.mapping.calls import calls_for
from intercom_destination.web.mapping.settings import checked_settings
from intercom_destination.web.records import Client
from intercom_destination.web.session import end_session, new_session, observe


def create_client(root: Window, given_settings: object, nonce: str) -> Client:
    """A client that has not touched the page yet. `nonce` is the page's, for the widget's script tag."""

    def report(name: str, value: object, allowed: str) -> None:
        report_invalid_setting(root, 'setting "' + name + '"', value, allowed)

    # JavaScript's lists.
    stops = cast(Array[Action], [])
    sent_at = cast(Array[float], [])
    listeners = cast(Array[Call], [])
    client: Client = {
        "root": root,
        "checked": checked_settings(given_settings, report),
        "session": new_session(),
        "widget_nonce": nonce,
        "stops": stops,
        "published": {},
        "published_after": 1,
        "sent_at": sent_at,
        "sent": {},
        "listeners": listeners,
    }
    if __diagnostics__:
        trace_settings(client, given_settings)
    return client


def start(client: Client, library: Foreign) -> None:
    """Make the page able to take Intercom's calls. `library` is the analytics library that hands events over."""
    root = client["root"]
    if client["checked"]["appId"] == "":
        error(root, "no appId, so nothing is loaded or sent")
        return
    client["library"] = library
    client["closed"] = False
    there = root.Intercom
    install(client)

    def leave(event: PageEvent) -> None:
        observe_page(client, True)
        release(client)

    def look_elsewhere(event: PageEvent) -> None:
        known = client["session"]["remembered"]
        is_ours = event.key is undefined or event.key == storage_key(client)
        if is_ours and known and known is not remembered_person(client):
            if client["stored"]:
                abandon(client)
            else:
                shut_down(client)

    def look_for_cookie(event: PageEvent) -> None:
        if has_session_cookie(client):
            client["session"]["saw_cookie"] = True

    # Where the stub is another client's of ours, that one looks out, and this one may be forgotten by whoever made it.
    if not there or there.destination is not False:
        # A page that is left makes no further call by which a logout could be noticed, or what is held could go.
        listen(client, root, "pagehide", leave)
        # A logout in another tab, or somebody else there, ends the session here, too.
        listen(client, root, "storage", look_elsewhere)
        # A page that the browser has kept, for "back", has heard of nothing.
        listen(client, root, "pageshow", look_elsewhere)
        # The site's own shutdown shows by a cookie that was there and is gone: these are the moments to see that it is.
        listen(client, root.document, "click", look_for_cookie)
        listen(client, root.cookieStore, "change", look_for_cookie)
    observe_page(client, True)


def handle_event(client: Client, method: str, event: Event, library_group: Group) -> None:
    """Send what one Segment call becomes; a client that is closed sends nothing."""
    if client["closed"]:
        return
    # To read the cookies takes longer than to map an event. An event alone never brings a person back; and that the
    # cookie has come says `cookieStore`, where the browser has it.
    observe_page(client, method != "track" and (client["session"]["saw_cookie"] or not client["root"].cookieStore))
    calls = calls_for(method, event, library_group, client["checked"], client["session"])
    if __diagnostics__:
        trace_event(client, method, event, library_group, calls)
    for call in calls:
        send(client, call)
    if method == "identify":
        remember_person(client)
        if client["session"]["library_says"] == "had":
            # It was handed over after the logout.
            observe_page(client, False)
    if not client["wanted"] and not is_off(event):
        client["wanted"] = True
        request_widget(client)


def observe_page(client: Client, at_cookies: bool) -> None:
    """Tell the session what the page shows, and do as it says."""
    session = client["session"]
    remembered = undefined
    user = undefined
    if client["checked"]["shutdownOnLogout"]:
        remembered = remembered_person(client)
        user = attempt(lambda: library_user(client))
    has_cookie = has_session_cookie(client) if at_cookies else session["saw_cookie"]
    is_over = observe(session, remembered, has_cookie, user)
    withdraw_ended(client)
    remember_person(client)
    if is_over:
        shut_down(client)


def shut_down(client: Client) -> None:
    """The person has left: end the Intercom session, unless the settings say not to."""
    if client["checked"]["shutdownOnLogout"] and client["checked"]["appId"] != "":
        end_session(client["session"])
        send(client, ["shutdown"])


def library_reset(client: Client) -> None:
    """The analytics library says that its user has left."""
    client["had_user"] = True
    client["session"]["library_says"] = "had"
    shut_down(client)


def teardown(client: Client) -> None:
    """The client is not wanted any more: end the session, and take the stub back where it still is one."""
    shut_down(client)
    client["closed"] = True
    uninstall_stub(client)
    for stop in client["stops"]:
        attempt(stop)
    client["stops"] = cast(Array[Action], [])
