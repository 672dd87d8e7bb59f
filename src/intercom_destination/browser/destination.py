"""One destination on a page: its settings, its session, its Messenger. The core that every door leads to."""

from __future__ import annotations

from typing import Any

from intercom_destination.browser.complaint import complain, refuse
from intercom_destination.browser.messenger import create_messenger, remove, send, stand_in
from intercom_destination.browser.messenger import load as load_messenger
from intercom_destination.mapping.destination import calls_for, end_session, new_session
from intercom_destination.mapping.settings import checked_settings


def create_destination(root: Any, given_settings: Any, nonce: Any) -> Any:
    """A destination that has not touched the page yet. `nonce` is the page's, for the widget's script tag."""

    def report(name: str, value: Any, allowed: str) -> None:
        refuse(root, 'setting "' + name + '"', value, allowed)

    settings = checked_settings(given_settings, report)
    return {"settings": settings, "session": new_session(), "messenger": create_messenger(root, settings, nonce)}


def root_of(destination: Any) -> Any:
    """The page's global object."""
    return destination["messenger"]["root"]


def open_up(destination: Any) -> None:
    """Make the page able to take Intercom's calls."""
    if destination["settings"]["appId"] == "":
        complain(root_of(destination), "no appId, so nothing is loaded and nothing is sent")
    else:
        stand_in(destination["messenger"])


def load(destination: Any) -> None:
    """Have the widget fetched, where it is this bundle's to fetch."""
    load_messenger(destination["messenger"])


def handle(destination: Any, method: str, event: Any, host_group: Any) -> None:
    """Send what one Segment call becomes."""
    send(
        destination["messenger"], calls_for(method, event, host_group, destination["settings"], destination["session"])
    )


def end(destination: Any) -> None:
    """The person has left: end the Intercom session, unless the settings say not to."""
    settings = destination["settings"]
    if settings["shutdownOnLogout"] and settings["appId"] != "":
        send(destination["messenger"], end_session(destination["session"]))


def close(destination: Any) -> None:
    """The host takes the destination down: end the session, and take the stub back where it still is one."""
    end(destination)
    remove(destination["messenger"])
