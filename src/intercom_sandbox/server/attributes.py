"""What of a page's data is kept of a person, a company or an event, and a note for everything that is not.

A note is ``{code, key, message}``; the sandbox shows it to people, it is no part of Intercom's answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from intercom_sandbox.server.declared import declare, model_with
from intercom_sandbox.server.store import Store
from intercom_sandbox.server.verification import text_of
from intercom_sandbox.server.workspace import Workspace

# https://developers.intercom.com/installing-intercom/web/attributes-objects
PERSON = frozenset("email name phone created_at unsubscribed_from_emails language_override avatar".split())
COMPANY = frozenset("name created_at remote_created_at plan monthly_spend size website industry".split())
#: Names that say who it is, or that are read elsewhere.
HANDLED = frozenset("id user_id user_hash intercom_user_jwt company companies custom_attributes".split())

OWNERS = {"contact": "people", "company": "companies"}


@dataclass
class Notes:
    """What was cut or left out, in the order that it came."""

    found: list[dict[str, str]] = field(default_factory=list)

    def add(self, code: str, key: str, message: str) -> None:
        self.found.append({"code": code, "key": key[:255], "message": message})


def person_attributes(
    store: Store, workspace: Workspace, now: float, data: dict[str, Any], notes: Notes
) -> dict[str, Any]:
    """What is kept of a person; null takes an attribute away."""
    kept: dict[str, Any] = {}
    custom = data.get("custom_attributes")
    for key, value in {**data, **(custom if isinstance(custom, dict) else {})}.items():
        if key in PERSON:
            kept[key] = value
        elif key == "last_request_at" or key.startswith("utm_"):
            notes.add("attribute_reserved", key, "Intercom sets this one itself")
        elif key not in HANDLED:
            _keep_custom(store, workspace, now, "contact", key, value, kept, notes)
    return kept


def company_attributes(
    store: Store, workspace: Workspace, now: float, data: dict[str, Any], notes: Notes
) -> dict[str, Any]:
    """What is kept of a company, except its id."""
    kept: dict[str, Any] = {}
    custom = data.get("custom_attributes")
    for key, value in {**data, **(custom if isinstance(custom, dict) else {})}.items():
        if key == "monthly_spend" and (isinstance(value, bool) or not isinstance(value, int)):
            notes.add("attribute_type", "company.monthly_spend", "a whole number is needed")
        elif key in COMPANY:
            kept[key] = value
        elif key not in ("id", "company_id", "remove", "custom_attributes"):
            _keep_custom(store, workspace, now, "company", key, value, kept, notes)
    return kept


def _keep_custom(
    store: Store,
    workspace: Workspace,
    now: float,
    model: str,
    key: str,
    value: Any,
    kept: dict[str, Any],
    notes: Notes,
) -> None:
    """Keep a custom attribute, which the Messenger makes where it is not there yet."""
    if isinstance(value, dict | list):
        notes.add("attribute_type", key, "a custom attribute is a string, a number, a boolean or null")
    elif not declare(store, workspace, now, model, key, value):
        taken = model_with(store, workspace.app_id, key)
        if taken:
            notes.add("attribute_taken", key, f"an attribute of {OWNERS[taken]} has this name")
            return
        notes.add("attribute_limit", key, f"the workspace has its {workspace.attribute_names} custom attributes")
    else:
        kept[key] = _truncate(value, key, workspace.attribute_length, notes)


def _truncate(value: Any, key: str, limit: int, notes: Notes) -> Any:
    if isinstance(value, str) and len(value) > limit:
        notes.add("attribute_length", key, f"cut to {limit} characters")
        return value[:limit]
    return value


def event_name(name: str) -> str:
    """Intercom's spelling of an event's name: `.` and `$` become `-`."""
    return name.replace(".", "-").replace("$", "-")


def event_metadata(workspace: Workspace, given: Any, notes: Notes) -> dict[str, Any]:
    """The first keys, as many as the workspace keeps; nested only rich links and money."""
    kept: dict[str, Any] = {}
    for key, value in given.items() if isinstance(given, dict) else ():
        if isinstance(value, list) or (
            isinstance(value, dict)
            and not {"url", "value"} <= value.keys()
            and not {"amount", "currency"} <= value.keys()
        ):
            notes.add("metadata_type", key, "nested metadata is a rich link or an amount of money")
        elif len(kept) >= workspace.event_metadata:
            notes.add("metadata_limit", key, f"only the first {workspace.event_metadata} keys are kept")
        else:
            kept[key] = _truncate(value, key, workspace.attribute_length, notes)
    return kept


def company_id(data: dict[str, Any]) -> str:
    return text_of(data.get("company_id")) or text_of(data.get("id"))
