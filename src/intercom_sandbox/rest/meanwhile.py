"""What others do to a contact in the meantime, where a fault orders it: they make it, or merge it into another one."""

from __future__ import annotations

from intercom_sandbox.rest import intercom_ids
from intercom_sandbox.rest.call import Answer, Call
from intercom_sandbox.rest.contact_lookup import CONTACTS
from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.people import changed_now, merge

COPIED = "app, role, anonymous_id, user_id, email, data, created, seen, updated, archived"


def merge_meanwhile(call: Call) -> None:
    """Merge the contact that the path names into a copy of it, so that its id is gone. A copy stays what it is."""
    store, number = call.store, intercom_ids.to_number(intercom_ids.CONTACT, call.parts.get("contact", ""))
    with store:
        is_there = store.row(f"select 1 from people where id = ? and {CONTACTS}", number, call.app)
        if not is_there or store.row("select 1 from merged where target = ?", number):
            return
        copy = store.write(f"insert into people ({COPIED}) select {COPIED} from people where id = ?", number)
        merge(store, number, copy)
        changed_now(store, copy, call.now)


def refuse_made_meanwhile(line: str, answer: Answer) -> None:
    """Raise `Refusal`, 409, for a contact that the call has just made: it is as if somebody else had been faster."""
    if line == "POST /contacts":
        message = f"A contact matching those details already exists with id={answer.body['id']}"
        raise Refusal(409, "conflict", message)
