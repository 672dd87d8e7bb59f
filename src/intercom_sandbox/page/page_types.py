"""The records of the page half, for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from intercom_destination.events.event_types import Fields
from intercom_destination.js.dom import Action, Array, Element, Foreign, Window

Arguments = Array[Foreign]
"""The arguments of `Intercom(...)`, the method first."""

Settings = Fields
"""What the page has given: any key with any value."""


class Call(TypedDict):
    """One call of `Intercom(...)`."""

    call: int
    method: Foreign


class Log(TypedDict):
    """The log of one page."""

    root: Window
    rows: Array[dict[str, Foreign]]
    count: int


class Job(TypedDict):
    """One request that waits, or is under way."""

    path: str
    source: str
    data: str
    events: Array[dict[str, object]]
    calls: Array[Call]
    run: int


class Launcher(TypedDict):
    """The launcher's elements."""

    app: Element
    button: Element
    badge: Element


class Panel(TypedDict):
    """The opened Messenger's elements, and the one that had the focus before."""

    container: Element
    frame: Element
    opener: Element | None


class State(TypedDict, total=False):
    """All that the stand-in knows of this page load; `messenger_session.create_state` says what each is at first."""

    root: Window
    origin: str
    page: str
    log: Log
    calls: int
    sent_at: Array[float]
    jobs: Array[Job]
    busy: bool
    run: int
    launcher: Launcher | None
    panel: Panel | None
    listens: bool
    listeners: Array[list[Foreign]]
    app: str
    settings: Settings
    last: str
    last_at: float
    good: bool
    held: Array[list[Foreign]]
    visitor: str
    unread: float
    polls: bool
    hide_launcher: bool
    answered: Callable[[Job, int, Foreign], object]
    reports: bool
    toggle: Action
