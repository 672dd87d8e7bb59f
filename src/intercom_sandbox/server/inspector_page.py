"""The inspector of a site's own integration: its page, what pages report of themselves, and the stream that it reads.

A page reports by the sandbox's script (`page/page_report.py`), from any origin; only the inspector, on the sandbox's
own origin, can read. The stream is server-sent events: each is a row of the feed, with the row's number as its id.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse

from intercom_sandbox.server.control import number_from_query
from intercom_sandbox.server.http import Refusal, parse_json, read_form, required
from intercom_sandbox.server.panel_page import TEMPLATES
from intercom_sandbox.server.sandbox import Sandbox

FILES = Path(__file__).with_name("inspector")
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
NO_STORE = {"cache-control": "no-store"}
POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

#: How many rows of the feed an inspector that opens gets, and how many are read at once.
HISTORY = 2_000
AT_ONCE = 500

#: Seconds after which a stream says that it is still there, so that a lost one is noticed.
KEEP_ALIVE = 15.0


async def show_inspector(request: Request, sandbox: Sandbox) -> Response:
    """The page; it says which widget address a site has to have."""
    context = {"widget_url": f"{str(request.base_url).rstrip('/')}/widget/{{appId}}", "apps": list(sandbox.workspaces)}
    page = TEMPLATES.get_template("inspector.html").render(context)
    return HTMLResponse(page, headers={**NO_STORE, "content-security-policy": POLICY})


async def inspector_file(request: Request, sandbox: Sandbox) -> Response:
    """A script or style of the inspector's."""
    path = FILES / Path(request.path_params["name"]).name
    if path.suffix not in TYPES or not path.is_file():
        raise Refusal(404, "not_found", f"The inspector has no file {path.name}")
    return FileResponse(path, media_type=TYPES[path.suffix], headers={"cache-control": "no-cache"})


async def take_rows(request: Request, sandbox: Sandbox) -> Response:
    """What a page reports: `s`, its name, and `rows`, a list of objects."""
    form = await read_form(request)
    page, rows = required(form, "s")[:100], parse_json(required(form, "rows"), "rows")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refusal(400, "parameter_invalid", "rows is not a list of objects")
    with sandbox.store:
        for row in rows:
            sandbox.note("report", "", {"s": page, "row": row})
    return Response(status_code=204)


async def stream(request: Request, sandbox: Sandbox) -> Response:
    """The feed as it grows, from the newest rows on, or after the one that `Last-Event-ID` names."""
    given = request.headers.get("last-event-id", "")
    latest = sandbox.store.number("select max(id) from feed")
    oldest = max(0, latest - HISTORY)
    after = int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0
    start = max(after, oldest, number_from_query(request, "after", 0))
    return event_stream(_events(sandbox, start))


def event_stream(events: AsyncIterator[str]) -> Response:
    """Server-sent events, which nothing on the way keeps or holds back."""
    headers = {**NO_STORE, "x-accel-buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _events(sandbox: Sandbox, after: int) -> AsyncIterator[str]:
    """Rows as events, without end as long as the server runs."""
    yield "retry: 1000\n\n"
    with sandbox.changes.watched() as changed:
        while not sandbox.changes.is_over:
            changed.clear()
            rows = sandbox.store.rows("select * from feed where id > ? order by id limit ?", after, AT_ONCE)
            if rows:
                yield "".join(map(_event, rows))
                after = rows[-1]["id"]
                continue
            try:
                await asyncio.wait_for(changed.wait(), KEEP_ALIVE)
            except TimeoutError:
                yield ": still here\n\n"


def _event(row: dict[str, Any]) -> str:
    data: dict[str, Any] = json.loads(row["data"])
    shown = {"at": row["at"], "kind": row["kind"], "data": data}
    # Pages that do not report are watched by somebody else, who has these rows already.
    if row["kind"] in ("ping", "events") and data["sent"].get("reports") != "yes":
        return f"id: {row['id']}\nevent: other\ndata: {{}}\n\n"
    return f"id: {row['id']}\ndata: {json.dumps(shown)}\n\n"
