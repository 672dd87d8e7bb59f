"""The stand-in for Intercom's Messenger in a page: it takes over from the stub and answers its calls."""

from __future__ import annotations

from intercom_destination.js import attempt, get_own, is_plain
from intercom_destination.js.dom import Foreign, PageEvent, Window
from intercom_destination.js.globals import URL, Array, Date, Math, __new__, arguments, undefined
from intercom_sandbox.page.listeners import emit
from intercom_sandbox.page.log import GLOBAL, create_log, note
from intercom_sandbox.page.messenger_session import create_state, on_answer, set_unread
from intercom_sandbox.page.methods import METHODS
from intercom_sandbox.page.page_report import report
from intercom_sandbox.page.page_types import Call, State
from intercom_sandbox.page.view import close_panel


def take_over(root: Window, source: str) -> None:
    """Replace `window.Intercom`, replay what has waited, and boot where nobody has. A second copy does nothing."""
    if root[GLOBAL]:
        return
    page = Date.now().toString(36) + Math.random().toString(36).slice(2)
    state = create_state(root, __new__(URL(source)).origin, page, create_log(root, page))
    state["answered"] = lambda job, status, body: attempt(lambda: on_answer(state, job, status, body))
    state["toggle"] = lambda: close_panel(state) if state["panel"] else handle(state, ["show"])
    state["reports"] = attempt(lambda: report(state))
    root.addEventListener("message", lambda event: on_message(state, event))

    def intercom() -> Foreign:
        return handle(state, Array.prototype.slice.call(arguments))

    messenger: Foreign = intercom
    messenger.booted = True
    stub = root.Intercom
    root.Intercom = messenger
    queue: Foreign = (stub and stub.q) or []
    decided = False
    while queue.length:
        args = Array.prototype.slice.call(queue.shift())
        decided = decided or args[0] == "boot" or args[0] == "shutdown"
        handle(state, args)
    if not decided and root.intercomSettings:
        handle(state, ["boot"])


def handle(state: State, args: Foreign) -> Foreign:
    """One call. A method that is unknown does nothing, as with the real one; no exception reaches the page."""
    state["calls"] += 1
    call: Call = {"call": state["calls"], "method": args[0]}
    note(state["log"], "called", call, {"args": args.slice(1)})
    method = get_own(METHODS, args[0])
    if not method:
        note(state["log"], "ignored", call, {})
        return undefined
    return attempt(lambda: method(state, call, args))


def on_message(state: State, event: PageEvent) -> None:
    """Word from the panel: it is to be closed, an email was given, or a message was read."""
    panel = state["panel"]
    if not panel or event.source is not panel["frame"].contentWindow or not is_plain(event.data):
        return
    message = get_own(event.data, "intercomSandbox")
    if not is_plain(message):
        return
    if message["close"]:
        close_panel(state)
        return
    set_unread(state, message)
    if message["email"]:
        emit(state, "onUserEmailSupplied", message["email"])
