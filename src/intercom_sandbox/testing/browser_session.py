"""Which session of the sandbox a browser has, read off its cookies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from intercom_destination import logout_cookies

#: Gives a browser's cookies: Playwright's `context.cookies`, Selenium's `driver.get_cookies`.
Cookies = Callable[[], Iterable[Mapping[str, object]]]


def session_token(cookies: Cookies, app_id: str) -> str:
    """The value of the session's cookie; empty where there is none. Raises ValueError for several sessions."""
    # A sign-out expires the very cookie that is looked for.
    name = logout_cookies(app_id)[0].partition("=")[0]
    found = {str(row.get("value") or ""): str(row.get("domain")) for row in cookies() if row.get("name") == name}
    found.pop("", None)
    if len(found) > 1:
        raise ValueError(
            f"these cookies are of {len(found)} sessions, for {' and '.join(sorted(found.values()))}: give those of "
            "one address, as in `lambda: context.cookies(url)`"
        )
    return next(iter(found), "")
