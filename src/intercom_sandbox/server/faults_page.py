"""The page of faults: every fault as a switch or number, and the latest requests to the REST API beside it.

The server keeps the state. The page is told by server-sent events whenever something has changed, whoever has changed
it; it posts each change to the controls.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from intercom_sandbox.server.fault_fields import LIMIT_NAMES, LIMITS, MESSENGER, REST, Group, Shown, shown
from intercom_sandbox.server.inspector_page import NO_STORE, POLICY, event_stream
from intercom_sandbox.server.panel_page import TEMPLATES
from intercom_sandbox.server.sandbox import Sandbox
from intercom_sandbox.server.workspace import Faults, Workspace

#: How many requests the page shows, and how many characters of each body.
REQUESTS = 30
BODY_SHOWN = 20_000
#: Seconds between two looks at the state, which tests and programs set without a word; and the least between two sends.
LOOK, PAUSE = 1.0, 0.1


def faults_context(sandbox: Sandbox) -> dict[str, Any]:
    """What the template needs; the demo has a page of its own around it."""
    limits: list[tuple[Group, list[Shown]]] = []
    for app, workspace in sandbox.workspaces.items():
        title = f"{LIMITS.title} {app}"
        fields = shown(LIMITS, f"workspaces/{app}", workspace, sandbox.first_workspace(app))
        limits.append((LIMITS._replace(title=title), fields))

    def faults(group: Group) -> tuple[Group, list[Shown]]:
        return group, shown(group, "faults", sandbox.faults, Faults())

    return {"sections": {"REST API": [*map(faults, REST), *limits], "Messenger": [faults(MESSENGER)]}}


async def show_faults_page(request: Request, sandbox: Sandbox) -> Response:
    page = TEMPLATES.get_template("faults.html").render(faults_context(sandbox))
    return HTMLResponse(page, headers={**NO_STORE, "content-security-policy": POLICY})


async def state_stream(request: Request, sandbox: Sandbox) -> Response:
    """The faults, the workspaces' limits and the requests, as they change."""
    return event_stream(_states(sandbox))


async def _states(sandbox: Sandbox) -> AsyncIterator[str]:
    """The state as events, without end as long as the server runs; the first has `fresh`, and so has a reset's."""
    yield "retry: 1000\n\n"
    after, resets, last = 0, -1, None
    with sandbox.changes.watched() as changed:
        while not sandbox.changes.is_over:
            changed.clear()
            newest, is_fresh = sandbox.store.number("select max(id) from feed"), resets != sandbox.resets
            rows = latest_requests(sandbox, after, newest)
            workspaces = {app: limits_of(workspace) for app, workspace in sandbox.workspaces.items()}
            state = {"faults": asdict(sandbox.faults), "workspaces": workspaces}
            changes = rows or state != last or is_fresh
            after, resets, last = max(after, newest), sandbox.resets, state
            if changes:
                message = {"fresh": is_fresh, **state, "requests": rows}
                yield f"data: {json.dumps(message)}\n\n"
                await asyncio.sleep(PAUSE)
                continue
            try:
                await asyncio.wait_for(changed.wait(), LOOK)
            except TimeoutError:
                yield ": still here\n\n"


def limits_of(workspace: Workspace) -> dict[str, Any]:
    """The limits that a workspace has, by name."""
    settings = asdict(workspace)
    return {name: settings[name] for name in LIMIT_NAMES}


def latest_requests(sandbox: Sandbox, after: int, newest: int) -> list[dict[str, Any]]:
    """The latest requests to the REST API of these rows of the feed, oldest first, each with why it was refused."""
    among = "from feed where kind = 'rest' and id > ? and id <= ?"
    rows = sandbox.store.rows(f"select id, at, data {among} order by id desc limit ?", after, newest, REQUESTS)
    return [_request(row["id"], row["at"], json.loads(row["data"])) for row in reversed(rows)]


def _request(number: int, at: float, data: dict[str, Any]) -> dict[str, Any]:
    sent = "" if data["sent"] is None else json.dumps(data["sent"], indent=2, ensure_ascii=False)[:BODY_SHOWN]
    return {
        "id": number,
        "at": at,
        "request": data["request"],
        "status": data["status"],
        "is_lost": bool(data.get("lost")),
        "why": _why(data),
        "sent": sent,
    }


def _why(data: dict[str, Any]) -> str:
    """Why a request was refused, in Intercom's words; empty where it was not."""
    if "error" in data:
        return "; ".join(f"{error['code']}: {error['message']}" for error in data["error"]["errors"])
    if data["status"] >= 400:
        return "an HTML page, as of a load balancer"
    return "done, and the connection closed in place of the answer" if data.get("lost") else ""
