"""Identity verification: what a server tells Intercom so that nobody can pose as somebody else.

Sources: "Identity Verification" of Segment's Intercom document (HMAC-SHA256 over the user id, never the email), and
Intercom's documentation of JSON Web Tokens. Both need the workspace's secret, which never goes to a browser.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import time
from datetime import timedelta
from typing import Any

from intercom_destination.server.checks import required_string


def user_hash(secret: str, user_id: str) -> str:
    """The `user_hash` of a person: HMAC-SHA256 of the user id, 64 lower-case hex digits.

    `user_id` has to be the very string that `identify` gets. Raises TypeError for anything but a string (a number could
    reach Intercom in another form than it was hashed in), ValueError where one of the two is empty.
    """
    key, message = required_string("secret", secret), required_string("user_id", user_id)
    return hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()


def check_user_hash(secret: str, user_id: str, given: object) -> bool:
    """Whether a hash is the person's; takes the same time wherever the difference is."""
    expected = user_hash(secret, user_id)
    return isinstance(given, str) and hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace"))


def user_jwt(secret: str, user_id: str, expires_in: timedelta | float | None = 3600, **claims: Any) -> str:
    """The `intercom_user_jwt` of a person: signed with HS256.

    `expires_in` is in seconds, or a timedelta; None means that it does not expire. Further claims (email, name, ...)
    are attributes that Intercom then takes from here only. Raises TypeError and ValueError as `user_hash` does.
    """
    import jwt  # here, so that everything else works without loading it

    key = required_string("secret", secret)
    payload: dict[str, Any] = {"user_id": required_string("user_id", user_id), **claims}
    if "exp" in claims:
        raise TypeError("exp is set by expires_in, in seconds")
    if expires_in is not None:
        seconds = expires_in.total_seconds() if isinstance(expires_in, timedelta) else expires_in
        if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
            raise TypeError(f"expires_in has to be seconds or a timedelta, not {type(expires_in).__name__}")
        if not 0 < seconds < math.inf:
            raise ValueError(f"expires_in has to be more than 0 seconds, and a number of them, not {seconds}")
        payload["exp"] = int(time.time() + seconds)
    return jwt.encode(payload, key, algorithm="HS256")


def check_user_jwt(secret: str, user_id: str, given: object) -> bool:
    """Whether a token is the person's, signed with the secret, and not expired."""
    import jwt

    key, expected = required_string("secret", secret), required_string("user_id", user_id)
    if not isinstance(given, str):
        return False
    try:
        found = jwt.decode(given, key, algorithms=["HS256"]).get("user_id")
    except jwt.InvalidTokenError:
        return False
    return isinstance(found, str) and hmac.compare_digest(expected.encode(), found.encode("utf-8", "replace"))
