"""The Messenger's three cookies, by an app's id, on the widest domain that the browser lets a page have.

`cookie_domain`, where the page has set it, is used instead. https://www.intercom.com/help/en/articles/2361922
"""

from __future__ import annotations

from intercom_destination.js import is_string
from intercom_destination.js.dom import Foreign, Window
from intercom_destination.js.globals import Date, __new__, encodeURIComponent
from intercom_sandbox.page.page_types import Settings

WEEK = 7 * 24 * 3600 * 1000
NINE_MONTHS = 271 * 24 * 3600 * 1000
TRIAL = "intercom-trial=1"


def cookie_name(kind: str, app: str) -> str:
    return "intercom-" + kind + "-" + encodeURIComponent(app)


def read_cookie(root: Window, kind: str, app: str) -> str:
    start: Foreign = cookie_name(kind, app) + "="
    for part in root.document.cookie.split("; "):
        if part.indexOf(start) == 0:
            return part.slice(start.length)
    return ""


def write_cookie(root: Window, name: str, value: str, lifetime: float, domain: str) -> None:
    """Keep a value for so many milliseconds; without a domain for this host alone."""
    ends = __new__(Date(Date.now() + lifetime)).toUTCString()
    place = "; domain=" + domain if domain else ""
    root.document.cookie = name + "=" + value + "; path=/; SameSite=Lax; expires=" + ends + place


def cookie_domain(root: Window, settings: Settings) -> str:
    """Where the cookies are: empty for this host alone, as on `localhost`; an IP address has no parents.

    Only the browser knows the public suffixes, so each parent domain is tried, the shortest first.
    """
    given = settings["cookie_domain"]
    if given and is_string(given):
        return given
    labels = root.location.hostname.split(".")
    start = labels.length - 2
    while start >= 0:
        domain = labels.slice(start).join(".")
        root.document.cookie = TRIAL + "; path=/; domain=" + domain
        stays = root.document.cookie.indexOf(TRIAL) >= 0
        write_cookie(root, "intercom-trial", "", -WEEK, domain)
        if stays:
            return domain
        start -= 1
    return ""


def end_session(root: Window, app: str, settings: Settings) -> None:
    """What a shutdown does: the next person is a new one. The device stays the same."""
    domain = cookie_domain(root, settings)
    write_cookie(root, cookie_name("session", app), "", -WEEK, domain)
    write_cookie(root, cookie_name("id", app), "", -WEEK, domain)
