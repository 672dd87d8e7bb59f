"""One call of the REST API, as its handlers see it, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.sandbox import Sandbox
from intercom_sandbox.server.store import Store
from intercom_sandbox.server.workspace import Workspace

PER_PAGE_LARGEST = 150


class Answer(NamedTuple):
    """A status, and JSON; None is an empty body."""

    body: Any
    status: int = 200


class Moved(Refusal):
    """A refusal with a `Link` to what is there instead."""

    def __init__(self, status: int, code: str, message: str, link: str) -> None:
        super().__init__(status, code, message)
        self.link = link


@dataclass(frozen=True)
class Call:
    """`version` is `(2, 16)`; `parts` are what the path holds in place of its names, decoded."""

    sandbox: Sandbox
    workspace: Workspace
    version: tuple[int, int]
    now: float
    parts: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None

    @property
    def store(self) -> Store:
        return self.sandbox.store

    @property
    def app(self) -> str:
        return self.workspace.app_id

    def json_object(self) -> dict[str, Any]:
        if not isinstance(self.body, dict):
            raise Refusal(400, "bad_request", "The request body must be a JSON object")
        return self.body

    def number(self, name: str, standard: int) -> int:
        """A number of the query, from 1 on."""
        text = self.query.get(name, "")
        if not text:
            return standard
        if not (text.isascii() and text.isdigit() and 0 < int(text[:10]) < 10**9):
            raise Refusal(400, "parameter_invalid", f"{name} must be a positive integer")
        return int(text[:10])

    def page(self, rows: list[dict[str, Any]], standard: int) -> dict[str, Any]:
        """One page of a list that is turned by number, in the shape of Intercom's lists."""
        page, per_page = self.number("page", 1), min(self.number("per_page", standard), PER_PAGE_LARGEST)
        total = -(-len(rows) // per_page)
        return {
            "type": "list",
            "data": rows[(page - 1) * per_page : page * per_page],
            "pages": {"type": "pages", "next": None, "page": page, "per_page": per_page, "total_pages": total},
            "total_count": len(rows),
        }
