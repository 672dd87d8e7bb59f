"""Which person a call is about, and the refusals where there is none."""

from __future__ import annotations

from typing import Any

from intercom_sandbox.rest import intercom_ids
from intercom_sandbox.rest.call import Call, Moved
from intercom_sandbox.server.http import Refusal

#: Visitors are no contacts.
CONTACTS = "app = ? and role in ('user', 'lead')"
USERS = "app = ? and role = 'user' and not archived"
MERGED = "This contact has been merged. See the 'Link' header for the canonical contact."


def not_found() -> Refusal:
    return Refusal(404, "not_found", "User Not Found")


def contact_with_id(call: Call, text: str, *, archived: bool = False) -> dict[str, Any]:
    """The contact of an id; an archived one only where it is asked for."""
    number = intercom_ids.to_number(intercom_ids.CONTACT, text)
    row = call.store.row(f"select * from people where id = ? and {CONTACTS}", number, call.app)
    if row is None or (row["archived"] and not archived):
        raise not_found()
    return row


def shown_contact(call: Call) -> dict[str, Any]:
    """The contact of a path that is asked for to be shown: a merged one says where it went, since 2.16."""
    try:
        return contact_with_id(call, call.parts["contact"])
    except Refusal:
        number = intercom_ids.to_number(intercom_ids.CONTACT, call.parts["contact"])
        merged = call.store.row("select target from merged where person = ? and app = ?", number, call.app)
        if merged is None or call.version < (2, 16):
            raise
        raise _moved(merged["target"]) from None


def user_with_external_id(call: Call, external_id: str) -> dict[str, Any]:
    """The user of an external id; one that a merged user had says where that one went, since 2.16."""
    found = users_with(call, "user_id", external_id, call.sandbox.faults.lookup_lag)
    if found:
        return found[0]
    statement = "select target from merged where user_id = ? and app = ? order by person desc"
    merged = call.store.row(statement, external_id, call.app)
    if merged is None or call.version < (2, 16):
        raise not_found()
    raise _moved(merged["target"])


def _moved(number: int) -> Moved:
    target = intercom_ids.to_text(intercom_ids.CONTACT, number)
    return Moved(410, "contact_merged", MERGED, f'</contacts/{target}>; rel="canonical"')


def users_with(call: Call, column: str, value: str, lag: int) -> list[dict[str, Any]]:
    """Users by `user_id` or `email` who were there `lag` seconds ago; the case of an email does not count."""
    collate = " collate nocase" if column == "email" else ""
    return call.store.rows(
        f"select * from people where {column} = ?{collate} and {USERS} and created <= ? order by id",
        *(value, call.app, call.now - lag if lag else float("inf")),
    )
