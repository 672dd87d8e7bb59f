"""Intercom takes 20 boots and updates in 30 minutes and refuses the rest; page views must not use them up.

A plain page update tells nothing new. It is left out where 15 calls have been made already, so that five are left for
people and companies.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.platform import attempt, contains, entries, every, own

WINDOW_MS = 1800000
MOST_BEFORE_PAGE = 15


# What a page view carries.
OF_PAGES = ["app_id", "api_base", "widget", "hide_default_launcher"]


def is_known(fields: Any, published: Any) -> bool:
    """Whether an update says nothing but what Intercom has been told before."""

    def is_told(row: Any) -> bool:
        return contains(OF_PAGES, row[0]) and (row[0] != "hide_default_launcher" or own(published, row[0]) is row[1])

    return every(entries(fields), is_told)


def may_spend(messenger: Any, call: Any) -> bool:
    """Whether the call may be made; counts it. Where the page has broken its clock all may."""
    spent = messenger["spent"]
    now = attempt(lambda: messenger["root"].Date.now())
    if call[0] != "boot" and call[0] != "update":
        return True
    is_full = spent.length == MOST_BEFORE_PAGE and now - spent[0] < WINDOW_MS
    if is_full and call[0] == "update" and is_known(call[1], messenger["published"]):
        return False
    spent.push(now)
    if spent.length > MOST_BEFORE_PAGE:
        spent.shift()
    return True
