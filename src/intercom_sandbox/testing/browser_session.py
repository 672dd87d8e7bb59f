"""Which session of the sandbox a browser has, read off its cookies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

#: Gives a browser's cookies: Playwright's `context.cookies`, Selenium's `driver.get_cookies`.
Cookies = Callable[[], Iterable[Mapping[str, object]]]

#: What JavaScript's `encodeURIComponent` leaves as it is, besides letters and digits.
UNESCAPED = "-_.!~*'()"


def session_token(cookies: Cookies, app_id: str) -> str:
    """The value of the session's cookie; empty where there is none. Raises ValueError for several sessions."""
    name = f"intercom-session-{quote(app_id, safe=UNESCAPED)}"
    found = {str(row.get("value") or ""): str(row.get("domain")) for row in cookies() if row.get("name") == name}
    found.pop("", None)
    if len(found) > 1:
        raise ValueError(
            f"these cookies are of {len(found)} sessions, for {' and '.join(sorted(found.values()))}: give those of "
            "one address, as in `lambda: context.cookies(url)`"
        )
    return next(iter(found), "")
