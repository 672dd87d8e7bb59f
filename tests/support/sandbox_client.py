"""Asks the sandbox's server half without a network."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.testclient import TestClient

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
        app = Starlette(routes=routes(sandbox, script))
        self._client = TestClient(app, base_url="http://localhost", follow_redirects=False)

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "", origin: str = "http://localhost"
    ) -> Answer:
        headers = {"origin": origin, "content-type": kind}
        response = self._client.request(method, path, content=body, headers=headers)
        return Answer(response.status_code, dict(response.headers), response.content)

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
