"""The custom attributes that a workspace knows: the Messenger makes them as they come, the REST API by a call."""

from __future__ import annotations

from typing import Any

from intercom_sandbox.server.store import Store
from intercom_sandbox.server.workspace import Workspace


def declare(store: Store, workspace: Workspace, now: float, model: str, name: str, value: Any) -> bool:
    """Whether a `contact` or `company` may have the attribute: it is known, or there is room, and then it is made.

    A name is that of one of the two alone.
    """
    app = workspace.app_id
    taken = model_with(store, app, name)
    if taken or not has_room(store, workspace):
        return taken == model
    store.write(
        "insert into attributes (app, model, name, data_type, messenger, created, updated)"
        " values (?, ?, ?, ?, 1, ?, ?)",
        *(app, model, name, type_of(name, value), now, now),
    )
    return True


def model_with(store: Store, app: str, name: str) -> str | None:
    """Whether `contact` or `company` has an attribute of that name, archived or not; None where neither has."""
    row = store.row("select model from attributes where app = ? and name = ?", app, name)
    return str(row["model"]) if row else None


def has_room(store: Store, workspace: Workspace) -> bool:
    """Archived attributes do not count."""
    count = "select count(*) from attributes where app = ? and not archived"
    return store.number(count, workspace.app_id) < workspace.attribute_names


def type_of(name: str, value: Any) -> str:
    """The type that an attribute gets from its first value."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "date" if name.endswith("_at") else "integer"
    return "float" if isinstance(value, float) else "string"
