"""The records of the app's side: all keys that a client and its session have, each in one place.

For the type checker only; keys are shortened in the delivered file. Both as in `web/records.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from intercom_destination.events.event_types import Fields
from intercom_destination.js.dom import Thenable
from intercom_destination.js.libraries import Adapter
from intercom_destination.mobile.call_types import Call, Settings


class Session(TypedDict, total=False):
    """Whose session it is, see `session`."""

    person_id: str | None
    """The user id; empty for an unidentified person, None without a login, undefined where nobody can tell."""
    person_before: str | None
    """What it was before the last login."""
    held: list[Call]
    """Events and companies that wait for a login."""
    last_update: str
    """What the last update said, as text; undefined where there was none in this session."""
    said_of_person: Fields
    """The attributes of the last identify."""
    inherited: Fields
    """Those of the person before, which the analytics library hands over as if they were this one's."""


class Client(TypedDict, total=False):
    """One client in an app; a key that is not there counts as false."""

    adapter: Adapter
    """The SDK, as neutral functions."""
    own_settings: Fields
    """The settings that the app has handed in."""
    checked: Settings
    """The settings in full, once the library has said its own."""
    session: Session
    tail: Thenable
    """The promise of all that has been asked for so far."""
    begun: bool
    """Whether the SDK may be called: settings have come, and it has not refused to start."""
    started: Thenable
    """The promise of a started SDK."""
    hand_over: Callable[[], None]
    """Fulfils it."""
    said: dict[str, bool]
    """Warnings, each of which is logged once."""
    merges: bool
    """Whether the library hands the traits of one person over as another's."""
