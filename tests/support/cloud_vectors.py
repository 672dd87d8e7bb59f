"""The recordings of Segment's server integration, and its requests in today's shape.

Its API is gone: `POST /users` took a person and the companies in one, made attributes on the fly, and knew other names.
What follows from that alone is translated here, in every vector: S1 (contacts, companies, attach and detach), the
name of S2 (`created` is `created_at`), S8's custom attribute `id`, and S14's top-level nulls.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from tests.support.vectors import FOLDER

from intercom_destination.cloud.mapping.plan import requests_for
from intercom_destination.cloud.request import Refused

Answer = dict[str, Any]
"""Either `requests`, or the code of `refused`, or the message of a bad `setting`."""

SETTINGS = {"blacklisted": "blacklist", "defaultMethod": "nested"}
"""Segment's name of a setting -> ours."""


@cache
def vectors() -> dict[str, dict[str, Any]]:
    """Name -> recording."""
    return {row["name"]: row for row in _rows("cloud.jsonl")}


@cache
def differences() -> dict[str, dict[str, Any]]:
    """Name -> the S numbers of a vector that is answered otherwise, the reason, and the answer."""
    return {row["name"]: row for row in _rows("cloud-differences.jsonl")}


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def answer(vector: dict[str, Any]) -> Answer:
    """What the mapping makes of a vector."""
    settings = {SETTINGS.get(name, name): value for name, value in vector["settings"].items()}
    try:
        requests = requests_for(vector["event"], settings)
    except Refused as refused:
        return {"refused": refused.code}
    except ValueError as error:
        return {"setting": str(error)}
    return {"requests": [[request.method, request.path, request.body] for request in requests]}


def translated(vector: dict[str, Any]) -> Answer:
    """What Segment's integration made of it, as today's requests."""
    theirs = vector["upstream"]["v1"]
    if not theirs.get("enabled", True):
        return {"requests": []}
    if "invalid" in theirs:
        return {"refused": "no_person"}
    if "throws" in theirs:
        return {"throws": theirs["throws"]}
    bodies = {request["path"]: request["body"] for request in theirs["requests"]}
    if "/events" in bodies:
        return {"requests": [["POST", "/events", event_body(bodies["/events"])]]}
    user = bodies["/users"]
    contact = ["POST", "/contacts", contact_body(user)]
    if "/companies" in bodies:
        company = bodies["/companies"]
        [member] = user["companies"]
        upsert = ["POST", "/companies", company_body(company)]
        # A group call tells of the person when it was seen, nothing else.
        contacts = [contact] if len(contact[2]) > 2 else []
        return {"requests": [upsert, *contacts, membership(text(company.get("company_id")), member)]}
    requests = [contact]
    for company in user.get("companies", []):
        company_id = text(company.get("company_id"))
        if not company.get("remove"):
            requests.append(["POST", "/companies", company_body(company)])
        requests.append(membership(company_id, company))
    return {"requests": requests}


def membership(company_id: object, company: dict[str, Any]) -> list[Any]:
    if company.get("remove"):
        return ["DELETE", f"/contacts/{{person}}/companies/{{company:{company_id}}}", {}]
    return ["POST", "/contacts/{person}/companies", {"id": f"{{company:{company_id}}}"}]


def contact_body(user: dict[str, Any]) -> dict[str, Any]:
    body = {
        "role": "user",
        "external_id": text(user.get("user_id")),
        **{name: user.get(name) for name in ("email", "name", "phone", "unsubscribed_from_emails")},
        "signed_up_at": user.get("created_at") or user.get("remote_created_at"),
        "last_seen_at": user.get("last_request_at"),
        "custom_attributes": attributes(user),
        # There is no such field any more (S10).
        "last_seen_ip": user.get("last_seen_ip"),
        "last_seen_user_agent": user.get("last_seen_user_agent"),
    }
    return without_none(body)


def company_body(company: dict[str, Any]) -> dict[str, Any]:
    names = ("name", "plan", "monthly_spend", "remote_created_at")
    return without_none(
        {
            "company_id": text(company.get("company_id")),
            **{name: company.get(name) for name in names},
            "custom_attributes": company.get("custom_attributes") or None,
        }
    )


def event_body(event: dict[str, Any]) -> dict[str, Any]:
    body = {"event_name": event.get("event_name"), "created_at": event.get("created")}
    body |= {"user_id": text(event["user_id"])} if event.get("user_id") is not None else {"id": "{person}"}
    return without_none({**body, "metadata": event["metadata"] or None})


def attributes(user: dict[str, Any]) -> dict[str, Any] | None:
    """The custom attributes, except the `id` that repeats the user id."""
    return {name: value for name, value in user["custom_attributes"].items() if name != "id"} or None


def text(value: object) -> object:
    """An id as today's API takes it."""
    return str(value) if isinstance(value, int) else value


def without_none(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
