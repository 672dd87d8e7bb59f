"""The Messenger's three cookies, by an app's id."""

from __future__ import annotations

from typing import Any

from intercom_destination.js import Date, __new__, encodeURIComponent

WEEK = 7 * 24 * 3600 * 1000
NINE_MONTHS = 271 * 24 * 3600 * 1000


def cookie_name(kind: str, app: str) -> str:
    return "intercom-" + kind + "-" + encodeURIComponent(app)


def read_cookie(root: Any, kind: str, app: str) -> str:
    start: Any = cookie_name(kind, app) + "="
    for part in root.document.cookie.split("; "):
        if part.indexOf(start) == 0:
            return part.slice(start.length)
    return ""


def write_cookie(root: Any, kind: str, app: str, value: str, lifetime: Any) -> None:
    """Keep a value for so many milliseconds."""
    ends = __new__(Date(Date.now() + lifetime)).toUTCString()
    root.document.cookie = cookie_name(kind, app) + "=" + value + "; path=/; SameSite=Lax; expires=" + ends


def end_session(root: Any, app: str) -> None:
    """What a shutdown does: the next person is a new one. The device stays the same."""
    write_cookie(root, "session", app, "", -WEEK)
    write_cookie(root, "id", app, "", -WEEK)
