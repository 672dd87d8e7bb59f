"""The routes of Intercom's REST API, below ``/rest`` of the sandbox.

Paths are matched as they were sent, not as they are decoded: an id with an encoded slash is one part of a path.
"""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from intercom_sandbox.rest import (
    attributes_api,
    companies_api,
    contacts_api,
    description,
    events_api,
    me_api,
    memberships,
    merge_api,
    search_api,
    tags_api,
)
from intercom_sandbox.rest.call import Answer, Call, Moved
from intercom_sandbox.rest.gate import (
    HTML_STATUSES,
    Gate,
    check_accepted,
    check_content_type,
    check_fault,
    check_rate,
    version_of,
)
from intercom_sandbox.rest.meanwhile import merge_meanwhile, refuse_made_meanwhile
from intercom_sandbox.server.delays import pass_time, refuse_after_reset
from intercom_sandbox.server.http import Refusal, parse_json, read_body
from intercom_sandbox.server.sandbox import Sandbox

LOG = logging.getLogger(__name__)
PREFIX = "/rest"
#: Starlette's own pattern ends at a line break, which an id may have.
BELOW = re.compile(f"{PREFIX}/(?P<path>.*)", re.DOTALL)
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
Handler = Callable[[Call], Answer]

#: What stands in braces is any one part of a path. Of two rows that fit, the first counts.
TABLE: list[tuple[str, str, Handler]] = [
    ("GET", "/me", me_api.show_me),
    ("GET", "/contacts", search_api.list_contacts),
    ("POST", "/contacts", contacts_api.create_contact),
    ("POST", "/contacts/search", search_api.search_contacts),
    ("POST", "/contacts/merge", merge_api.merge_contacts),
    ("GET", "/contacts/find_by_external_id/{external_id}", contacts_api.find_by_external_id),
    ("GET", "/contacts/{contact}", contacts_api.show_contact),
    ("PUT", "/contacts/{contact}", contacts_api.update_contact),
    ("DELETE", "/contacts/{contact}", contacts_api.delete_contact),
    ("POST", "/contacts/{contact}/archive", contacts_api.archive_contact),
    ("POST", "/contacts/{contact}/unarchive", contacts_api.unarchive_contact),
    ("GET", "/contacts/{contact}/companies", memberships.list_companies_of),
    ("POST", "/contacts/{contact}/companies", memberships.attach_company),
    ("DELETE", "/contacts/{contact}/companies/{company}", memberships.detach_company),
    ("GET", "/contacts/{contact}/tags", tags_api.list_tags_of),
    ("POST", "/contacts/{contact}/tags", tags_api.tag_contact),
    ("DELETE", "/contacts/{contact}/tags/{tag}", tags_api.untag_contact),
    ("GET", "/companies", companies_api.find_companies),
    ("POST", "/companies", companies_api.create_or_update_company),
    ("POST", "/companies/list", companies_api.list_companies),
    ("GET", "/companies/{company}", companies_api.show_company),
    ("PUT", "/companies/{company}", companies_api.update_company),
    ("DELETE", "/companies/{company}", companies_api.delete_company),
    ("GET", "/companies/{company}/contacts", companies_api.list_contacts),
    ("GET", "/events", events_api.list_events),
    ("POST", "/events", events_api.create_event),
    ("GET", "/data_attributes", attributes_api.list_attributes),
    ("POST", "/data_attributes", attributes_api.create_attribute),
    ("PUT", "/data_attributes/{attribute}", attributes_api.update_attribute),
    ("GET", "/tags", tags_api.list_tags),
    ("POST", "/tags", tags_api.create_or_update_tag),
    ("GET", "/tags/{tag}", tags_api.show_tag),
    ("DELETE", "/tags/{tag}", tags_api.delete_tag),
]


