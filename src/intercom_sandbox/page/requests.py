"""What goes to the server: one request at a time, in the order of the calls, form-encoded.

All of it goes to the origin that the sandbox's script came from, whatever `api_base` says: nothing calls out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from intercom_destination.js.dom import Action, Foreign, Response, Thenable
from intercom_destination.js.globals import JSON, __new__, __version__, undefined
from intercom_sandbox.page.cookies import read_cookie
from intercom_sandbox.page.log import note
from intercom_sandbox.page.page_types import Call, Job, State

#: Events in one request at most, and how long a body may be that is to outlive the page.
BATCH = 100
KEPT_ALIVE = 30000


def queue_ping(state: State, call: Call, source: str, data: str) -> None:
    job = {"path": "ping", "source": source, "data": data, "events": [], "calls": [call], "run": state["run"]}
    state["jobs"].push(job)
    send_next(state)


def queue_event(state: State, call: Call, event: dict[str, object]) -> None:
    """Add an event to the last request that waits, where that is one of events, else make one."""
    jobs = state["jobs"]
    last = jobs[jobs.length - 1] if jobs.length else None
    if not last or last["path"] != "events" or last["events"].length >= BATCH:
        last = cast(Job, {"path": "events", "source": "", "data": "", "events": [], "calls": [], "run": state["run"]})
        jobs.push(last)
    last["events"].push(event)
    last["calls"].push(call)
    send_next(state)


def send_next(state: State) -> None:
    if state["busy"] or not state["jobs"].length:
        return
    job = state["jobs"].shift()
    state["busy"] = True
    fields = form_fields(state, job)
    for call in job["calls"]:
        note(state["log"], "sent", call, {"path": job["path"], "fields": fields if job["path"] == "ping" else {}})

    def answered(status: int, body: Foreign) -> None:
        state["busy"] = False
        state["answered"](job, status, body)
        send_next(state)

    def failed() -> None:
        state["busy"] = False
        for call in job["calls"]:
            note(state["log"], "failed", call, {"path": job["path"]})
        send_next(state)

    post(state, "/messenger/web/" + job["path"], fields, answered, failed)


def post(
    state: State, path: str, fields: dict[str, str], answered: Callable[[int, Foreign], object], failed: Action
) -> None:
    """Post a form with credentials; `answered` gets the status and what the JSON holds."""
    root = state["root"]
    body = __new__(root.URLSearchParams(fields))
    short = body.toString().length < KEPT_ALIVE
    options = {"method": "POST", "credentials": "include", "body": body, "keepalive": short}

    def read(response: Response) -> Thenable:
        return response.json().then(lambda value: [response.status, value])

    root.fetch(state["origin"] + path, options).then(read).then(
        lambda pair: answered(pair[0], pair[1]), lambda error: failed()
    )


def form_fields(state: State, job: Job) -> dict[str, str]:
    """The fields that Intercom's Messenger sends, and the sandbox's own.

    Those say who it is, which region and which call, and whether the page tells the inspector of itself.

    """
    root = state["root"]
    settings = state["settings"]
    app = state["app"]
    fields: dict[str, str] = {
        "app_id": app,
        "v": __version__,
        "s": state["page"],
        "r": root.document.referrer,
        "platform": "web",
        "page_title": "" + (settings["page_title"] or root.document.title),
        "session": read_cookie(root, "session", app),
        "visitor_id": read_cookie(root, "id", app),
        "device_id": read_cookie(root, "device-id", app),
        "api_base": "" + (settings["api_base"] or ""),
        "call": "" + cast(str, job["calls"][0]["call"]),
        "reports": "yes" if state["reports"] else "no",
    }
    if job["path"] == "ping":
        fields["user_data"] = job["data"]
        fields["source"] = job["source"]
    else:
        fields["event_list"] = JSON.stringify(job["events"])
    return fields


def ask_unread(state: State, answered: Callable[[Foreign], object]) -> None:
    """Ask how many messages are unread; nothing happens where there is no answer."""
    root = state["root"]
    fields = {"app_id": state["app"], "session": read_cookie(root, "session", state["app"])}
    post(
        state,
        "/messenger/web/unread",
        fields,
        lambda status, body: answered(body) if status == 200 else undefined,
        lambda: answered({}),
    )
