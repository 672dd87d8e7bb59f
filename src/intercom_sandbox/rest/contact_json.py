"""A contact as the REST API shows it, made of a row of people, or of what that row was."""

from __future__ import annotations

import json
from typing import Any

from intercom_sandbox.rest import intercom_ids
from intercom_sandbox.rest.field_types import is_seconds, text_or_null
from intercom_sandbox.server.attributes import PERSON
from intercom_sandbox.server.store import Store

#: Names in a person's data that are no custom attributes.
STANDARD = PERSON | {"owner_id", "email_verified"}
#: How many companies, tags and notes a contact shows at once.
SHOWN = 10
#: What only the Messenger or an operator would set, and this stand-in does not.
UNSET = (
    "last_replied_at last_contacted_at last_email_opened_at last_email_clicked_at browser browser_version"
    " browser_language os android_app_name android_app_version android_device android_os_version android_sdk_version"
    " android_last_seen_at ios_app_name ios_app_version ios_device ios_os_version ios_sdk_version ios_last_seen_at"
    " utm_campaign utm_content utm_medium utm_source utm_term referrer enabled_push_messaging"
).split()
LOCATION = "country region city country_code continent_code".split()


def contact_fields(row: dict[str, Any], version: tuple[int, int] = (2, 16)) -> dict[str, Any]:
    """What a contact says by itself, and what a search looks at."""
    data = json.loads(row["data"])
    created, owner = int(row["created"]), data.get("owner_id")
    avatar, signed_up = data.get("avatar"), data.get("created_at")
    return {
        "type": "contact",
        "id": intercom_ids.to_text(intercom_ids.CONTACT, row["id"]),
        "workspace_id": row["app"],
        "external_id": row["user_id"],
        "role": row["role"],
        "email": row["email"],
        **({"email_verified": data.get("email_verified", False)} if version >= (2, 16) else {}),
        "phone": text_or_null(data.get("phone")),
        "name": text_or_null(data.get("name")),
        "avatar": text_or_null(avatar.get("image_url") if isinstance(avatar, dict) else avatar),
        "owner_id": owner if owner is None or version >= (2, 16) else int(owner),
        "social_profiles": {"type": "list", "data": []},
        "has_hard_bounced": False,
        "marked_email_as_spam": False,
        "unsubscribed_from_emails": bool(data.get("unsubscribed_from_emails", False)),
        "created_at": created,
        "updated_at": int(row["updated"] or created),
        "signed_up_at": signed_up if is_seconds(signed_up) else None,
        "last_seen_at": int(row["seen"]) or None,
        "language_override": text_or_null(data.get("language_override")),
        **dict.fromkeys(UNSET),
        "location": {"type": "location", **dict.fromkeys(LOCATION)},
        "custom_attributes": {name: value for name, value in data.items() if name not in STANDARD},
    }


def contact_json(store: Store, row: dict[str, Any], version: tuple[int, int]) -> dict[str, Any]:
    """The whole contact, with the first of what it is linked to."""
    fields = contact_fields(row, version)
    companies = store.rows("select company from members where person = ? order by company", row["id"])
    tags = store.rows("select tag from tagged where person = ? order by tag", row["id"])
    company_ids = [intercom_ids.to_text(intercom_ids.COMPANY, one["company"]) for one in companies]
    return {
        **fields,
        "tags": _linked(fields["id"], "tags", "tag", [str(one["tag"]) for one in tags]),
        "notes": _linked(fields["id"], "notes", "note", []),
        "companies": _linked(fields["id"], "companies", "company", company_ids),
        "opted_out_subscription_types": _linked(fields["id"], "subscriptions", "subscription", []),
        "opted_in_subscription_types": _linked(fields["id"], "subscriptions", "subscription", []),
    }


def _linked(contact: str, name: str, kind: str, ids: list[str]) -> dict[str, Any]:
    folder = "companies" if kind == "company" else f"{kind}s"
    return {
        "type": "list",
        "data": [{"id": one, "type": kind, "url": f"/{folder}/{one}"} for one in ids[:SHOWN]],
        "url": f"/contacts/{contact}/{name}",
        "total_count": len(ids),
        "has_more": len(ids) > SHOWN,
    }
