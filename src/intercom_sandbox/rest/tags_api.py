"""Tags: made by name, and put on contacts."""

from __future__ import annotations

from typing import Any

from intercom_sandbox.rest.call import Answer, Call
from intercom_sandbox.rest.contact_lookup import contact_with_id
from intercom_sandbox.rest.field_types import check_fields, is_text
from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.people import changed_now


def list_tags(call: Call) -> Answer:
    rows = call.store.rows("select * from tags where app = ? order by id", call.app)
    return Answer({"type": "list", "data": [_tag_json(row) for row in rows]})


def show_tag(call: Call) -> Answer:
    return Answer(_tag_json(_tag(call, call.parts["tag"])))


def create_or_update_tag(call: Call) -> Answer:
    """By name, whose case does not count: the one that is there, else a new one. With an id the tag gets that name."""
    body = call.json_object()
    check_fields(body, {"name": is_text, "id": is_text})
    name = body.get("name")
    if not name:
        raise Refusal(400, "parameter_not_found", "name not specified")
    if body.get("id"):
        row = _tag(call, body["id"])
        call.store.write("update or ignore tags set name = ? where id = ?", name, row["id"])
        return Answer(_tag_json(_tag(call, body["id"])))
    known = call.store.row("select * from tags where app = ? and name = ? collate nocase", call.app, name)
    number = known["id"] if known else call.store.write("insert into tags (app, name) values (?, ?)", call.app, name)
    return Answer(_tag_json(_tag(call, str(number))))


def delete_tag(call: Call) -> Answer:
    row = _tag(call, call.parts["tag"])
    call.store.write("delete from tagged where tag = ?", row["id"])
    call.store.write("delete from tags where id = ?", row["id"])
    return Answer(None)


def list_tags_of(call: Call) -> Answer:
    person = contact_with_id(call, call.parts["contact"])
    rows = call.store.rows("select * from tags join tagged on tag = id where person = ? order by id", person["id"])
    return Answer({"type": "list", "data": [_tag_json(row) for row in rows]})


def tag_contact(call: Call) -> Answer:
    person = contact_with_id(call, call.parts["contact"])
    body = call.json_object()
    check_fields(body, {"id": is_text})
    row = _tag(call, body.get("id") or "")
    call.store.write("insert or ignore into tagged values (?, ?, ?)", person["id"], row["id"], call.now)
    changed_now(call.store, person["id"], call.now)
    return Answer(_tag_json(row))


def untag_contact(call: Call) -> Answer:
    person = contact_with_id(call, call.parts["contact"])
    row = _tag(call, call.parts["tag"])
    call.store.write("delete from tagged where person = ? and tag = ?", person["id"], row["id"])
    changed_now(call.store, person["id"], call.now)
    return Answer(_tag_json(row))


def _tag(call: Call, text: str) -> dict[str, Any]:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    row = call.store.row("select * from tags where id = ? and app = ?", number, call.app)
    if row is None:
        raise Refusal(404, "not_found", "Resource Not Found")
    return row


def _tag_json(row: dict[str, Any]) -> dict[str, Any]:
    return {"type": "tag", "id": str(row["id"]), "name": row["name"]}
