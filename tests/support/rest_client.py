"""Asks the sandbox's REST half over HTTP, on a free port of this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
from starlette.applications import Starlette

from intercom_sandbox.server import Sandbox, Workspace, routes
from intercom_sandbox.server.serving import serving

TOKEN = "a-token-for-tests"
#: 2026-03-04 05:06:07 UTC, and 7 seconds into a window of the rate.
NOW = 1_772_600_767


@dataclass
class Clock:
    now: float = NOW

    def __call__(self) -> float:
        return self.now


class Reply(NamedTuple):
    status: int
    headers: httpx2.Headers
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> tuple[int, str, str]:
        """Status, code and message of an error, whose body has nothing else but the request's id."""
        (error,) = self.json["errors"]
        assert self.json == {"type": "error.list", "request_id": self.headers["x-request-id"], "errors": [error]}
        assert list(error) == ["code", "message"]
        return self.status, error["code"], error["message"]

    @property
    def ok(self) -> Any:
        assert self.status == 200, self.body
        return self.json


class Rest:
    """The REST API of a sandbox at `origin`, whose time stands still."""

    def __init__(self, sandbox: Sandbox, origin: str, clock: Clock) -> None:
        self.sandbox, self.origin, self.clock = sandbox, origin, clock
        self.url, self.token = f"{origin}/rest", TOKEN
        self._client = httpx2.Client(base_url=self.url, headers={"authorization": f"Bearer {TOKEN}"}, timeout=60)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """A request; `headers` are named with `_` for `-`. Bytes as `body` are sent as they are."""
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = self._client.request(
            method, path, content=content, headers={"content-type": "application/json", **named}
        )
        return Reply(response.status_code, response.headers, response.content)

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Reply:
        return self.ask("POST", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Reply:
        return self.ask("PUT", path, body, **headers)

    def delete(self, path: str) -> Reply:
        return self.ask("DELETE", path)

    def contact(self, **fields: Any) -> str:
        """The id of a new contact."""
        return str(self.post("/contacts", fields).ok["id"])

    def company(self, **fields: Any) -> str:
        return str(self.post("/companies", fields).ok["id"])

    def declare(self, name: str, data_type: str = "string", model: str = "contact", **more: Any) -> int:
        given = {"name": name, "model": model, "data_type": data_type, **more}
        return int(self.post("/data_attributes", given).ok["id"])

    def found(self, field: str, operator: str, value: Any) -> list[str]:
        """The external ids that a search finds, in order of their names."""
        query = {"query": {"field": field, "operator": operator, "value": value}}
        return sorted(str(row["external_id"]) for row in self.post("/contacts/search", query).ok["data"])

    def control(self, path: str, body: Any) -> Any:
        response = httpx2.post(f"{self.origin}/sandbox/{path}", json=body)
        assert response.status_code == 200, response.text
        return response.json()

    def fault(self, **changes: Any) -> None:
        self.control("faults", changes)

    def set(self, **changes: Any) -> None:
        self.control("workspaces/demo", changes)

    def state(self) -> Any:
        return httpx2.get(f"{self.origin}/sandbox/state").json()

    def ping(self, data: dict[str, Any], **more: str) -> Any:
        """What a page's Messenger sends at a boot."""
        fields = {"app_id": "demo", "source": "apiBoot", "user_data": json.dumps(data), **more}
        return httpx2.post(f"{self.origin}/messenger/web/ping", data=fields).json()

    def track(self, session: str, name: str, **metadata: Any) -> None:
        """What a page's Messenger sends of an event."""
        event = {"event_name": name, "metadata": metadata}
        fields = {"app_id": "demo", "session": session, "event_list": json.dumps([event])}
        assert httpx2.post(f"{self.origin}/messenger/web/events", data=fields).status_code == 200

    def feed(self) -> list[dict[str, Any]]:
        rows = httpx2.get(f"{self.origin}/sandbox/feed").json()["rows"]
        return [row["data"] for row in rows if row["kind"] == "rest"]

    def close(self) -> None:
        self._client.close()


@contextmanager
def served_rest(path: str = ":memory:") -> Iterator[Rest]:
    """A sandbox on a free port, until the end of the block."""
    clock = Clock()
    sandbox = Sandbox([Workspace(rest_token=TOKEN)], path, clock)
    with serving(Starlette(routes=routes(sandbox, Path("none")))) as origin:
        rest = Rest(sandbox, origin, clock)
        try:
            yield rest
        finally:
            rest.close()
    sandbox.store.close()
