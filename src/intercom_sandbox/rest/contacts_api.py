"""Contacts: made, changed, shown, archived, deleted. One that is there already is a conflict, never an update."""

from __future__ import annotations

import re
from typing import Any

from intercom_destination.events.constants import MAX_STRING
from intercom_sandbox.rest import intercom_ids
from intercom_sandbox.rest.attribute_values import checked_attributes
from intercom_sandbox.rest.call import Answer, Call
from intercom_sandbox.rest.contact_json import contact_json
from intercom_sandbox.rest.contact_lookup import (
    CONTACTS,
    contact_with_id,
    not_found,
    shown_contact,
    user_with_external_id,
)
from intercom_sandbox.rest.field_types import (
    Check,
    check_fields,
    is_boolean,
    is_integer,
    is_object,
    is_seconds,
    is_text,
)
from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.people import add_person, changed_now, keep_attributes, person_with_id

# https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/contacts/createcontact
FIELDS: dict[str, Check] = {
    "role": is_text,
    "external_id": is_text,
    "email": is_text,
    "phone": is_text,
    "name": is_text,
    "avatar": is_text,
    "signed_up_at": is_seconds,
    "last_seen_at": is_seconds,
    "unsubscribed_from_emails": is_boolean,
    "custom_attributes": is_object,
}
#: Fields that the store keeps in a person's data, by their names there: a page calls them so.
KEPT = {"phone": "phone", "name": "name", "avatar": "avatar", "signed_up_at": "created_at"} | {
    name: name for name in ("email", "email_verified", "unsubscribed_from_emails", "owner_id")
}
#: Something on both sides of the sign.
ADDRESS = re.compile(r"\S@\S")


def create_contact(call: Call) -> Answer:
    given = _checked(call)
    if not any(given.get(name) for name in ("role", "external_id", "email")):
        raise Refusal(400, "parameter_missing", "One of email, external_id or role is required")
    role = given.get("role") or "user"
    _check_conflict(call, given, role, 0)
    attributes = checked_attributes(call, "contact", given.get("custom_attributes"))
    person = add_person(call.store, call.app, call.now)
    call.store.write("update people set seen = 0 where id = ?", person["id"])
    _store(call, person, role, given, attributes)
    return _shown(call, person["id"])


def update_contact(call: Call) -> Answer:
    person = contact_with_id(call, call.parts["contact"])
    given = _checked(call)
    role = given.get("role") or person["role"]
    if person["role"] == "user" and role == "lead":
        raise Refusal(400, "parameter_invalid", "A user cannot become a lead")
    _check_conflict(call, given, role, person["id"])
    _store(call, person, role, given, checked_attributes(call, "contact", given.get("custom_attributes")))
    return _shown(call, person["id"])


def show_contact(call: Call) -> Answer:
    return Answer(contact_json(call.store, shown_contact(call), call.version))


def find_by_external_id(call: Call) -> Answer:
    """Users only, since 2.13. An external id that a user has now counts before one that a merged user had."""
    if call.version < (2, 13):
        raise not_found()
    return Answer(contact_json(call.store, user_with_external_id(call, call.parts["external_id"]), call.version))


def archive_contact(call: Call) -> Answer:
    return _archived(call, True)


def unarchive_contact(call: Call) -> Answer:
    return _archived(call, False)


def delete_contact(call: Call) -> Answer:
    """For good: also of an archived one, and its external id is free again."""
    person = contact_with_id(call, call.parts["contact"], archived=True)
    for table in ("members", "events", "versions", "tagged", "sessions", "conversations"):
        call.store.write(f"delete from {table} where person = ?", person["id"])
    call.store.write("delete from people where id = ?", person["id"])
    return Answer({**_reference(person), "deleted": True})


def _archived(call: Call, archived: bool) -> Answer:
    number = intercom_ids.to_number(intercom_ids.CONTACT, call.parts["contact"])
    if call.store.row("select 1 from merged where person = ? and app = ?", number, call.app) and not archived:
        raise Refusal(400, "action_forbidden", "User has been merged and is not restorable")
    person = contact_with_id(call, call.parts["contact"], archived=True)
    call.store.write("update people set archived = ? where id = ?", int(archived), person["id"])
    changed_now(call.store, person["id"], call.now)
    return Answer({**_reference(person), "archived": archived})


def _reference(person: dict[str, Any]) -> dict[str, Any]:
    text = intercom_ids.to_text(intercom_ids.CONTACT, person["id"])
    return {"type": "contact", "id": text, "external_id": person["user_id"]}


def _checked(call: Call) -> dict[str, Any]:
    """The body, where each field is known in the call's version and of its type."""
    body = call.json_object()
    newest = (
        {"owner_id": is_text, "email_verified": is_boolean} if call.version >= (2, 16) else {"owner_id": is_integer}
    )
    check_fields(body, FIELDS | newest)
    for name in ("role", "external_id", "email"):
        if body.get(name) == "":
            raise Refusal(400, "parameter_invalid", f"{name} must not be empty")
    if body.get("role") not in (None, "user", "lead"):
        raise Refusal(400, "parameter_invalid", "role must be one of: user, lead")
    if body.get("email_verified") is not None and not body.get("email"):
        raise Refusal(400, "parameter_invalid", "email_verified must be sent together with an email")
    if body.get("email") and not ADDRESS.search(body["email"]):
        raise Refusal(400, "parameter_invalid", "email is invalid")
    return body


def _check_conflict(call: Call, given: dict[str, Any], role: str, own: int) -> None:
    """Raise `Refusal`, 409, where another contact has the external id, or the email that nothing tells apart."""
    external_id, email = given.get("external_id"), given.get("email")
    if external_id and role == "lead":
        raise Refusal(400, "parameter_invalid", "external IDs cannot be set if the role is lead")
    others = f"select id, archived from people where id != ? and {CONTACTS}"
    found = external_id and call.store.row(f"{others} and user_id = ?", own, call.app, external_id)
    if not found and email and role == "user":
        alone = "" if call.workspace.unique_emails or not (external_id or own) else " and user_id is null"
        by_email = f"{others} and role = 'user' and email = ? collate nocase{alone} order by id"
        found = call.store.row(by_email, own, call.app, email)
    if found:
        article = "An archived" if found["archived"] else "A"
        text = intercom_ids.to_text(intercom_ids.CONTACT, found["id"])
        raise Refusal(409, "conflict", f"{article} contact matching those details already exists with id={text}")


def _store(call: Call, person: dict[str, Any], role: str, given: dict[str, Any], attributes: dict[str, Any]) -> None:
    kept = {KEPT[name]: _truncate(value) for name, value in given.items() if name in KEPT}
    if isinstance(kept.get("owner_id"), int):
        kept["owner_id"] = str(kept["owner_id"])
    keep_attributes(call.store, "people", person, {**attributes, **kept})
    call.store.write(
        "update people set role = ?, user_id = ?, email = ?, seen = ? where id = ?",
        role,
        given.get("external_id", person["user_id"]),
        given.get("email", person["email"]),
        given.get("last_seen_at") or person_with_id(call.store, person["id"])["seen"],
        person["id"],
    )
    changed_now(call.store, person["id"], call.now)


def _truncate(value: Any) -> Any:
    return value[:MAX_STRING] if isinstance(value, str) else value


def _shown(call: Call, number: int) -> Answer:
    return Answer(contact_json(call.store, person_with_id(call.store, number), call.version))
