"""What `scenario_runner.js` asks the server: a scenario's set-up, and whether a run was right."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from demo_site.demo_settings import DemoConfig
from demo_site.expectations import check
from demo_site.sample_site import COOKIE
from demo_site.scenarios import Scenario, scenarios
from intercom_sandbox.server import Faults, Sandbox
from intercom_sandbox.server.control import show_state

BODY_LIMIT = 4 * 1024 * 1024
NEEDS_SANDBOX = "Scenarios are played against the sandbox: start the demo without --app-id."


async def prepare(request: Request) -> Response:
    """Empty the sandbox, and set it as the scenario wants it."""
    await body_of(request)
    scenario = _scenario(request)
    sandbox: Sandbox = request.app.state.sandbox
    config: DemoConfig = request.app.state.config
    if config.real:
        raise HTTPException(409, NEEDS_SANDBOX)
    sandbox.reset()
    request.app.state.prepared = scenario.key
    sandbox.faults = Faults(**scenario.faults)
    workspace = sandbox.workspaces[config.app_id]
    sandbox.workspaces[config.app_id] = replace(workspace, **scenario.workspace)
    response = answer(asdict(sandbox.workspaces[config.app_id]))
    response.delete_cookie(COOKIE, path="/site")
    return response


async def free(request: Request) -> Response:
    """Undo what a scenario has set, so that the site works again; people stay, and so does what was set by hand."""
    await body_of(request)
    undone, request.app.state.prepared = request.app.state.prepared, ""
    if undone:
        sandbox: Sandbox = request.app.state.sandbox
        sandbox.restore()
    return answer({"undone": undone})


async def check_run(request: Request) -> Response:
    """Each expectation of the scenario, and whether `rows` and the store are so; or those in `expect`."""
    given = await body_of(request)
    rows, expect = given.get("rows"), given.get("expect", _scenario(request).expect)
    if not isinstance(rows, list) or not isinstance(expect, list):
        raise HTTPException(400, "rows and expect are to be lists")
    sandbox: Sandbox = request.app.state.sandbox
    state = json.loads(bytes((await show_state(request, sandbox)).body))
    return answer({"results": [check(row, rows, state) for row in expect]})


def _scenario(request: Request) -> Scenario:
    key = request.path_params["key"]
    if key not in scenarios():
        raise HTTPException(404, f"There is no scenario {key!r}.")
    return scenarios()[key]


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object in a body that says it is JSON, which a page of another site cannot send."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise HTTPException(415, "The body is to be application/json.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise HTTPException(413, "The body is too long.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"The body is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise HTTPException(400, "The body is not a JSON object.")
    return found


def answer(value: Any) -> Response:
    return JSONResponse(value, headers={"cache-control": "no-store"})


def qa_routes() -> list[BaseRoute]:
    """The scenario runner's half on the server."""
    return [
        Route("/qa/free", free, methods=["POST"]),
        Route("/qa/scenarios/{key}/prepare", prepare, methods=["POST"]),
        Route("/qa/scenarios/{key}/check", check_run, methods=["POST"]),
    ]
