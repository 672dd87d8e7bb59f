"""Merging a lead into a user: what the lead has done becomes the user's, and the lead's id leads to the user's."""

from __future__ import annotations

from intercom_sandbox.rest.call import Answer, Call
from intercom_sandbox.rest.contact_json import contact_json
from intercom_sandbox.rest.contact_lookup import contact_with_id
from intercom_sandbox.rest.field_types import Check, check_fields, is_boolean, is_text
from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.people import changed_now, merge, person_with_id

FIELDS: dict[str, Check] = {"from": is_text, "into": is_text, "skip_duplicate_validation": is_boolean}
NO_DUPLICATES = (
    "Contacts can only be merged when they are duplicates (matching email or phone)."
    " Pass skip_duplicate_validation=true to override this check."
)


def merge_contacts(call: Call) -> Answer:
    body = call.json_object()
    check_fields(body, FIELDS)
    for name in ("from", "into"):
        if not body.get(name):
            raise Refusal(400, "parameter_missing", f"{name} is required")
    lead, user = (contact_with_id(call, body[name]) for name in ("from", "into"))
    if (lead["role"], user["role"]) != ("lead", "user"):
        raise Refusal(400, "invalid_merge", "Only a lead can be merged into a user")
    if call.version >= (2, 16) and not body.get("skip_duplicate_validation"):
        shown = [contact_json(call.store, one, call.version) for one in (lead, user)]
        if not any(shown[0][name] and shown[0][name] == shown[1][name] for name in ("email", "phone")):
            raise Refusal(400, "invalid_merge", NO_DUPLICATES)
    merge(call.store, lead["id"], user["id"])
    changed_now(call.store, user["id"], call.now)
    return Answer(contact_json(call.store, person_with_id(call.store, user["id"]), call.version))
