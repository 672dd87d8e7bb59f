"""Data attributes: which custom attributes contacts and companies may have, and of which type."""

from __future__ import annotations

import json
import re
from typing import Any

from intercom_sandbox.rest.call import Answer, Call
from intercom_sandbox.rest.field_types import Check, check_fields, is_anything, is_boolean, is_text
from intercom_sandbox.server.declared import has_room, model_with
from intercom_sandbox.server.http import Refusal

#: A request's type -> the type that the attribute has.
TYPES = {
    "string": "string",
    "integer": "integer",
    "float": "float",
    "boolean": "boolean",
    "datetime": "date",
    "date": "date",
    "options": "string",
}
FIELDS: dict[str, Check] = {
    "name": is_text,
    "model": is_text,
    "data_type": is_text,
    "description": is_text,
    "messenger_writable": is_boolean,
    "options": is_anything,
}
#: The standard attributes that a list shows: name, label, type, and whether the API may write it.
STANDARD: dict[str, list[tuple[str, str, str, bool]]] = {
    "contact": [
        ("id", "ID", "string", False),
        ("external_id", "External ID", "string", True),
        ("email", "Email", "string", True),
        ("name", "Name", "string", True),
        ("phone", "Phone", "string", True),
        ("signed_up_at", "Signed up", "date", True),
        ("last_seen_at", "Last seen", "date", True),
        ("unsubscribed_from_emails", "Unsubscribed from Emails", "boolean", True),
    ],
    "company": [
        ("id", "ID", "string", False),
        ("company_id", "Company ID", "string", True),
        ("name", "Company name", "string", True),
        ("monthly_spend", "Monthly Spend", "integer", True),
        ("size", "Company size", "integer", True),
        ("website", "Company website", "string", True),
        ("industry", "Company industry", "string", True),
        ("remote_created_at", "Company created at", "date", True),
    ],
}
NAME = re.compile(r"[\w\s\-\$\u00a2-\u00a5\u20a0-\u20cf]+")
BAD_NAME = "Your name for this attribute must only contain alphanumeric characters, currency symbols, and hyphens"
NO_MODEL = "The Data Attribute model field must be either contact or company"
ADMIN_ID = "1"


def list_attributes(call: Call) -> Answer:
    model = call.query.get("model", "")
    if model == "conversation":
        message = "model=conversation is no longer supported. Use GET /conversations/attributes instead"
        raise Refusal(422, "parameter_invalid", message)
    if model not in ("", *STANDARD):
        raise Refusal(400, "parameter_invalid", NO_MODEL)
    models = [model] if model else list(STANDARD)
    archived = call.query.get("include_archived") == "true"
    rows = call.store.rows("select * from attributes where app = ? order by id", call.app)
    custom = [_attribute_json(row) for row in rows if row["model"] in models and (archived or not row["archived"])]
    standard = [_standard_json(one, *row) for one in models for row in STANDARD[one]]
    return Answer({"type": "list", "data": [*custom, *standard]})


def create_attribute(call: Call) -> Answer:
    body = call.json_object()
    check_fields(body, FIELDS)
    name, model = body.get("name") or "", body.get("model")
    if model not in STANDARD:
        raise Refusal(400, "parameter_invalid", NO_MODEL)
    if not NAME.fullmatch(name):
        raise Refusal(400, "parameter_invalid", BAD_NAME)
    if body.get("data_type") not in TYPES:
        raise Refusal(400, "parameter_invalid", "Data Type isn't an option")
    options = _options(body.get("options"), required=body["data_type"] == "options")
    taken = model_with(call.store, call.app, name)
    if taken is None and name in [standard for standard, *_ in STANDARD[model]]:
        taken = model
    if taken:
        there, wanted = (_people_or_company(one) for one in (taken, model))
        message = (
            f"You already have '{name}' in your {there} data. To save this as new {wanted} data, use a different name."
        )
        raise Refusal(400, "parameter_invalid", message)
    if call.sandbox.faults.unknown_attributes or not has_room(call.store, call.workspace):
        message = f"You have reached the limit of {call.workspace.attribute_names} custom attributes"
        raise Refusal(400, "parameter_invalid", message)
    number = call.store.write(
        "insert into attributes (app, model, name, data_type, options, description, messenger, created, updated)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(call.app, model, name, TYPES[body["data_type"]], json.dumps(options), body.get("description")),
        *(int(body.get("messenger_writable") or False), call.now, call.now),
    )
    return Answer(_attribute_json(_row(call, number)))


def update_attribute(call: Call) -> Answer:
    """Description, options, and whether it is archived; a type stays."""
    text = call.parts["attribute"]
    row = _row(call, int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0)
    body = call.json_object()
    allowed = {name: FIELDS[name] for name in ("description", "messenger_writable", "options")}
    check_fields(body, {**allowed, "archived": is_boolean})
    options = _options(body["options"], required=True) if "options" in body else json.loads(row["options"])
    call.store.write(
        "update attributes set description = ?, options = ?, archived = ?, messenger = ?, updated = ? where id = ?",
        *(body.get("description", row["description"]), json.dumps(options)),
        *(_flag(body.get("archived"), row["archived"]), _flag(body.get("messenger_writable"), row["messenger"])),
        *(call.now, row["id"]),
    )
    return Answer(_attribute_json(_row(call, row["id"])))


def _flag(given: bool | None, kept: int) -> int:
    """Null is as if nothing were given, as at the attribute's making."""
    return kept if given is None else int(given)


def _row(call: Call, number: int) -> dict[str, Any]:
    row = call.store.row("select * from attributes where id = ? and app = ?", number, call.app)
    if row is None:
        raise Refusal(404, "field_not_found", "We couldn't find that data attribute to update")
    return row


def _options(given: Any, *, required: bool) -> list[str]:
    if not required and given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, dict) and is_text(one.get("value")) for one in given):
        raise Refusal(400, "parameter_invalid", "Options isn't an array")
    if len(given) < 2:
        raise Refusal(400, "parameter_invalid", "A list attribute must have at least 2 options")
    return [one["value"] for one in given]


def _people_or_company(model: str) -> str:
    return "people" if model == "contact" else "company"


def _attribute_json(row: dict[str, Any]) -> dict[str, Any]:
    options = json.loads(row["options"])
    return {
        "id": row["id"],
        "type": "data_attribute",
        "name": row["name"],
        "full_name": f"custom_attributes.{row['name']}",
        "label": row["name"],
        **({"description": row["description"]} if row["description"] is not None else {}),
        "data_type": row["data_type"],
        **({"options": options} if options else {}),
        "api_writable": True,
        "ui_writable": False,
        "messenger_writable": bool(row["messenger"]),
        "custom": True,
        "archived": bool(row["archived"]),
        "admin_id": ADMIN_ID,
        "created_at": int(row["created"]),
        "updated_at": int(row["updated"]),
        "model": row["model"],
    }


def _standard_json(model: str, name: str, label: str, data_type: str, writable: bool) -> dict[str, Any]:
    return {
        "type": "data_attribute",
        "name": name,
        "full_name": name,
        "label": label,
        "data_type": data_type,
        "api_writable": writable,
        "ui_writable": False,
        "messenger_writable": True,
        "custom": False,
        "archived": False,
        "model": model,
    }
