"""A company as the REST API shows it."""

from __future__ import annotations

import json
from typing import Any

from intercom_sandbox.rest import intercom_ids
from intercom_sandbox.rest.field_types import is_integer, is_seconds, text_or_null
from intercom_sandbox.server.attributes import COMPANY
from intercom_sandbox.server.store import Store


def company_json(store: Store, row: dict[str, Any]) -> dict[str, Any]:
    data = json.loads(row["data"])
    created, plan = int(row["created"]), data.get("plan")
    remote = data.get("remote_created_at", data.get("created_at"))
    return {
        "type": "company",
        "company_id": row["company_id"],
        "id": intercom_ids.to_text(intercom_ids.COMPANY, row["id"]),
        "app_id": row["app"],
        "name": text_or_null(data.get("name")),
        "remote_created_at": remote if is_seconds(remote) else None,
        "created_at": created,
        "updated_at": int(row["updated"] or created),
        "last_request_at": data.get("last_request_at"),
        "monthly_spend": data.get("monthly_spend", 0),
        "session_count": 0,
        "user_count": store.number("select count(*) from members where company = ?", row["id"]),
        **({"size": data["size"] if is_integer(data["size"]) else None} if "size" in data else {}),
        **{name: text_or_null(data[name]) for name in ("website", "industry") if name in data},
        "tags": {"type": "tag.list", "tags": []},
        "segments": {"type": "segment.list", "segments": []},
        "plan": {"type": "plan", "id": _plan_id(plan), "name": plan} if isinstance(plan, str) and plan else {},
        "custom_attributes": {
            name: value for name, value in data.items() if name not in COMPANY and name != "last_request_at"
        },
    }


def _plan_id(name: str) -> str:
    """The same for the same name."""
    return str(sum(name.encode()) + 1_000_000)
