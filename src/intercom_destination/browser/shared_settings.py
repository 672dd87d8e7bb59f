"""`window.intercomSettings`: one object that the site and this bundle share.

The Messenger merges it under every boot and update. The site's keys stay the site's: a key that was there before, or
that the site has changed since, is neither overwritten nor removed.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import undefined
from intercom_destination.mapping.values import joined
from intercom_destination.platform import entries, is_plain, own

GLOBAL = "intercomSettings"


def publish(root: Any, published: Any, last: Any, fields: Any) -> Any:
    """Put the newest fields there; `published` remembers what this bundle has put there so far.

    Gives the object that has them. Where it is not the `last` one all goes there again: the site has replaced that.
    """
    target = root[GLOBAL]
    if not is_plain(target):
        target = {}
        root[GLOBAL] = target
    for key, value in entries(fields if target is last else joined(published, fields)):
        # Today's Messenger reads the activator under a name of its own.
        if key == "widget":
            key = "custom_launcher_selector"
            value = value["activator"]
        there = own(target, key)
        if (there is undefined or there is own(published, key)) and put(target, key, value):
            published[key] = value
    return target


def put(target: Any, key: str, value: Any) -> bool:
    """Whether the key could be set: a site may have frozen its object."""
    try:
        target[key] = value
    except Exception:
        return False
    return target[key] is value


def withdraw(root: Any, published: Any) -> None:
    """Take away what this bundle has put there."""
    target = root[GLOBAL]
    for key, value in entries(published):
        if is_plain(target) and own(target, key) is value:
            try:
                del target[key]
            except Exception:
                # Frozen by the site since.
                pass
        del published[key]
