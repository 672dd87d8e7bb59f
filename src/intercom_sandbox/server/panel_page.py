"""The panel's pages, shown in the Messenger's frame: home, a conversation, a new one, a space.

They work without scripts of their own except what the frame has to tell the page around it. What people have written
is escaped by jinja2, always.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from intercom_sandbox.server.http import Refusal, read_form, required
from intercom_sandbox.server.people import changed_now, session_person
from intercom_sandbox.server.sandbox import Sandbox, describe

FOLDER = Path(__file__).with_name("templates")
TEMPLATES = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)
MESSAGE_LIMIT = 5_000
#: Views with a title and nothing of their own; `%s` is the id that the page has given.
VIEWS = {
    "help": "Help",
    "news": "News",
    "tasks": "Tasks",
    "tickets": "Tickets",
    "tour": "Tour %s",
    "survey": "Survey %s",
    "checklist": "Checklist %s",
    "article": "Article %s",
    "newsitem": "News %s",
    "ticket": "Ticket %s",
}


def _person(sandbox: Sandbox, app: str, session: str) -> dict[str, Any]:
    sandbox.workspace(app)
    person = session_person(sandbox.store, app, session)
    if person is None:
        raise Refusal(403, "session_not_found", "There is no such session")
    return person


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


async def show_panel(request: Request, sandbox: Sandbox) -> Response:
    """One view; `app_id`, `session`, `view`, `id`, `text`, `theme` and `s`, the page, are in the query."""
    query = request.query_params
    app, session, view = query.get("app_id", ""), query.get("session", ""), query.get("view", "home")
    person = _person(sandbox, app, session)
    number = _number(query.get("id", ""))
    messages = sandbox.conversations.messages(number, person["id"], session) if view == "conversation" else []
    if view == "conversation" and not messages:
        view = "messages"
    nonce = secrets.token_urlsafe(12)
    context = {
        "workspace": sandbox.workspace(app).name,
        "app": app,
        "session": session,
        "view": view,
        "title": VIEWS[view].replace("%s", query.get("id", "")[:100]) if view in VIEWS else "",
        "text": query.get("text", "")[:MESSAGE_LIMIT],
        "theme": query.get("theme", ""),
        "page": query.get("s", "")[:100],
        "person": describe(sandbox.store, person["id"]),
        "messages": messages,
        "number": number,
        "conversations": sandbox.conversations.listed(person["id"], session),
        "report": {**sandbox.conversations.figures(person["id"], session), "email": query.get("supplied", "")},
        "nonce": nonce,
        "limit": MESSAGE_LIMIT,
        "query": lambda **more: _query(query, app, session, more),
    }
    headers = {
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "content-security-policy": f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'",
    }
    return HTMLResponse(TEMPLATES.get_template("panel.html").render(context), headers=headers)


async def take_message(request: Request, sandbox: Sandbox) -> Response:
    """A message from the panel's form: it begins a conversation, or goes on with `id`."""
    form = await read_form(request)
    app, session, body = form.get("app_id", ""), form.get("session", ""), required(form, "body").strip()
    person = _person(sandbox, app, session)
    if not body or len(body) > MESSAGE_LIMIT:
        raise Refusal(400, "parameter_invalid", f"A message has 1 to {MESSAGE_LIMIT} characters")
    number = _number(form.get("id", ""))
    if number and sandbox.conversations.messages(number, person["id"], session):
        sandbox.conversations.add(number, "person", body)
    else:
        number = sandbox.conversations.begin(app, person["id"], session, body)
    message = {"conversation": number, "author": "person", "body": body, "person": person["id"]}
    sandbox.note("message", app, {**message, "s": form.get("s", "")[:100]})
    return _back(form, app, session, view="conversation", id=number)


async def take_email(request: Request, sandbox: Sandbox) -> Response:
    """The address that a lead leaves to hear of an answer."""
    form = await read_form(request)
    app, session, email = form.get("app_id", ""), form.get("session", ""), required(form, "email")[:255]
    person = _person(sandbox, app, session)
    if "@" not in email:
        raise Refusal(400, "parameter_invalid", "That is no email address")
    sandbox.store.write("update people set email = ? where id = ? and role != 'user'", email, person["id"])
    changed_now(sandbox.store, person["id"], sandbox.now())
    sandbox.note("email", app, {"person": person["id"], "email": email, "s": form.get("s", "")[:100]})
    return _back(form, app, session, view="conversation", id=_number(form.get("id", "")), supplied=email)


def _back(form: dict[str, str], app: str, session: str, **more: Any) -> Response:
    return RedirectResponse(f"/sandbox/panel?{_query(form, app, session, more)}", 303)


def _query(given: Mapping[str, str], app: str, session: str, more: dict[str, Any]) -> str:
    """What each of the panel's addresses has: who, and from which page and in which colours it was opened."""
    kept = {"app_id": app, "session": session, "theme": given.get("theme", ""), "s": given.get("s", "")[:100]}
    return urlencode({**kept, **more})
