"""The records of the page's side: all keys that a client and its session have, each in one place.

For the type checker only: staging drops imports of this module. As the records never leave the bundle, their keys are
shortened in the delivered files; so no key may be a word that Segment, Intercom or a page knows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from intercom_destination.events.event_types import Event, Fields, Group
from intercom_destination.js.dom import Action, Array, Foreign, Observer, Window
from intercom_destination.js.libraries import Stub
from intercom_destination.web.call_types import Call, Settings


class Session(TypedDict, total=False):
    """Whose session it is, see `web.session`."""

    booted: bool
    """Whether Intercom was booted since the session began."""
    person_id: object
    person_email: object
    """The person, as Intercom knows them; undefined where it does not."""
    remembered: str
    """The person as the browser remembers them between pages: a hash, else undefined.

    Behind a `-` where the analytics library has no such user: a token alone says who it is.
    """
    saw_cookie: bool
    """Whether Intercom's session cookie has been there."""
    library_says: str
    """What the analytics library last said of its user, see `observe`."""
    ends: int
    """How many sessions are over; what was published before the last one ended is somebody else's."""


class Client(TypedDict, total=False):
    """One client on a page; a key that is not there counts as false."""

    root: Window
    """The page's global object."""
    checked: Settings
    """The settings."""
    session: Session
    widget_nonce: str
    """The page's, for the widget's script tag."""
    library: Foreign
    """The analytics library that has users of its own."""
    had_user: bool
    """Whether the analytics library has had a user on this page."""
    stored: str
    """What `localStorage` remembers of the person, as far as we know."""
    closed: bool
    """Whether its library has no use for it any more."""
    stops: Array[Action]
    """Functions that take away the listeners that this client has on the page."""
    stub: Stub
    """Our stub, where the page had no Intercom."""
    allowed: bool
    """Whether the widget may be fetched."""
    wanted: bool
    """Whether a call has asked for it."""
    fetched: bool
    gave_up: bool
    """Whether the widget could not be had."""
    opening: bool
    """Whether somebody wants the Messenger to be opened."""
    unfinished: Call | None
    """The boot or update in the stub's queue that takes up the next one."""
    shared: Fields
    """`window.intercomSettings` as we left it."""
    published: Fields
    """What we put there."""
    published_after: int
    """How many sessions were over at that time."""
    sent_at: Array[float]
    """When the last boots and updates went, in milliseconds."""
    sent: Fields
    """What they said."""
    held: Fields | None
    """The update that waits for its time."""
    timer: object
    listeners: Array[Call]
    """Calls of the site's that asked to be told of something, which came through our stub."""
    dropped: bool
    """Whether a shutdown of ours has made Intercom forget them."""
    on_boot: Action | None
    """Called after each boot."""
    watcher: Observer | None
    """What looks after the launcher that we draw."""


class Listeners(TypedDict):
    """Who is told of a development build's work, see `client.trace`."""

    configured: Callable[[Client, object], None] | None
    mapped: Callable[[Client, str, Event, Group, list[Call]], None] | None
    noted: Callable[[str, str, object], None] | None
