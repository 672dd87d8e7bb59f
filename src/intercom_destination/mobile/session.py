"""Whose session it is: the one place that decides when somebody is logged in and out, and what waits until then.

Pure: the client tells what an SDK has answered, and makes the calls that come from here, one after the other.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.events.event_types import Fields
from intercom_destination.js import append, appended, contains, get_own, length, without_first
from intercom_destination.js.globals import undefined
from intercom_destination.js.objects import map_values
from intercom_destination.js.text import json_text
from intercom_destination.mobile.call_types import Call, Note, Person
from intercom_destination.mobile.records import Session

# As many events as the web's stub holds.
MOST_HELD = 100

# What belongs to one person; other traits may be the app's, such as a plan.
PERSONAL = ["email", "name", "phone", "companies", "avatar"]


def new_session() -> Session:
    """A session of which nothing is known yet."""
    return {
        "person_id": undefined,
        "held": [],
        "last_update": undefined,
        "said_of_person": {},
        "inherited": {},
    }


def end_session(session: Session) -> None:
    """Nobody is logged in, and what waited for a login was the last person's."""
    session["person_id"] = None
    session["held"] = []
    session["inherited"] = {}


def refuse_login(session: Session) -> None:
    """The login has come to nothing: the next identify tries again, and what waits goes on waiting."""
    session["person_id"] = None


def calls_in(session: Session, call: Call, ends: bool, merges: bool, note: Note) -> list[Call]:
    """The native calls to make for what the mapping gives, or for a `logout`; brings the session up to date.

    `ends` tells whether another person's login is preceded by a logout (`shutdownOnLogout`); `merges` that the library
    hands the traits of one person over as another's (M15). `note` is told a code, a name and a message.
    """
    name = call[0]
    if name == "logout":
        end_session(session)
    elif name == "identify":
        return identity_calls(session, call[1], ends, merges, note)
    elif session["person_id"] is None:
        hold(session, call, note)
        return []
    elif name == "updateUser":
        calls: list[Call] = []
        append_update(calls, session, call[1])
        return calls
    return [call]


def identity_calls(session: Session, person: Person, ends: bool, merges: bool, note: Note) -> list[Call]:
    """The calls that log a person in where they are not yet, and the update (M1, M2)."""
    calls: list[Call] = []
    user_id = person["userId"]
    known = session["person_id"]
    if user_id is undefined:
        if known is undefined or known is None:
            append(calls, ["loginUnidentifiedUser"])
            begin_session(session, "")
    else:
        if known and known != user_id:
            session["inherited"] = session["said_of_person"]
            if ends:
                append(calls, ["logout"])
        # SDKs take a proof of identity before the login only.
        if person["hash"] is not undefined:
            append(calls, ["setUserHash", person["hash"]])
        if person["jwt"] is not undefined:
            append(calls, ["setUserJwt", person["jwt"]])
        if known != user_id:
            append(calls, ["loginUser", {"userId": user_id}])
            begin_session(session, user_id)
    attributes = person["attributes"]
    if merges:
        session["said_of_person"] = attributes
        attributes = drop_inherited(attributes, session["inherited"], note)
    append_update(calls, session, attributes)
    return calls


def begin_session(session: Session, user_id: str) -> None:
    session["person_before"] = session["person_id"]
    session["person_id"] = user_id
    session["last_update"] = undefined


def append_update(calls: list[Call], session: Session, attributes: Fields) -> None:
    """Add the update, unless it says what the last one has said: libraries hand over all traits at every identify."""
    text = json_text(attributes)
    if session["last_update"] != text:
        session["last_update"] = text
        append(calls, ["updateUser", attributes])


def hold(session: Session, call: Call, note: Note) -> None:
    """Keep a call until somebody is logged in; the oldest goes where there are too many (M3)."""
    if length(session["held"]) == MOST_HELD:
        note("queue-full", "the oldest", "of 100 events goes")
        session["held"] = without_first(session["held"])
    session["held"] = appended(session["held"], call)


def released(session: Session) -> list[Call]:
    """The calls that have waited, once somebody is logged in."""
    if session["person_id"] is None:
        return []
    held = session["held"]
    session["held"] = []
    return held


def drop_inherited(attributes: Any, inherited: Any, note: Note) -> Fields:
    """The attributes except those of one person only that are the very same as in what was said of another (M15)."""

    def kept(name: str, value: object) -> Any:
        before = get_own(inherited, name)
        if name == "customAttributes":
            return drop_inherited(value, before, note)
        if contains(PERSONAL, name) and json_text(before) == json_text(value):
            note("inherited-traits", name, "left out; call reset() between people")
            return undefined
        return value

    return map_values(attributes, kept)
