"""Events: of people who are there, each one once, by (person, name, second)."""

from __future__ import annotations

import json
from typing import Any

from intercom_sandbox.rest import intercom_ids
from intercom_sandbox.rest.call import Answer, Call
from intercom_sandbox.rest.contact_lookup import contact_with_id, not_found, users_with
from intercom_sandbox.rest.field_types import (
    LONG_LARGEST,
    Check,
    check_fields,
    is_integer,
    is_object,
    is_seconds,
    is_text,
)
from intercom_sandbox.server.attributes import event_name
from intercom_sandbox.server.http import Refusal

# https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/data-events/createdataevent
FIELDS: dict[str, Check] = {
    "event_name": is_text,
    "created_at": is_seconds,
    "id": is_text,
    "user_id": is_text,
    "email": is_text,
    "metadata": is_object,
}
SEVERAL = "Multiple existing users match this email address - must be more specific using user_id"
SAME = "select 1 from events where person = ? and created >= ? and created < ? and name = ? collate nocase"
LISTED_DAYS = 90


def create_event(call: Call) -> Answer:
    """Answers 202 and nothing, also for an event that is there already."""
    body = call.json_object()
    check_fields(body, FIELDS)
    for name in ("event_name", "created_at"):
        if not body.get(name):
            raise Refusal(400, "parameter_missing", f"{name} is required")
    person = _person(call, body, "id")
    metadata = _metadata(call, body.get("metadata") or {})
    name = event_name(body["event_name"])
    if call.store.row(SAME, person["id"], body["created_at"], body["created_at"] + 1, name):
        return Answer(None, 202)
    limit = 0 if call.sandbox.faults.event_limit else call.workspace.event_names
    if not call.store.has_room(call.app, "event", name.lower(), limit):
        message = f"Cannot have more than {call.workspace.event_names} active event names"
        raise Refusal(422, "event_limit_exceeded", message)
    call.store.write(
        "insert into events (app, person, name, metadata, created) values (?, ?, ?, ?, ?)",
        *(call.app, person["id"], name, json.dumps(metadata), body["created_at"]),
    )
    return Answer(None, 202)


def list_events(call: Call) -> Answer:
    """The events of a person, newest first, or how many there are of each name."""
    if call.query.get("type") != "user":
        raise Refusal(400, "parameter_invalid", "type must be user")
    person = _person(call, dict(call.query), "intercom_user_id")
    who = {
        "email": person["email"],
        "intercom_user_id": intercom_ids.to_text(intercom_ids.CONTACT, person["id"]),
        "user_id": person["user_id"],
    }
    if call.query.get("summary") == "true":
        rows = call.store.rows(
            "select name, cast(min(created) as integer) as first, cast(max(created) as integer) as last,"
            " count(*) as count, null as description from events where person = ? group by name order by name",
            person["id"],
        )
        return Answer({"type": "event.summary", **who, "events": rows})
    rows = call.store.rows(
        "select * from events where person = ? and created >= ? order by created desc, id desc",
        *(person["id"], call.now - LISTED_DAYS * 86_400),
    )
    found = call.page([_event_json(row, who) for row in rows], 50)
    return Answer({"type": "event.list", **who, "events": found["data"], "pages": {"next": None}})


def _person(call: Call, given: dict[str, Any], id_name: str) -> dict[str, Any]:
    """Whose events: by Intercom's id, else a user by their own id, else by email. Leads have the first alone."""
    lag = call.sandbox.faults.event_lag
    if given.get(id_name):
        person = contact_with_id(call, given[id_name])
        if lag and person["created"] > call.now - lag:
            raise not_found()
        return person
    for name in ("user_id", "email"):
        if given.get(name):
            found = users_with(call, name, given[name], lag)
            if not found:
                raise not_found()
            if len(found) > 1:
                raise Refusal(409, "conflict", SEVERAL)
            return found[0]
    raise Refusal(400, "parameter_missing", f"One of {id_name}, user_id or email is required")


def _metadata(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """The first keys as they come. Nested values are rich links and amounts of money alone."""
    names: set[str] = set()
    for key, value in given.items():
        if not key or key.lower() in names:
            message = f"metadata.{key[:255]}: a key must have a name that no other has, in any capitals"
            raise Refusal(400, "parameter_invalid", message)
        names.add(key.lower())
        if isinstance(value, dict) and value.keys() == {"amount", "currency"}:
            if not (is_integer(value["amount"]) and value["amount"] > 0 and is_text(value["currency"])):
                raise Refusal(400, "parameter_invalid", f"metadata.{key[:255]}: amount must be a positive integer")
        elif isinstance(value, dict) and value.keys() == {"url", "value"}:
            if not (is_text(value["url"]) and is_text(value["value"])):
                raise Refusal(400, "parameter_invalid", f"metadata.{key[:255]}: url and value must be strings")
        elif isinstance(value, dict | list):
            raise Refusal(400, "parameter_invalid", f"metadata.{key[:255]} must not be nested")
        elif key.endswith("_date") and value is not None and not is_seconds(value):
            raise Refusal(400, "parameter_invalid", f"metadata.{key[:255]} must be a UNIX timestamp in seconds")
        elif isinstance(value, int) and abs(value) > LONG_LARGEST:
            raise Refusal(400, "parameter_invalid", f"metadata.{key[:255]} must be a number of 64 bits")
    first = list(given.items())[: call.workspace.rest_metadata]
    length = call.workspace.attribute_length
    return {key: value[:length] if isinstance(value, str) else value for key, value in first}


def _event_json(row: dict[str, Any], who: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "event",
        "id": intercom_ids.to_text(intercom_ids.EVENT, row["id"]),
        "created_at": int(row["created"]),
        "event_name": row["name"],
        **who,
        "metadata": json.loads(row["metadata"]),
    }
