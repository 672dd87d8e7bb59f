"""What a boot or update works on: the page's `window.intercomSettings` with the call's own on top."""

from __future__ import annotations

from intercom_destination.js import entries, get_own, is_plain
from intercom_destination.js.dom import Window
from intercom_destination.js.globals import JSON, __typeof__
from intercom_sandbox.page.page_types import Settings

#: Settings of the launcher and the connection: they stay in the page.
NOT_SENT: dict[str, bool] = {
    "app_id": True,
    "api_base": True,
    "custom_launcher_selector": True,
    "widget": True,
    "alignment": True,
    "vertical_padding": True,
    "horizontal_padding": True,
    "z_index": True,
    "hide_default_launcher": True,
    "hide_notifications": True,
    "theme_mode": True,
    "session_duration": True,
    "action_color": True,
    "background_color": True,
    "page_title": True,
    "installation_type": True,
    "auth_tokens": True,
    "cookie_domain": True,
    "disabled": True,
}


def merged(root: Window, given: object) -> Settings:
    """A new object: the global's keys, and the call's on top of them."""
    result: Settings = {}
    for source in [root.intercomSettings, given]:
        if is_plain(source):
            for key, value in entries(source):
                result[key] = value
    return result


def user_data(settings: Settings) -> str:
    """JSON of what is sent: null stays, undefined and functions go. Empty where it cannot be written."""
    sent: Settings = {}
    for key, value in entries(settings):
        if not get_own(NOT_SENT, key):
            sent[key] = value
    try:
        return JSON.stringify(sent)
    except Exception:
        return ""


def launcher_selector(settings: Settings) -> str:
    """What opens the Messenger besides its launcher; the newer name wins."""
    selector = settings["custom_launcher_selector"]
    widget = settings["widget"]
    if not selector and is_plain(widget):
        selector = widget["activator"]
    return selector if selector and __typeof__(selector) == "string" else ""
