"""Intercom's Messenger as one page sees it: our stub or whatever is there, the shared settings, and the calls."""

from __future__ import annotations

from typing import cast

from intercom_destination.js import attempt, is_plain
from intercom_destination.js.dom import Array
from intercom_destination.js.globals import __diagnostics__, __typeof__
from intercom_destination.js.text import match, pattern
from intercom_destination.web.call_types import Call
from intercom_destination.web.client.launcher import hide_launcher, show_launcher
from intercom_destination.web.client.load_strategy import is_waiting, request_widget
from intercom_destination.web.client.persistence import expire_session_cookie, remember_person
from intercom_destination.web.client.rate_limit import admit, release
from intercom_destination.web.client.shared_settings import publish, withdraw
from intercom_destination.web.client.stub import fold, install_stub
from intercom_destination.web.client.trace import note
from intercom_destination.web.records import Client
from intercom_destination.web.session import end_session

# Methods that want the Messenger to be seen: show, showArticle, startTour, ...
OPENING = pattern("^(show|start)")

# Methods that need the Messenger, whoever calls them.
SENDING = pattern("^(boot|update|track)")

# Methods by which a site asks to be told of something. The Messenger forgets these listeners with each shutdown.
LISTENING = pattern("^on")


def is_there(client: Client) -> bool:
    """Whether calls can be made: there is a Messenger, or a stub that queues for it."""
    return __typeof__(client["root"].Intercom) == "function"


def install(client: Client) -> None:
    """Install the stub, unless the site has a Messenger, or a stub of its own."""

    def seen(call: Call) -> None:
        method = call[0]
        if match(OPENING, method):
            client["opening"] = True
            request_widget(client)
        elif method == "shutdown":
            # The site ends the session itself; before a boot a shutdown alone would end nothing.
            end_session(client["session"])
            forget_in_browser(client)
            withdraw_ended(client)
        elif match(LISTENING, method):
            client["listeners"].push(call)
        elif match(SENDING, method) and not client["wanted"]:
            # Of the site, or of another analytics library that found our stub.
            client["wanted"] = True
            request_widget(client)

    if not is_there(client) or client["root"].Intercom.destination:
        client["stub"] = install_stub(client["root"], seen)


def send(client: Client, call: Call) -> None:
    """Make one call; what throws on the way, in the page's own code, keeps back neither the rest nor the next one."""
    method = call[0]
    if method == "shutdown":
        # What is held is still this person's.
        release(client)
        forget_in_browser(client)
        client["dropped"] = True
    withdraw_ended(client)
    has_fields = is_plain(call[1])
    if has_fields:
        attempt(lambda: publish(client, call[1]))
    is_folded = is_waiting(client) and client["unfinished"]
    if not has_fields or admit(client, call[1], method == "boot", is_folded):
        attempt(lambda: dispatch(client, call))
    elif __diagnostics__:
        note("rate-limited", "page", client["sent_at"].length)
    if method == "boot":
        attempt(lambda: after_boot(client))


def withdraw_ended(client: Client) -> None:
    """Where the session is over, nothing of its person goes out any more."""
    if client["published_after"] != client["session"]["ends"]:
        client["published_after"] = client["session"]["ends"]
        client["unfinished"] = None
        client["held"] = None
        client["sent"] = {}
        attempt(lambda: withdraw(client))
        attempt(lambda: hide_launcher(client))


def forget_in_browser(client: Client) -> None:
    """End the session where no Messenger can, as it is not there yet, or never comes, or the page is left at once."""
    expire_session_cookie(client)
    # Another tab may have written there since.
    client["stored"] = ""
    remember_person(client)


def abandon(client: Client) -> None:
    """The browser's session has become somebody else's: what waits here must not make it the last one's again.

    The cookie and what is remembered are that person's by now, and stay.
    """
    end_session(client["session"])
    withdraw_ended(client)
    client["dropped"] = True
    if is_waiting(client):
        client["stub"].q = cast(Array[Call], [])
    else:
        dispatch(client, ["shutdown"])


def dispatch(client: Client, call: Call) -> None:
    """Make a call, or queue it."""
    root = client["root"]
    if is_waiting(client):
        client["unfinished"] = fold(client["stub"].q, client["unfinished"], call)
        show_launcher(client)
    else:
        root.Intercom.apply(root, call)


def after_boot(client: Client) -> None:
    """Register the site's listeners again, and say that a session has begun."""
    if client["dropped"]:
        client["dropped"] = False
        for call in client["listeners"]:
            dispatch(client, call)
    on_boot = client["on_boot"]
    if on_boot:
        on_boot()


def uninstall_stub(client: Client) -> None:
    """Take back `window.Intercom` where it is still our stub, and ask for no widget any more."""
    client["allowed"] = False
    client["unfinished"] = None
    hide_launcher(client)
    if is_waiting(client):
        del client["root"]["Intercom"]