class LostAnswer(Response):
    """Closes the connection in place of an answer: the body that the head promises never comes."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})


def rest_routes(sandbox: Sandbox) -> list[BaseRoute]:
    """The API on a sandbox's store, and what it is described by."""
    gate = Gate(sandbox)

    async def endpoint(request: Request) -> Response:
        request_id = str(uuid.uuid4())
        path = request.scope["raw_path"].decode("latin-1").partition("?")[0].removeprefix(PREFIX)
        headers = {"x-request-id": request_id, "cache-control": "no-store"}
        try:
            response = await _answered(gate, request, path, request_id, headers)
        except Refusal as refusal:
            response = _refused(refusal, request_id)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception:
            LOG.exception("the sandbox failed at %s", path)
            response = _refused(Refusal(500, "server_error", "The sandbox failed; its log says how"), request_id)
        response.headers.update(headers)
        return response

    api = Route(f"{PREFIX}/{{path:path}}", endpoint, methods=METHODS)
    api.path_regex = BELOW
    return [Route(description.PATH, description.show_description), api]


async def _answered(gate: Gate, request: Request, path: str, request_id: str, headers: dict[str, str]) -> Response:
    """The answer to a request. Fills `headers` as it learns what is to be in them. Raises `Refusal`."""
    sandbox, line = gate.sandbox, f"{request.method} {path}"
    body = await read_body(request)
    fault, resets = gate.fault(line), sandbox.resets
    await pass_time(sandbox, fault.rest_delay)
    refuse_after_reset(sandbox, resets)
    app, now, sent = "", sandbox.now(), None
    try:
        workspace = gate.workspace_of(request)
        app = workspace.app_id
        is_over, rate = gate.count(workspace, now, fault)
        headers |= rate
        if fault.rest_status in HTML_STATUSES:
            _note(gate, app, line, sent, {"status": fault.rest_status})
            return HTMLResponse(f"<html><body><h1>{fault.rest_status}</h1></body></html>", fault.rest_status)
        check_rate(workspace, is_over)
        check_fault(fault)
        check_accepted(request)
        headers["intercom-version"] = version = version_of(request, workspace)
        handler, parts = _found(request.method, path)
        if body:
            check_content_type(request)
        sent = _json(body)
        major, minor = map(int, version.split("."))
        call = Call(sandbox, workspace, (major, minor), now, parts, dict(request.query_params), sent)
        if fault.rest_merged:
            merge_meanwhile(call)
        with sandbox.store:
            answer = handler(call)
        if fault.rest_conflict:
            refuse_made_meanwhile(line, answer)
    except Refusal as refusal:
        error = refusal.body | {"request_id": request_id}
        _note(gate, app, line, sent, {"status": refusal.status, "error": error})
        raise
    _note(gate, app, line, sent, {"status": answer.status, "lost": fault.rest_lost})
    if fault.rest_lost:
        return LostAnswer()
    return Response(status_code=answer.status) if answer.body is None else JSONResponse(answer.body, answer.status)


def _note(gate: Gate, app: str, line: str, sent: Any, more: dict[str, Any]) -> None:
    gate.sandbox.note("rest", app, {"request": line, "sent": sent, **more})


def _json(body: bytes) -> Any:
    """The JSON of a body, None where there is no body."""
    try:
        return parse_json(body.decode(), "The request body") if body else None
    except (UnicodeDecodeError, Refusal):
        raise Refusal(400, "bad_request", "The request body is not valid JSON") from None


def _found(method: str, path: str) -> tuple[Handler, dict[str, str]]:
    """Who answers, and what stands in the path. Raises `Refusal`, 404 or 405."""
    parts = path.strip("/").split("/")
    others = False
    for row_method, pattern, handler in TABLE:
        names = pattern.strip("/").split("/")
        if len(names) != len(parts):
            continue
        if any(name[0] != "{" and name != part for name, part in zip(names, parts, strict=True)):
            continue
        if row_method == method:
            found = zip(names, parts, strict=True)
            return handler, {name.strip("{}"): unquote(part) for name, part in found if name[0] == "{"}
        others = True
    if others:
        raise Refusal(405, "method_not_allowed", f"{method} is not allowed here")
    raise Refusal(404, "not_found", "The requested resource was not found")


def _refused(refusal: Refusal, request_id: str) -> Response:
    error = {"type": "error.list", "request_id": request_id, "errors": refusal.body["errors"]}
    link = {"link": refusal.link} if isinstance(refusal, Moved) else None
    return JSONResponse(error, refusal.status, headers=link)
