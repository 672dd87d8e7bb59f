"""People: a visitor becomes a lead by writing, and a user by a user id or an email."""

from __future__ import annotations

import json
import secrets
from typing import Any

from intercom_sandbox.server.attributes import Notes, company_attributes, company_id
from intercom_sandbox.server.store import VERSIONED, Store
from intercom_sandbox.server.verification import text_of
from intercom_sandbox.server.workspace import LONGEST_LAG, Workspace


def session_person(store: Store, app: str, token: str) -> dict[str, Any] | None:
    """Whom a session belongs to."""
    return store.row(
        "select people.* from sessions join people on people.id = person where token = ? and sessions.app = ?",
        token,
        app,
    )


def find_person(
    store: Store, app: str, now: float, data: dict[str, Any], current: dict[str, Any] | None, is_boot: bool
) -> dict[str, Any]:
    """The person that a ping is about, made or raised to a user where that is due. `current` is the session's.

    A ping that names nobody is about the session's person: that is how one person's conversations are shown to
    the next where nobody has ended the session.
    """
    user_id, email = text_of(data.get("user_id")), text_of(data.get("email"))
    if not user_id and not email:
        return current or add_person(store, app, now)
    found = None
    if user_id:
        found = store.row("select * from people where app = ? and user_id = ?", app, user_id)
        found = found or store.row(
            "select * from people where app = ? and email = ? and user_id is null and role = 'user'", app, email
        )
    elif current and current["user_id"] and not is_boot:
        found = current  # an update of the user's email
    else:
        found = store.row("select * from people where app = ? and email = ? and role = 'user' order by id", app, email)
    anonymous = current if current and current["role"] != "user" else None
    if found is None:
        found = anonymous or add_person(store, app, now)
    elif anonymous:
        merge(store, anonymous["id"], found["id"])
    store.write(
        "update people set role = 'user', user_id = coalesce(?, user_id), email = coalesce(?, email) where id = ?",
        user_id or None,
        email or None,
        found["id"],
    )
    return person_with_id(store, found["id"])


def person_with_id(store: Store, number: int) -> dict[str, Any]:
    return store.rows("select * from people where id = ?", number)[0]


def add_person(store: Store, app: str, now: float) -> dict[str, Any]:
    """A new visitor."""
    number = store.write(
        "insert into people (app, role, anonymous_id, created, seen) values (?, 'visitor', ?, ?, ?)",
        app,
        secrets.token_hex(12),
        now,
        now,
    )
    return person_with_id(store, number)


def merge(store: Store, visitor: int, user: int) -> None:
    """What a visitor or lead has done becomes the user's; of the visitor only the way to the user is left."""
    # In a file of an earlier release the number of somebody who is gone may have come again.
    store.write(
        "insert or replace into merged (person, app, target, user_id)"
        " select id, app, ?, user_id from people where id = ?",
        *(user, visitor),
    )
    store.write("update merged set target = ? where target = ?", user, visitor)
    store.write("update or ignore tagged set person = ? where person = ?", user, visitor)
    store.write("delete from tagged where person = ?", visitor)
    store.write("delete from versions where person = ?", visitor)
    store.write("update conversations set person = ? where person = ?", user, visitor)
    store.write("update events set person = ? where person = ?", user, visitor)
    store.write("update sessions set person = ? where person = ?", user, visitor)
    store.write("update or ignore members set person = ? where person = ?", user, visitor)
    store.write("delete from members where person = ?", visitor)
    store.write("delete from people where id = ?", visitor)


def changed_now(store: Store, number: int, now: float) -> None:
    """Stamp a change of a person, and keep what they are from now on for searches that lag behind."""
    store.write("update people set updated = ? where id = ?", now, number)
    store.write(
        f"insert into versions (at, person, {VERSIONED}) select ?, id, {VERSIONED} from people where id = ?",  # noqa: S608
        now,
        number,
    )
    # What a search can still ask for is the newest of those that are old enough, and all after it.
    store.write(
        "delete from versions where person = ? and id < (select max(id) from versions where person = ? and at <= ?)",
        *(number, number, now - LONGEST_LAG),
    )


def keep_attributes(store: Store, table: str, row: dict[str, Any], new: dict[str, Any]) -> dict[str, list[Any]]:
    """Store attributes; what has changed, as ``{name: [old, new]}``."""
    old = json.loads(row["data"])
    changes = {key: [old.get(key), value] for key, value in new.items() if old.get(key) != value}
    if changes:
        merged = {key: value for key, value in {**old, **new}.items() if value is not None}
        store.write(f"update {table} set data = ? where id = ?", json.dumps(merged), row["id"])  # noqa: S608
    return changes


def keep_company(
    store: Store, workspace: Workspace, now: float, person: int, data: Any, notes: Notes
) -> dict[str, Any] | None:
    """Make or change a company and the person's membership; what was done, else None with a note."""
    if not isinstance(data, dict):
        notes.add("company_type", "company", "a company is an object")
        return None
    app, key = workspace.app_id, company_id(data)
    row = store.row("select * from companies where app = ? and company_id = ?", app, key) if key else None
    if row is None and not (key and text_of(data.get("name"))):
        notes.add("company_incomplete", "company", "a company needs an id and a name before it is made")
        return None
    made = row is None
    if row is None:
        store.write("insert into companies (app, company_id, data, created) values (?, ?, '{}', ?)", app, key, now)
        row = store.rows("select * from companies where app = ? and company_id = ?", app, key)[0]
    if data.get("remove") is True:
        store.write("delete from members where person = ? and company = ?", person, row["id"])
        return {"company_id": key, "removed": True}
    changes = keep_attributes(store, "companies", row, company_attributes(store, workspace, now, data, notes))
    store.write("insert or ignore into members values (?, ?)", person, row["id"])
    store.write("update companies set updated = ? where id = ?", now, row["id"])
    return {"company_id": key, "made": made, "changes": changes}


def companies_of(store: Store, person: int) -> list[dict[str, Any]]:
    found = store.rows(
        "select company_id, data from companies join members on company = companies.id where person = ? order by id",
        person,
    )
    return [{"company_id": row["company_id"], **json.loads(row["data"])} for row in found]
