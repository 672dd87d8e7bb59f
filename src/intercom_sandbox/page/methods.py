"""What `Intercom(method, ...)` does: a function a method, and the table that names them."""

from __future__ import annotations

from collections.abc import Callable

from intercom_destination.js import get_own, is_plain
from intercom_destination.js.dom import Foreign
from intercom_destination.js.globals import Date, Math, String, __typeof__, undefined
from intercom_sandbox.page.cookies import read_cookie
from intercom_sandbox.page.listeners import call_with, listen
from intercom_sandbox.page.log import note, snapshot
from intercom_sandbox.page.messenger_session import shut_down, when_good
from intercom_sandbox.page.messenger_settings import merged, user_data
from intercom_sandbox.page.page_types import Arguments, Call, State
from intercom_sandbox.page.requests import queue_event, queue_ping
from intercom_sandbox.page.view import close_panel, open_panel, refresh

SAME_FOR = 60 * 1000
WINDOW = 30 * 60 * 1000
PINGS = 20


def boot(state: State, call: Call, args: Arguments) -> None:
    connect(state, call, args[1], "apiBoot")


def update(state: State, call: Call, args: Arguments) -> None:
    connect(state, call, args[1], "apiUpdate")


def connect(state: State, call: Call, given: object, source: str) -> None:
    """Merge, draw, and send a ping: unless there is no app, nothing new within a minute, or too many already."""
    settings = merged(state["root"], given)
    app = settings["app_id"]
    if not app or __typeof__(app) != "string":
        note(state["log"], "no_app_id", call, {"settings": settings})
        return
    state["app"] = app
    state["settings"] = settings
    refresh(state)
    now = Date.now()
    data = user_data(settings)
    same = app + " " + data
    if same == state["last"] and now - state["last_at"] < SAME_FOR:
        note(state["log"], "deduplicated", call, {"settings": settings})
        return
    recent = state["sent_at"].filter(lambda at: now - at < WINDOW)
    if recent.length >= PINGS:
        note(state["log"], "rate_limited_update", call, {"settings": settings})
        return
    state["sent_at"] = recent.concat([now])
    state["last"] = same
    state["last_at"] = now
    queue_ping(state, call, source, data)


def shutdown(state: State, call: Call, args: Arguments) -> None:
    """End the session; `false`, which Intercom's own loader says where Turbo leaves a page, keeps its cookies."""
    shut_down(state, args[1] is False)


def track_event(state: State, call: Call, args: Arguments) -> None:
    """Send an event with the metadata as it is now; without a name nothing is sent."""
    name = args[1]
    if not name or __typeof__(name) != "string":
        note(state["log"], "ignored", call, {})
        return
    event = {"event_name": name, "created_at": Math.floor(Date.now() / 1000), "call": call["call"]}
    event["metadata"] = snapshot(args[2]) if is_plain(args[2]) else {}
    when_good(state, call, lambda: queue_event(state, call, event))


def hide(state: State, call: Call, args: Arguments) -> None:
    close_panel(state)


def show(state: State, call: Call, args: Arguments) -> None:
    when_good(state, call, lambda: open_panel(state, "home", []))


def show_messages(state: State, call: Call, args: Arguments) -> None:
    when_good(state, call, lambda: open_panel(state, "messages", []))


def show_new_message(state: State, call: Call, args: Arguments) -> None:
    """Open a new conversation; a text that is given stands in it, unsent."""
    text = args[1] if __typeof__(args[1]) == "string" else ""
    when_good(state, call, lambda: open_panel(state, "new", [["text", text]]))


def show_space(state: State, call: Call, args: Arguments) -> None:
    known = get_own(SPACES, args[1])
    if known:
        when_good(state, call, lambda: open_panel(state, args[1], []))
    else:
        note(state["log"], "ignored", call, {})


def show_item(state: State, call: Call, args: Arguments) -> None:
    """Open a thing by its id: an article, a tour, ..."""
    view = ITEMS[args[0]]
    when_good(state, call, lambda: open_panel(state, view, [["id", String(args[1])]]))


def hide_notifications(state: State, call: Call, args: Arguments) -> None:
    state["settings"]["hide_notifications"] = args[1]
    refresh(state)


def add_listener(state: State, call: Call, args: Arguments) -> None:
    listen(state, args[0], args[1])


def add_unread_listener(state: State, call: Call, args: Arguments) -> None:
    """The listener is told at once, and then of every change."""
    listen(state, args[0], args[1])
    if __typeof__(args[1]) == "function":
        call_with(args[1], state["unread"])


def ready(state: State, call: Call, args: Arguments) -> None:
    if __typeof__(args[1]) == "function":
        when_good(state, call, lambda: call_with(args[1], undefined))


def visitor_id(state: State, call: Call, args: Arguments) -> Foreign:
    if state["visitor"]:
        return state["visitor"]
    return (state["app"] and read_cookie(state["root"], "id", state["app"])) or undefined


def accept_tokens(state: State, call: Call, args: Arguments) -> None:
    """`setAuthTokens` is for Intercom's own use of them; the sandbox has none."""


SPACES: dict[str, bool] = {"home": True, "messages": True, "help": True, "news": True, "tasks": True, "tickets": True}

ITEMS: dict[str, str] = {
    "startTour": "tour",
    "startSurvey": "survey",
    "startChecklist": "checklist",
    "showArticle": "article",
    "showNews": "newsitem",
    "showTicket": "ticket",
    "showConversation": "conversation",
}

METHODS: dict[str, Callable[[State, Call, Arguments], object]] = {
    "boot": boot,
    "ready": ready,
    "update": update,
    "shutdown": shutdown,
    "hide": hide,
    "show": show,
    "showSpace": show_space,
    "showMessages": show_messages,
    "showNewMessage": show_new_message,
    "startConversation": show_new_message,
    "hideNotifications": hide_notifications,
    "onHide": add_listener,
    "onShow": add_listener,
    "onUserEmailSupplied": add_listener,
    "onUnreadCountChange": add_unread_listener,
    "trackEvent": track_event,
    "getVisitorId": visitor_id,
    "startTour": show_item,
    "startSurvey": show_item,
    "startChecklist": show_item,
    "showArticle": show_item,
    "showNews": show_item,
    "showTicket": show_item,
    "showConversation": show_item,
    "setAuthTokens": accept_tokens,
}
