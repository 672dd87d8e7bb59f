"""The sandbox's routes, for a Starlette application to mount at its root: the paths are the page half's own."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from intercom_sandbox.rest.rest_routes import rest_routes
from intercom_sandbox.server import control, faults_page, inspector_page, panel_page
from intercom_sandbox.server.delays import pass_time, refuse_after_reset
from intercom_sandbox.server.http import Refusal, read_form, refusal_answer
from intercom_sandbox.server.people import session_person
from intercom_sandbox.server.sandbox import Sandbox

Answer = Callable[[Request, Sandbox], Awaitable[Response]]
LOG = logging.getLogger(__name__)
NO_STORE = {"cache-control": "no-store"}


def routes(sandbox: Sandbox, script: Path) -> list[BaseRoute]:
    """Everything that the sandbox answers. `script` is ``build/sandbox.js``, read anew for each request."""

    async def widget(request: Request, sandbox: Sandbox) -> Response:
        """The Messenger's script, for any app id: Intercom too refuses a wrong one at the ping only."""
        sandbox.widget_requests += 1
        await pass_time(sandbox, sandbox.faults.script_delay)
        if sandbox.faults.script_blocked:
            return PlainTextResponse("blocked", 503, headers=NO_STORE)
        if not script.is_file():
            raise Refusal(503, "script_not_built", f"{script.name} is not built: run nox -s build")
        # The page may ask for it with `integrity` or from another origin.
        headers = {**NO_STORE, "access-control-allow-origin": "*"}
        return Response(script.read_bytes(), media_type="text/javascript", headers=headers)

    table: list[tuple[str, str, Answer]] = [
        ("GET", "/widget/{app_id}", widget),
        ("POST", "/messenger/web/ping", _api(_ping)),
        ("POST", "/messenger/web/events", _api(_events)),
        ("POST", "/messenger/web/unread", _api(_unread)),
        ("GET", "/sandbox/panel", panel_page.show_panel),
        ("POST", "/sandbox/panel/messages", panel_page.take_message),
        ("POST", "/sandbox/panel/email", panel_page.take_email),
        ("GET", "/sandbox/state", control.show_state),
        ("GET", "/sandbox/feed", control.show_feed),
        ("POST", "/sandbox/reset", control.reset),
        ("GET", "/sandbox/faults", control.show_faults),
        ("POST", "/sandbox/faults", control.set_faults),
        ("POST", "/sandbox/faults/off", control.end_faults),
        ("GET", "/faults", faults_page.show_faults_page),
        ("GET", "/faults/stream", faults_page.state_stream),
        ("GET", "/sandbox/workspaces/{app_id}", control.show_workspace),
        ("POST", "/sandbox/workspaces/{app_id}", control.set_workspace),
        ("GET", "/inspector", inspector_page.show_inspector),
        ("GET", "/inspector/files/{name}", inspector_page.inspector_file),
        ("POST", "/inspector/rows", inspector_page.take_rows),
        ("GET", "/inspector/stream", inspector_page.stream),
        ("POST", "/sandbox/conversations/{number:int}/reply", control.reply),
    ]
    own = [Route(path, _guarded(answer, sandbox), methods=[method]) for method, path, answer in table]
    return [*own, *rest_routes(sandbox)]


def _guarded(answer: Answer, sandbox: Sandbox) -> Callable[[Request], Awaitable[Response]]:
    """Whatever a request brings, it gets an answer in Intercom's shape."""

    async def endpoint(request: Request) -> Response:
        try:
            return await answer(request, sandbox)
        except Refusal as refusal:
            return refusal_answer(refusal)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception:
            LOG.exception("the sandbox failed at %s", request.url.path)
            return refusal_answer(Refusal(500, "server_error", "The sandbox failed; its log says how"))

    return endpoint


def _api(run: Callable[[Sandbox, dict[str, str], str], dict[str, Any]]) -> Answer:
    """An endpoint of the Messenger's own: form-encoded, with credentials, from any origin, open to faults."""

    async def answer(request: Request, sandbox: Sandbox) -> Response:
        origin = request.headers.get("origin") or request.headers.get("referer", "")
        resets = sandbox.resets
        await pass_time(sandbox, sandbox.faults.api_delay)
        if sandbox.faults.api_blocked:
            return PlainTextResponse("blocked", 503, headers=NO_STORE)
        try:
            form = await read_form(request)
            refuse_after_reset(sandbox, resets)
            response = JSONResponse(run(sandbox, form, origin), headers=NO_STORE)
        except Refusal as refusal:
            response = refusal_answer(refusal)
        if request.headers.get("origin"):
            response.headers["access-control-allow-origin"] = origin
            response.headers["access-control-allow-credentials"] = "true"
            response.headers["vary"] = "origin"
        return response

    return answer


def _ping(sandbox: Sandbox, form: dict[str, str], origin: str) -> dict[str, Any]:
    return sandbox.ping(form, origin)


def _events(sandbox: Sandbox, form: dict[str, str], origin: str) -> dict[str, Any]:
    return sandbox.events(form, origin)


def _unread(sandbox: Sandbox, form: dict[str, str], origin: str) -> dict[str, Any]:
    app, session = sandbox.workspace(form.get("app_id", "")).app_id, form.get("session", "")
    person = session_person(sandbox.store, app, session)
    return {"type": "unread", **sandbox.conversations.figures(person["id"] if person else 0, session)}
