"""Intercom's Messenger as one page sees it: our stub or whatever is there, the shared settings, and the calls."""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.budget import may_spend
from intercom_destination.browser.launcher import hide_launcher, show_launcher
from intercom_destination.browser.loading import fetch_now, is_wish, load_later
from intercom_destination.browser.shared_settings import publish, withdraw
from intercom_destination.browser.stub import fold, install_stub
from intercom_destination.js import __diagnostics__, __typeof__
from intercom_destination.mapping.destination import is_another
from intercom_destination.platform import attempt, note


def create_messenger(root: Any, settings: Any, nonce: Any) -> Any:
    """All that is remembered of one Messenger."""
    return {
        "root": root,
        "settings": settings,
        "nonce": nonce,
        # Our stub, where the page had no Intercom; whether its widget has been asked for, and is to open at once.
        "stub": None,
        "fetched": False,
        "opening": False,
        # The boot or update in the stub's queue that takes up the next one.
        "unfinished": None,
        # `window.intercomSettings` as we left it, what we put there, and the times of boots and updates.
        "shared": None,
        "published": {},
        "spent": [],
        # The launcher that we draw until the Messenger brings its own, and what looks out for that one.
        "launcher": None,
        "watcher": None,
    }


def is_there(messenger: Any) -> bool:
    """Whether calls can be made: there is a Messenger, or a stub that queues for it."""
    return __typeof__(messenger["root"].Intercom) == "function"


def is_waiting(messenger: Any) -> bool:
    """Whether our stub is still in the Messenger's place."""
    return messenger["stub"] and messenger["root"].Intercom is messenger["stub"]


def stand_in(messenger: Any) -> None:
    """Install the stub, unless the site has a Messenger, or a stub of its own."""

    def seen(method: Any) -> None:
        if is_wish(method):
            fetch_now(messenger)

    if not is_there(messenger):
        messenger["stub"] = install_stub(messenger["root"], seen)


def load(messenger: Any) -> None:
    """Have the widget fetched, in the way that the settings ask for; a stub of the site's has its own way."""
    if is_waiting(messenger):
        load_later(messenger)


def send(messenger: Any, calls: Any) -> None:
    """Send Intercom's calls, as the mapping gives them, to whatever `window.Intercom` is at that moment."""
    for call in calls:
        deliver(messenger, call)


def deliver(messenger: Any, call: Any) -> None:
    """Make one call; what throws on the way, in the page's own code, keeps back neither the rest nor the next one."""
    # What goes into a call that is queued already costs nothing.
    if (is_waiting(messenger) and messenger["unfinished"]) or may_spend(messenger, call):
        attempt(lambda: share(messenger, call))
        attempt(lambda: pass_on(messenger, call))
    elif __diagnostics__:
        note("budget-spent", "page", messenger["spent"].length)


def share(messenger: Any, call: Any) -> None:
    """Bring `window.intercomSettings` up to date with a call that is about to be made."""
    root = messenger["root"]
    published = messenger["published"]
    if call[0] == "shutdown":
        withdraw(root, published)
        hide_launcher(messenger)
    elif call[0] != "trackEvent":
        if is_another(call[1], published):
            # `shutdownOnLogout: false`: nobody else's traits may go under this one's name.
            withdraw(root, published)
            messenger["unfinished"] = None
        messenger["shared"] = publish(root, published, messenger["shared"], call[1])


def pass_on(messenger: Any, call: Any) -> None:
    """Make a call, or queue it."""
    root = messenger["root"]
    if is_waiting(messenger):
        messenger["unfinished"] = fold(messenger["stub"].q, messenger["unfinished"], call)
        show_launcher(messenger)
        if call[0] == "shutdown" and has_session(messenger):
            # Only the Messenger can end that one, so it is fetched, whatever the strategy.
            fetch_now(messenger)
    else:
        root.Intercom.apply(root, call)


def has_session(messenger: Any) -> Any:
    """Whether the Messenger has a session that began on an earlier page: a frame without storage can have none."""
    cookie = "intercom-session-" + messenger["settings"]["appId"]
    return attempt(lambda: messenger["root"].document.cookie.indexOf(cookie) >= 0)


def remove(messenger: Any) -> None:
    """Take back `window.Intercom` where it is still our stub."""
    hide_launcher(messenger)
    messenger["unfinished"] = None
    # A queued shutdown of an earlier page's session waits there for the Messenger.
    if is_waiting(messenger) and not has_session(messenger):
        del messenger["root"]["Intercom"]
