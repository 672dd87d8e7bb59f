"""The session as the page sees it: what an answer changes, what has to wait for one, and the end of it all."""

from __future__ import annotations

from typing import cast

from intercom_destination.events.event_types import Fields
from intercom_destination.js import is_number
from intercom_destination.js.dom import Action, Array, Foreign, Window
from intercom_destination.js.globals import console, setTimeout, undefined
from intercom_sandbox.page.cookies import (
    NINE_MONTHS,
    WEEK,
    cookie_domain,
    cookie_name,
    end_session,
    write_cookie,
)
from intercom_sandbox.page.listeners import emit
from intercom_sandbox.page.log import note
from intercom_sandbox.page.page_types import Call, Job, Log, State
from intercom_sandbox.page.requests import ask_unread
from intercom_sandbox.page.view import close_panel, refresh

UNREAD_EVERY = 4000


def create_state(root: Window, origin: str, page: str, log: Log) -> State:
    """Everything that the stand-in knows of this page load. `run` counts shutdowns: what is older is not heard."""
    state: State = {
        "root": root,
        "origin": origin,
        "page": page,
        "log": log,
        "calls": 0,
        "sent_at": cast(Array[float], []),
    }
    state["jobs"] = cast(Array[Job], [])
    state["busy"] = False
    state["run"] = 0
    state["launcher"] = None
    state["panel"] = None
    state["listens"] = False
    state["listeners"] = cast(Array[list[Foreign]], [])
    reset_session(state)
    return state


def reset_session(state: State) -> None:
    state["app"] = ""
    state["settings"] = {}
    state["last"] = ""
    state["last_at"] = 0
    state["good"] = False
    state["held"] = cast(Array[list[Foreign]], [])
    state["visitor"] = undefined
    state["unread"] = 0
    state["polls"] = False
    state["hide_launcher"] = False


def when_good(state: State, call: Call, action: Action) -> None:
    """Run now where a ping has succeeded, else after the first one that does."""
    if state["good"]:
        note(state["log"], "run", call, {})
        action()
    else:
        note(state["log"], "held", call, {})
        state["held"].push([call, action])


def on_answer(state: State, job: Job, status: int, body: Fields) -> None:
    """Take what the server says to a request; of a session that has been shut down nothing is heard."""
    step = "answered" if status == 200 else "refused"
    for call in job["calls"]:
        note(state["log"], step, call, {"path": job["path"], "status": status, "body": body})
    if job["run"] != state["run"] or job["path"] != "ping":
        return
    if status == 200:
        accept(state, body)
    else:
        report_refusal(state, body)


def accept(state: State, body: Fields) -> None:
    root = state["root"]
    app = state["app"]
    lifetime = state["settings"]["session_duration"]
    domain = cookie_domain(root, state["settings"])
    for kind, value, lasts in [
        ["session", body["session"], lifetime if is_number(lifetime) else WEEK],
        ["id", body["visitor_id"], NINE_MONTHS],
        ["device-id", body["device_id"], NINE_MONTHS],
    ]:
        write_cookie(root, cookie_name(kind, app), value, lasts, domain)
    state["visitor"] = body["visitor_id"]
    state["hide_launcher"] = body["hide_launcher"]
    set_unread(state, body)
    refresh(state)
    if not state["good"]:
        state["good"] = True
        held = state["held"]
        state["held"] = cast(Array[list[Foreign]], [])
        for row in held:
            note(state["log"], "run", row[0], {})
            row[1]()


def report_refusal(state: State, body: Fields) -> None:
    """Say why, on the console; what waited for this ping never runs."""
    problem = body["errors"][0]
    about_page = problem["code"] == "app_not_found" or problem["code"] == "domain_not_allowed"
    console.error(problem["message"] if about_page else "Intercom Messenger error: " + problem["message"])
    state["good"] = False
    if problem["code"] == "domain_not_allowed":
        end_session(state["root"], state["app"], state["settings"])
    drop_held(state)


def drop_held(state: State) -> None:
    for row in state["held"]:
        note(state["log"], "dropped", row[0], {})
    state["held"] = cast(Array[list[Foreign]], [])


def shut_down(state: State, keeps_cookies: bool) -> None:
    """End the session: cookies, listeners, what waits, and everything on the page.

    Before the page's first boot there is no app whose cookies could go: the session of an earlier page goes on with
    the next boot, as users of the real one report.
    """
    for job in state["jobs"]:
        for call in job["calls"]:
            note(state["log"], "dropped", call, {})
    state["jobs"] = cast(Array[Job], [])
    drop_held(state)
    state["listeners"] = cast(Array[list[Foreign]], [])
    state["run"] += 1
    if state["app"] and not keeps_cookies:
        end_session(state["root"], state["app"], state["settings"])
    reset_session(state)
    close_panel(state)
    refresh(state)


def set_unread(state: State, figures: Fields) -> None:
    """Take over the number of unread messages; where there are conversations it is asked for again and again."""
    unread = figures["unread"]
    if is_number(unread) and unread != state["unread"]:
        state["unread"] = unread
        refresh(state)
        emit(state, "onUnreadCountChange", unread)
    if figures["conversations"] and not state["polls"]:
        state["polls"] = True
        poll(state, state["run"])


def poll(state: State, run: int) -> None:
    def ask() -> None:
        if run == state["run"]:
            ask_unread(state, answered)

    def answered(body: Fields) -> None:
        if run == state["run"]:
            set_unread(state, body)
            poll(state, run)

    setTimeout(ask, UNREAD_EVERY)
