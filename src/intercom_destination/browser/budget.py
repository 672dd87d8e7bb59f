"""Intercom takes 20 boots and updates in 30 minutes and refuses the rest; page views must not use them up.

A plain page update tells nothing new. It is left out where 15 calls have been made already, so that five are left for
people and companies.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.platform import attempt, entries, own

WINDOW_MS = 1800000
MOST_BEFORE_PAGE = 15


# What a page view carries.
OF_PAGES = {"app_id": 1, "api_base": 1, "widget": 1, "hide_default_launcher": 1}


def is_plain_update(call: Any, published: Any) -> bool:
    """Whether an update says nothing but what Intercom has been told before."""
    if call[0] != "update":
        return False
    for key, value in entries(call[1]):
        if key not in OF_PAGES or (key == "hide_default_launcher" and own(published, key) is not value):
            return False
    return True


def may_spend(messenger: Any, call: Any) -> bool:
    """Whether the call may be made; counts it. Where the page has broken its clock all may."""
    spent = messenger["spent"]
    now = attempt(lambda: messenger["root"].Date.now())
    if call[0] != "boot" and call[0] != "update":
        return True
    is_plain = is_plain_update(call, messenger["published"])
    if is_plain and spent.length == MOST_BEFORE_PAGE and now - spent[0] < WINDOW_MS:
        return False
    spent.push(now)
    if spent.length > MOST_BEFORE_PAGE:
        spent.shift()
    return True
