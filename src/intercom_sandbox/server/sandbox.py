"""The sandbox's heart: what a ping and a list of events do, what is refused, and a feed of all of it."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any

from intercom_sandbox.server import verification
from intercom_sandbox.server.attributes import Notes, event_metadata, event_name, person_attributes
from intercom_sandbox.server.conversations import Conversations
from intercom_sandbox.server.feed_changes import FeedChanges
from intercom_sandbox.server.http import Refusal, json_list, json_object, required
from intercom_sandbox.server.people import (
    add_person,
    changed_now,
    companies_of,
    find_person,
    keep_attributes,
    keep_company,
    person_with_id,
    session_person,
)
from intercom_sandbox.server.store import Store
from intercom_sandbox.server.workspace import Faults, Workspace

REFUSALS = {
    "app_id": (404, "app_not_found", verification.WRONG_APP),
    "domain": (403, "domain_not_allowed", verification.WRONG_DOMAIN),
    "identity": (403, "invalid_user_hash", f"Invalid user_hash. {verification.NEEDS_HASH}"),
}


class Sandbox:
    """The workspaces of one server. `path` is a file of SQLite; `now` gives unix seconds."""

    def __init__(
        self,
        workspaces: Iterable[Workspace] = (Workspace(),),
        path: str = ":memory:",
        now: Callable[[], float] = time.time,
    ) -> None:
        self._started_with = {workspace.app_id: workspace for workspace in workspaces}
        self.workspaces = dict(self._started_with)
        self.faults = Faults()
        self.store = Store(path)
        self.conversations = Conversations(self.store, now)
        self.now = now
        self.changes = FeedChanges()
        #: How often pages have asked for the Messenger's script, and how often all was made as at the start.
        self.widget_requests = self.resets = 0

    def restore(self) -> None:
        """Workspaces as at the start, and no faults; who is there stays."""
        self.workspaces = dict(self._started_with)
        self.faults = Faults()

    def reset(self) -> None:
        """Everything as it was at the start, and nobody there."""
        self.restore()
        self.resets += 1
        self.widget_requests = 0
        self.store.clear()

    def first_workspace(self, app_id: str) -> Workspace:
        """A workspace as it was at the start."""
        return self._started_with.get(app_id, Workspace(app_id))

    def note(self, kind: str, app: str, data: dict[str, Any]) -> None:
        self.store.note(self.now(), kind, app, data)
        self.changes.notify()

    def workspace(self, app_id: str) -> Workspace:
        if app_id not in self.workspaces:
            raise Refusal(404, "app_not_found", verification.WRONG_APP)
        return self.workspaces[app_id]

    def ping(self, form: dict[str, str], origin: str) -> dict[str, Any]:
        """Take a boot or an update. Raises `Refusal`; both are in the feed."""
        return self._noted("ping", form, lambda notes: self._ping(form, origin, notes))

    def events(self, form: dict[str, str], origin: str) -> dict[str, Any]:
        """Take a list of events. Raises `Refusal`; both are in the feed."""
        return self._noted("events", form, lambda notes: self._events(form, origin, notes))

    def _noted(self, kind: str, form: dict[str, str], run: Callable[[Notes], dict[str, Any]]) -> dict[str, Any]:
        app, notes = form.get("app_id", ""), Notes()
        sent = {name: _shown(text) for name, text in form.items()}
        try:
            with self.store:
                done = run(notes)
                self.note(kind, app, {"sent": sent, "status": 200, "stored": done["stored"], "notes": notes.found})
        except Refusal as refusal:
            if refusal.code == "domain_not_allowed":
                self.store.write("delete from sessions where token = ?", form.get("session", ""))
            self.note(kind, app, {"sent": sent, "status": refusal.status, "error": refusal.body, "notes": notes.found})
            raise
        return {**done["answer"], "notes": notes.found}

    def _checked(self, form: dict[str, str], origin: str) -> Workspace:
        if self.faults.refuse:
            raise Refusal(*REFUSALS[self.faults.refuse])
        workspace = self.workspace(required(form, "app_id"))
        try:
            verification.check_region(workspace, form.get("api_base", ""))
        except ValueError:
            raise Refusal(400, "parameter_invalid", "api_base is no URL") from None
        verification.check_domain(workspace, origin)
        return workspace

    def _ping(self, form: dict[str, str], origin: str, notes: Notes) -> dict[str, Any]:
        workspace = self._checked(form, origin)
        user_data = json_object(form, "user_data")
        source = form.get("source", "")
        if source not in ("apiBoot", "apiUpdate"):
            raise Refusal(400, "parameter_invalid", "source is apiBoot or apiUpdate")
        data = verification.verified(workspace, user_data)
        store, app, token = self.store, workspace.app_id, form.get("session", "")
        current = session_person(store, app, token)
        if current is None:
            token = secrets.token_hex(16)
            current = store.row(
                "select * from people where app = ? and anonymous_id = ? and role != 'user'",
                app,
                form.get("visitor_id", ""),
            )
        before = current["role"] if current else None
        person = find_person(store, app, self.now(), data, current, source == "apiBoot")
        store.write("insert or replace into sessions values (?, ?, ?)", token, app, person["id"])
        # Who comes back is no longer archived.
        store.write("update people set seen = ?, archived = 0 where id = ?", self.now(), person["id"])
        changes = keep_attributes(store, "people", person, person_attributes(store, workspace, self.now(), data, notes))
        several = data.get("companies")
        given = [*([data["company"]] if data.get("company") is not None else [])]
        given += several if isinstance(several, list) else []
        companies = [keep_company(store, workspace, self.now(), person["id"], one, notes) for one in given]
        changed_now(store, person["id"], self.now())
        shown = describe(store, person["id"])
        stored = {"person": shown, "was": before, "changes": changes, "companies": [one for one in companies if one]}
        answer = {
            "type": "ping",
            "session": token,
            "visitor_id": person["anonymous_id"],
            "device_id": form.get("device_id") or secrets.token_hex(12),
            "user": {"role": person["role"], "user_id": person["user_id"], "email": person["email"]},
            "hide_launcher": workspace.hide_launcher,
            **self.conversations.figures(person["id"], token),
        }
        return {"stored": stored, "answer": answer}

    def _events(self, form: dict[str, str], origin: str, notes: Notes) -> dict[str, Any]:
        workspace = self._checked(form, origin)
        given = json_list(form, "event_list")
        store, app = self.store, workspace.app_id
        person = session_person(store, app, form.get("session", "")) or add_person(store, app, self.now())
        stored: list[dict[str, Any]] = []
        limit = 0 if self.faults.event_limit else workspace.event_names
        for event in given:
            name = event.get("event_name") if isinstance(event, dict) else None
            if not isinstance(name, str) or not name:
                raise Refusal(400, "parameter_invalid", "an event needs an event_name")
            name = event_name(name)
            if not store.has_room(app, "event", name.lower(), limit):
                notes.add("event_limit", name, f"the workspace has its {workspace.event_names} event names")
                continue
            metadata = event_metadata(workspace, event.get("metadata"), notes)
            store.write(
                "insert into events (app, person, name, metadata, created) values (?, ?, ?, ?, ?)",
                *(app, person["id"], name, json.dumps(metadata), self.now()),
            )
            stored.append({"name": name, "metadata": metadata})
        if given and not stored:
            raise Refusal(422, "event_limit_exceeded", f"The workspace has its {workspace.event_names} event names")
        return {
            "stored": {"person": person["id"], "events": stored},
            "answer": {"type": "events", "stored": len(stored)},
        }


def describe(store: Store, number: int) -> dict[str, Any]:
    """A person as people want to see one."""
    row = person_with_id(store, number)
    names = ("id", "role", "user_id", "email", "anonymous_id", "created", "seen")
    return {
        **{name: row[name] for name in names},
        "archived": bool(row["archived"]),
        "attributes": json.loads(row["data"]),
        "companies": companies_of(store, number),
        "events": store.number("select count(*) from events where person = ?", number),
    }


def _shown(text: str) -> Any:
    """A form's field for the feed: JSON as what it holds, where it holds something."""
    if text[:1] not in ("{", "["):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
