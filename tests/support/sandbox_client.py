"""Asks the sandbox's server half without a network."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.applications import Starlette
from tests.support.coroutines import run

from intercom_sandbox.server import Sandbox, routes

SECRET = "a-secret-for-tests-that-is-long-enough"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of Intercom's error list."""
        assert self.json["type"] == "error.list"
        return str(self.json["errors"][0]["code"])


class Server:
    """The routes, asked without a network."""

    def __init__(self, sandbox: Sandbox, script: Path) -> None:
        self.sandbox = sandbox
        self.app = Starlette(routes=routes(sandbox, script))

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "", origin: str = "http://localhost"
    ) -> Answer:
        sent: list[Any] = []
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"host", b"localhost"), (b"origin", origin.encode()), (b"content-type", kind.encode())],
            "scheme": "http",
            "server": ("localhost", 80),
            "root_path": "",
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        run(self.app(scope, receive, send))
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))

    def get(self, path: str) -> Any:
        return self.ask("GET", path).json

    def post(self, path: str, value: Any) -> Answer:
        return self.ask("POST", path, json.dumps(value).encode(), JSON)

    def form(self, path: str, origin: str = "http://localhost", **fields: Any) -> Answer:
        return self.ask("POST", path, urlencode(fields).encode(), FORM, origin)

    def ping(self, data: dict[str, Any], origin: str = "http://localhost", **more: Any) -> Answer:
        fields = {"app_id": "demo", "source": "apiBoot", "user_data": json.dumps(data), **more}
        return self.form("/messenger/web/ping", origin, **fields)

    def track(self, session: str, *events: Any) -> Answer:
        return self.form("/messenger/web/events", app_id="demo", session=session, event_list=json.dumps(events))

    def set(self, **changes: Any) -> None:
        self.sandbox.workspaces["demo"] = replace(self.sandbox.workspaces["demo"], **changes)
