"""The sandbox's controls, for the inspector, for tests and for curl: state, feed, faults, workspaces, reset.

What changes something takes JSON, which a page of another site cannot send without the browser asking first; and
no origin is ever let in.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from intercom_sandbox.server.fault_fields import LIMIT_NAMES
from intercom_sandbox.server.http import Refusal, read_json
from intercom_sandbox.server.sandbox import Sandbox, describe
from intercom_sandbox.server.workspace import Faults, changed

#: How many rows of each kind an answer has at most.
SHOWN = 200
FEED_SHOWN = 1_000


def _json(value: Any) -> Response:
    return JSONResponse(value, headers={"cache-control": "no-store"})


def number_from_query(request: Request, name: str, standard: int) -> int:
    """A parameter that is a number; anything else counts as the standard."""
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else standard


async def show_state(request: Request, sandbox: Sandbox) -> Response:
    """Everything that is stored: the newest rows of each kind, and how many there are."""
    store = sandbox.store
    people = store.rows("select id from people order by max(seen, coalesce(updated, 0)) desc, id desc limit ?", SHOWN)
    companies = store.rows("select app, company_id, data from companies order by id desc limit ?", SHOWN)
    events = store.rows("select app, person, name, metadata, created from events order by id desc limit ?", SHOWN)
    named = store.rows("select name, count(*) as count from events group by lower(name) order by count desc, name")
    talks = store.rows("select id, app, person, session from conversations order by id desc limit ?", SHOWN)
    for talk in talks:
        found = store.rows("select author, body, seen from messages where conversation = ? order by id", talk["id"])
        talk["messages"] = found
    return _json(
        {
            "workspaces": [asdict(workspace) for workspace in sandbox.workspaces.values()],
            "faults": asdict(sandbox.faults),
            "counts": {
                kind: store.number(f"select count(*) from {kind}")  # noqa: S608  the names are these
                for kind in ("people", "companies", "events", "conversations")
            },
            "people": [describe(store, row["id"]) for row in people],
            "companies": [{**row, "data": json.loads(row["data"])} for row in companies],
            "events": [{**row, "metadata": json.loads(row["metadata"])} for row in events],
            "event_names": named,
            "conversations": talks,
        }
    )


async def show_feed(request: Request, sandbox: Sandbox) -> Response:
    """What happened after the row `after`, oldest first, at most `limit` rows; `next` is the `after` to ask with."""
    after = number_from_query(request, "after", 0)
    limit = min(number_from_query(request, "limit", FEED_SHOWN), FEED_SHOWN)
    # What pages report of themselves is the inspector's, which has a stream of its own.
    among = "from feed where kind != 'report'"
    rows = sandbox.store.rows(f"select * {among} and id > ? order by id limit ?", after, limit)
    latest = sandbox.store.number(f"select max(id) {among}")
    found = [{**row, "data": json.loads(row["data"])} for row in rows]
    return _json({"rows": found, "next": rows[-1]["id"] if rows else after, "latest": latest})


async def reset(request: Request, sandbox: Sandbox) -> Response:
    """Everything as at the start; the body is ``{}``."""
    await read_json(request)
    sandbox.reset()
    return _json({"type": "reset"})


async def show_faults(request: Request, sandbox: Sandbox) -> Response:
    return _json(asdict(sandbox.faults))


async def set_faults(request: Request, sandbox: Sandbox) -> Response:
    """Change some faults; the others stay."""
    try:
        sandbox.faults = changed(sandbox.faults, await read_json(request))
    except ValueError as error:
        raise Refusal(400, "parameter_invalid", str(error)) from None
    sandbox.changes.notify()
    return await show_faults(request, sandbox)


async def end_faults(request: Request, sandbox: Sandbox) -> Response:
    """No faults, and the limits of the workspaces as at the start; people stay. The body is ``{}``."""
    await read_json(request)
    sandbox.faults = Faults()
    for app, workspace in list(sandbox.workspaces.items()):
        first = sandbox.first_workspace(app)
        sandbox.workspaces[app] = replace(workspace, **{name: getattr(first, name) for name in LIMIT_NAMES})
    sandbox.changes.notify()
    return await show_faults(request, sandbox)


async def show_workspace(request: Request, sandbox: Sandbox) -> Response:
    return _json(asdict(sandbox.workspace(request.path_params["app_id"])))


async def set_workspace(request: Request, sandbox: Sandbox) -> Response:
    """Change some settings of a workspace; its people stay."""
    current = sandbox.workspace(request.path_params["app_id"])
    try:
        new = changed(current, await read_json(request), frozenset({"app_id"}))
    except ValueError as error:
        raise Refusal(400, "parameter_invalid", str(error)) from None
    sandbox.workspaces[current.app_id] = new
    sandbox.changes.notify()
    return await show_workspace(request, sandbox)


async def reply(request: Request, sandbox: Sandbox) -> Response:
    """Answer a conversation as an operator would: ``{"body": ...}``."""
    given, number = await read_json(request), request.path_params["number"]
    body = given.get("body") if isinstance(given, dict) else None
    if not isinstance(body, str) or not body.strip():
        raise Refusal(400, "parameter_not_found", "body is missing")
    if not sandbox.conversations.exists(number):
        raise Refusal(404, "conversation_not_found", "There is no such conversation")
    sandbox.conversations.add(number, "operator", body[:5_000])
    app = sandbox.store.rows("select app from conversations where id = ?", number)[0]["app"]
    sandbox.note("message", app, {"conversation": number, "author": "operator", "body": body[:5_000]})
    return _json({"type": "conversation", "id": number})
