"""Who may be who they say they are: `user_hash`, JWT, and the domains that a workspace trusts."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any
from urllib.parse import urlsplit

import jwt

from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.workspace import Workspace

WRONG_APP = "The App ID in your code snippet is incorrect. Check the App ID, and the region of the workspace."
WRONG_DOMAIN = "This domain is not allowed for the Intercom Messenger. Add it to the trusted domains of the workspace."
NEEDS_HASH = "A valid user_hash is required to authenticate users when Identity Verification is enabled."
NEEDS_JWT = "A valid intercom_user_jwt is required to authenticate users when Messenger security is enabled."


def expected_hash(secret: str, person: str) -> str:
    """Lower-case hex of HMAC-SHA256."""
    return hmac.new(secret.encode(), person.encode(), hashlib.sha256).hexdigest()


def text_of(value: Any) -> str:
    """An id, hash or token as text; a value of another kind counts as none."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def verified(workspace: Workspace, user_data: dict[str, Any]) -> dict[str, Any]:
    """What the page says of the person, with the claims of its JWT. Raises `Refusal`, 403."""
    if workspace.identity == "jwt":
        return _with_claims(workspace, user_data)
    person = text_of(user_data.get("user_id")) or text_of(user_data.get("email"))
    if workspace.identity == "hmac" and person:
        given = text_of(user_data.get("user_hash"))
        if not given:
            raise Refusal(403, "missing_user_hash", f"Missing user_hash. {NEEDS_HASH}")
        if not hmac.compare_digest(given.encode(), expected_hash(workspace.secret, person).encode()):
            raise Refusal(403, "invalid_user_hash", f"Invalid user_hash. {NEEDS_HASH}")
    return user_data


def _with_claims(workspace: Workspace, user_data: dict[str, Any]) -> dict[str, Any]:
    token = text_of(user_data.get("intercom_user_jwt"))
    named = text_of(user_data.get("user_id"))
    if not token:
        if not named and not user_data.get("email"):
            return user_data
        raise Refusal(403, "missing_user_jwt", f"Missing intercom_user_jwt. {NEEDS_JWT}")
    try:
        claims = jwt.decode(token, workspace.secret, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.ExpiredSignatureError:
        raise Refusal(403, "expired_user_jwt", f"Expired intercom_user_jwt. {NEEDS_JWT}") from None
    except jwt.PyJWTError:
        raise Refusal(403, "invalid_user_jwt", f"Invalid intercom_user_jwt. {NEEDS_JWT}") from None
    claimed = text_of(claims.get("user_id"))
    if not claimed or (named and named != claimed):
        raise Refusal(403, "invalid_user_jwt", f"Invalid intercom_user_jwt: its user_id is not the page's. {NEEDS_JWT}")
    mail = {"email": claims["email"]} if text_of(claims.get("email")) else {}
    return {**user_data, **mail, "user_id": claimed}


def check_domain(workspace: Workspace, origin: str) -> None:
    """Raise `Refusal` where the page's origin is none of the trusted domains; `*.` in front means any below."""
    try:
        host = (urlsplit(origin).hostname or "").lower()
    except ValueError:
        host = ""
    for domain in workspace.trusted_domains:
        name = domain.lower()
        if host == name or (name.startswith("*.") and host.endswith(name[1:])):
            return
    if workspace.trusted_domains:
        raise Refusal(403, "domain_not_allowed", WRONG_DOMAIN)


def check_region(workspace: Workspace, api_base: str) -> None:
    """Raise `Refusal` where the page asks for the API of another region than the workspace's."""
    if not workspace.region:
        return
    host = urlsplit(api_base if "//" in api_base else f"//{api_base}").hostname or ""
    asked = next((region for region in ("eu", "au") if host == f"api-iam.{region}.intercom.io"), "us")
    if asked != workspace.region:
        raise Refusal(404, "app_not_found", WRONG_APP)
