"""`GET /me`: who the token belongs to. A client asks it to see whether the token is right."""

from __future__ import annotations

from intercom_sandbox.rest.attributes_api import ADMIN_ID
from intercom_sandbox.rest.call import Answer, Call

CREATED = 1_577_836_800


def show_me(call: Call) -> Answer:
    workspace = call.workspace
    return Answer(
        {
            "type": "admin",
            "id": ADMIN_ID,
            "email": "admin@example.com",
            "name": "Sandbox Admin",
            "email_verified": True,
            "app": {
                "type": "app",
                "id_code": workspace.app_id,
                "name": workspace.name,
                "created_at": CREATED,
                "secure": workspace.identity != "off",
                "identity_verification": workspace.identity != "off",
                "timezone": "UTC",
                "region": (workspace.region or "us").upper(),
            },
            "avatar": {"type": "avatar", "image_url": None},
            "has_inbox_seat": True,
        }
    )
