"""What a user writes; one line of it is wrong."""

from __future__ import annotations

import intercom_destination as intercom
from intercom_destination import Explainer, explain, snippet, user_hash, user_jwt

tag: str = snippet({"appId": "abc"}, user_id="1", user_hash=user_hash("secret", "1"))
token: str = user_jwt("secret" * 8, "1", 3600)
calls: list[list[object]] = [*explain({"type": "page"}).calls, *Explainer({"appId": "abc"}).explain({}).calls]
policy: str = intercom.content_security_policy("eu", None)
cookies: list[str] = intercom.logout_cookies("abc")
wrong = snippet({"appId": "abc"}, user_id=1)
