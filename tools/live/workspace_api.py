"""Requests to a workspace, real or played, and what is made there for a question: it is deleted in the end."""

from __future__ import annotations

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import httpx

from intercom_destination.cloud.delivery.connections import API_VERSION

# Requests in a second: below the smallest allowance that is known.
RATE = 10


class Reply(NamedTuple):
    status: int
    body: Any
    headers: httpx.Headers

    @property
    def short(self) -> str:
        """Status, and the code of an error: what answers are compared by."""
        errors = self.body.get("errors") if isinstance(self.body, dict) else None
        return f"{self.status} {errors[0].get('code')}" if errors else str(self.status)

    @property
    def message(self) -> str:
        errors = self.body.get("errors") if isinstance(self.body, dict) else None
        return str(errors[0].get("message")) if errors else ""


class WorkspaceApi:
    """A client that tidies up behind itself. Names are new in each run."""

    def __init__(self, token: str, base_url: str, rate: float = RATE) -> None:
        headers = {"authorization": f"Bearer {token}", "accept": "application/json", "intercom-version": API_VERSION}
        self._client = httpx.Client(base_url=base_url, headers=headers, timeout=30)
        self._pause = 1 / rate
        self._made: list[str] = []
        self._run = secrets.token_hex(4)
        self._names = 0

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Reply:
        time.sleep(self._pause)
        response = self._client.request(method, path, json=body, headers=headers)
        try:
            found = response.json() if response.content else None
        except ValueError:
            found = None
        return Reply(response.status_code, found, response.headers)

    def refused_in_a_burst(self, path: str, most: int) -> Reply | None:
        """The first 429 among so many reads, made as fast as 32 connections go; None where there is none."""
        pause, self._pause = self._pause, 0
        try:
            with ThreadPoolExecutor(32) as pool:
                for start in range(0, most, 128):
                    count = min(128, most - start)
                    for reply in pool.map(lambda _: self.ask("GET", path), range(count)):
                        if reply.status == 429:
                            return reply
        finally:
            self._pause = pause
        return None

    def name(self) -> str:
        """A name that nothing in the workspace has."""
        self._names += 1
        return f"live-check-{self._run}-{self._names}"

    def contact(self, **fields: Any) -> str:
        """The id of a new user."""
        reply = self.create({"role": "user", **fields})
        if reply.status != 200:
            raise RuntimeError(f"a contact could not be made: {reply.short}: {reply.message}")
        return str(reply.body["id"])

    def create(self, body: dict[str, Any], headers: dict[str, str] | None = None) -> Reply:
        """The answer to the creation of a contact, which is deleted in the end."""
        reply = self.ask("POST", "/contacts", body, headers)
        if reply.status == 200:
            self._made.append(f"/contacts/{reply.body['id']}")
        return reply

    def tag(self, name: str) -> Reply:
        """The answer to the creation of a tag, which is deleted in the end."""
        reply = self.ask("POST", "/tags", {"name": name})
        if reply.status == 200:
            self._made.append(f"/tags/{reply.body['id']}")
        return reply

    def contact_field(self, contact: str, field: str) -> Any:
        """What a contact has in a field now."""
        body = self.ask("GET", f"/contacts/{contact}").body
        return body.get(field) if isinstance(body, dict) else None

    def company(self) -> str:
        """The id of a new company."""
        reply = self.ask("POST", "/companies", {"company_id": self.name(), "name": "Live check"})
        if reply.status != 200:
            raise RuntimeError(f"a company could not be made: {reply.short}: {reply.message}")
        self._made.append(f"/companies/{reply.body['id']}")
        return str(reply.body["id"])

    def close(self) -> None:
        """Delete what was made, the latest first."""
        for path in reversed(self._made):
            self.ask("DELETE", path)
        self._client.close()
