"""Contacts, companies and events of Intercom's as a function: for tests of delivery that need no server."""

from __future__ import annotations

import json
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import httpx
from tests.support.patience import LONGEST_SECONDS

Fault = Callable[[str, str, dict[str, Any]], httpx.Response | Exception | None]


def error(status: int, code: str, message: str, **headers: str) -> httpx.Response:
    body = {"type": "error.list", "request_id": "r-1", "errors": [{"code": code, "message": message}]}
    return httpx.Response(status, json=body, headers=headers)


class FakeIntercom:
    """Answers requests. `asked` has them as [method, path, body]; `fault` may answer, or raise, before it does."""

    def __init__(self) -> None:
        self.contacts: dict[str, dict[str, Any]] = {}
        self.companies: dict[str, str] = {}
        self.members: set[tuple[str, str]] = set()
        self.events: list[dict[str, Any]] = []
        self.attributes = {"plan"}
        self.asked: list[list[Any]] = []
        self.fault: Fault = lambda _method, _path, _body: None
        self.headers: dict[str, str] = {}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        method, path = request.method, request.url.raw_path.decode()
        body = json.loads(request.content) if request.content else {}
        self.asked.append([method, path, body])
        fault = self.fault(method, path, body)
        if isinstance(fault, Exception):
            raise fault
        answer = fault or self._answer(method, path, body)
        answer.headers.update(self.headers)
        return answer

    def wait_for(self, count: int) -> None:
        """Until so many requests have come."""
        until = monotonic() + LONGEST_SECONDS
        while len(self.asked) < count:
            assert monotonic() < until, f"{len(self.asked)} requests, not {count}"
            sleep(0.001)

    def paths(self) -> list[str]:
        return [f"{method} {path}" for method, path, _ in self.asked]

    def add(self, **fields: Any) -> str:
        number = f"c{len(self.contacts) + 1}"
        self.contacts[number] = {"id": number, "role": "user", **fields}
        return number

    def _answer(self, method: str, path: str, body: dict[str, Any]) -> httpx.Response:
        for name in body.get("custom_attributes", {}):
            if name not in self.attributes:
                return error(400, "parameter_invalid", f"Custom attribute '{name}' does not exist")
        parts = path.strip("/").split("/")
        match [method, *parts]:
            case ["POST", "contacts"]:
                return self._create(body)
            case ["POST", "contacts", "search"]:
                found = [one for one in self.contacts.values() if one.get("email") == body["query"]["value"]]
                return httpx.Response(200, json={"type": "list", "data": found})
            case ["GET", "contacts", "find_by_external_id", external_id]:
                one = next((one for one in self.contacts.values() if one.get("external_id") == external_id), None)
                return httpx.Response(200, json=one) if one else error(404, "not_found", "User Not Found")
            case [_, "contacts", number, *_] if number not in self.contacts:
                return error(404, "not_found", "User Not Found")
            case ["GET", "contacts", number]:
                return httpx.Response(200, json=self.contacts[number])
            case ["PUT", "contacts", number]:
                self.contacts[number].update(body)
                return httpx.Response(200, json=self.contacts[number])
            case ["POST", "contacts", number, "unarchive"]:
                self.contacts[number]["archived"] = False
                return httpx.Response(200, json={"id": number})
            case ["POST", "contacts", number, "companies"]:
                if body["id"] not in self.companies.values():
                    return error(404, "company_not_found", "Company Not Found")
                self.members.add((number, body["id"]))
                return httpx.Response(200, json={"id": body["id"]})
            case ["DELETE", "contacts", number, "companies", company]:
                self.members.discard((number, company))
                return httpx.Response(200, json={})
            case ["POST", "companies"]:
                company = self.companies.setdefault(body["company_id"], f"i{len(self.companies) + 1}")
                return httpx.Response(200, json={"id": company})
            case ["POST", "events"]:
                known = ("external_id", body["user_id"]) if "user_id" in body else ("id", body["id"])
                if not any(one.get(known[0]) == known[1] for one in self.contacts.values()):
                    return error(404, "not_found", "User Not Found")
                self.events.append(body)
                return httpx.Response(202)
            case ["POST", "data_attributes"] if body["name"] in self.attributes:
                return error(400, "parameter_invalid", f"You already have '{body['name']}' in your people data.")
            case ["POST", "data_attributes"]:
                self.attributes.add(body["name"])
                return httpx.Response(200, json=body)
            case ["GET", "me"]:
                return httpx.Response(200, json={"type": "admin"})
        return error(404, "not_found", f"no route {method} {path}")

    def _create(self, body: dict[str, Any]) -> httpx.Response:
        for one in self.contacts.values():
            for key in ("external_id", "email"):
                if body.get(key) and one.get(key) == body[key]:
                    kind = "An archived contact" if one.get("archived") else "A contact"
                    message = f"{kind} matching those details already exists with id={one['id']}"
                    return error(409, "conflict", message)
        return httpx.Response(200, json=self.contacts[self.add(**body)])
