"""`window.intercomSettings`: one object that the site and this bundle share.

The Messenger merges it under every boot and update. The site's keys stay the site's: a key that was there before, or
that the site has changed since, is neither overwritten nor removed.
"""

from __future__ import annotations

from intercom_destination.events.event_types import Fields
from intercom_destination.js import entries, get_own, is_plain
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import merge
from intercom_destination.web.mapping.settings import messenger_settings
from intercom_destination.web.records import Client

GLOBAL = "intercomSettings"


def publish(client: Client, fields: Fields) -> None:
    """Put the newest fields there; where the site has replaced the object since, all goes there again."""
    root = client["root"]
    published = client["published"]
    target = root[GLOBAL]
    if not is_plain(target):
        target = {}
        root[GLOBAL] = target
    for key, value in entries(fields if target is client["shared"] else merge(published, fields)):
        # Today's Messenger reads the activator under a name of its own.
        if key == "widget":
            key = "custom_launcher_selector"
            value = value["activator"]
        there = get_own(target, key)
        if there is undefined or there is get_own(published, key):
            if set_key(target, key, value):
                published[key] = value
        elif key != "hide_default_launcher" and get_own(messenger_settings(client["checked"]), key) is not undefined:
            # The site's own look goes before the settings', and a call's would go before the global's.
            del fields[key]
    client["shared"] = target


def has_lost_proof(client: Client) -> bool:
    """Whether the site has taken our hash or token out of the object; for diagnostics only."""
    target = client["root"][GLOBAL]
    for key in ["user_hash", "intercom_user_jwt"]:
        if get_own(client["published"], key) is not undefined and get_own(target, key) is undefined:
            return True
    return False


def set_key(target: Fields, key: str, value: object) -> bool:
    """Whether the key could be set: a site may have frozen its object."""
    try:
        target[key] = value
    except Exception:
        return False
    return target[key] is value


def withdraw(client: Client) -> None:
    """Take away what this bundle has put there."""
    target = client["root"][GLOBAL]
    for key, value in entries(client["published"]):
        if is_plain(target) and get_own(target, key) is value:
            try:
                del target[key]
            except Exception:
                # Frozen by the site since.
                pass
    client["published"] = {}
