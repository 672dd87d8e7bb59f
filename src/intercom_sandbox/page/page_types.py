"""The records of the page half, for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from typing import TypedDict

from intercom_destination.js.dom import Action, Array, Foreign

Arguments = Array[Foreign]
"""The arguments of `Intercom(...)`, the method first."""

Settings = Foreign
"""What the page has given: any key with any value."""


class Call(TypedDict):
    """One call of `Intercom(...)`."""

    call: int
    method: Foreign


class Log(TypedDict):
    """The log of one page."""

    root: Foreign
    rows: Array[dict[str, Foreign]]
    count: int


class Job(TypedDict):
    """One request that waits, or is under way."""

    path: str
    source: str
    data: str
    events: Foreign
    calls: Foreign
    run: int


class State(TypedDict, total=False):
    """All that the stand-in knows of this page load; `messenger_session.create_state` says what each is at first."""

    root: Foreign
    origin: str
    page: str
    log: Log
    calls: int
    sent_at: Foreign
    jobs: Foreign
    busy: bool
    run: int
    launcher: Foreign
    panel: Foreign
    listens: bool
    listeners: Foreign
    app: str
    settings: Settings
    last: str
    last_at: float
    good: bool
    held: Foreign
    visitor: Foreign
    unread: float
    polls: bool
    hide_launcher: bool
    answered: Foreign
    reports: bool
    toggle: Action
