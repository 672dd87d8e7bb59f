"""Intercom takes 20 boots and updates in 30 minutes and refuses the rest; page views must not use them up.

A plain page update tells nothing new. It is left out where 15 calls have been made already, so that five are left for
people and companies.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.platform import contains, entries, every

WINDOW_MS = 1800000
MOST_BEFORE_PAGE = 15

# What every boot and update carries.
ALWAYS_THERE = ["app_id", "api_base", "widget"]


def is_plain_update(call: Any) -> bool:
    return call[0] == "update" and every(entries(call[1]), lambda row: contains(ALWAYS_THERE, row[0]))


def may_spend(spent: Any, now: Any, call: Any) -> bool:
    """Whether the call may be made. `spent` holds the times (ms) of the last boots and updates, and takes this one."""
    if call[0] != "boot" and call[0] != "update":
        return True
    if spent.length == MOST_BEFORE_PAGE and now - spent[0] < WINDOW_MS and is_plain_update(call):
        return False
    spent.push(now)
    if spent.length > MOST_BEFORE_PAGE:
        spent.shift()
    return True
