"""Custom attributes of a contact or company: they have to exist, and each has a declared type."""

from __future__ import annotations

import json
from typing import Any

from intercom_sandbox.rest.attributes_api import STANDARD
from intercom_sandbox.rest.call import Call
from intercom_sandbox.rest.contact_json import STANDARD as CONTACT_FIELDS
from intercom_sandbox.rest.field_types import Check, is_boolean, is_integer, is_number, is_seconds, is_text
from intercom_sandbox.server.attributes import COMPANY
from intercom_sandbox.server.http import Refusal

CHECKS: dict[str, Check] = {
    "string": is_text,
    "integer": is_integer,
    "float": is_number,
    "boolean": is_boolean,
    "date": is_seconds,
}


#: Names of fields, which no custom attribute may have: stored side by side, one would be taken for the other.
FIELD_NAMES = {
    "contact": CONTACT_FIELDS | {name for name, *_ in STANDARD["contact"]},
    "company": COMPANY | {"last_request_at"} | {name for name, *_ in STANDARD["company"]},
}


def checked_attributes(call: Call, model: str, given: Any) -> dict[str, Any]:
    """What may be stored; one attribute that is wrong refuses all. Null takes a value away."""
    found: dict[str, Any] = {}
    for name, value in (given or {}).items():
        row = call.store.row(
            "select * from attributes where app = ? and model = ? and name = ? and not archived", call.app, model, name
        )
        if row is None or name in FIELD_NAMES[model] or call.sandbox.faults.unknown_attributes:
            raise Refusal(400, "parameter_invalid", f"Custom attribute '{name[:255]}' does not exist")
        if value is not None and not CHECKS[row["data_type"]](value):
            message = f"Custom attribute '{name}' must be of type {row['data_type']}"
            raise Refusal(400, "type_mismatch", message)
        options = json.loads(row["options"])
        if value is not None and options and value not in options:
            message = f"Custom attribute '{name}' must be one of: {', '.join(options)}"
            raise Refusal(400, "parameter_invalid", message)
        found[name] = value[: call.workspace.attribute_length] if isinstance(value, str) else value
    return found
