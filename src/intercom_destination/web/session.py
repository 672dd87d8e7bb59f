"""Whose session it is: the one place that decides when Intercom's session at this browser begins and ends.

A session belongs to one person, and lives longer than a page. Pure: the page's side tells what it sees and does what is
said here.
"""

from __future__ import annotations

from intercom_destination.events.event_types import Fields
from intercom_destination.events.values import conflict, get_identifier, is_identifier
from intercom_destination.js import contains
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import remove_all, string_hash
from intercom_destination.web.records import Session

# In front of the hash of a person whom the library does not know: that it has no user then means nothing.
CLAIMED_MARK = "-"


def new_session() -> Session:
    """A session of nobody, in which nothing has happened."""
    session: Session = {"ends": 0, "library_says": undefined}
    end_session(session)
    return session


def end_session(session: Session) -> None:
    """The session is over: whoever comes next is somebody else, as far as we know."""
    session["booted"] = False
    session["saw_cookie"] = False
    session["remembered"] = undefined
    session["person_id"] = undefined
    session["person_email"] = undefined
    session["ends"] += 1


def observe(session: Session, remembered: str, has_cookie: bool, user: str) -> bool:
    """Take in what the page shows: at each call, when it is left, and when this file arrives.

    `remembered` is what the browser remembers, undefined for nothing or where it cannot be read; `has_cookie` whether
    Intercom's session cookie is there. `user` says whether the analytics library `has` a user; where it has none, `had`
    one on this page, else `keeps` users between pages, else `never`; it is undefined where there is no such library.
    Gives whether the session has to be ended: the library's user is gone.
    """
    if session["saw_cookie"] and not has_cookie:
        # The site, a server or another tab has ended it.
        end_session(session)
    elif remembered is not undefined:
        if conflict(session["remembered"], remembered):
            # Another tab has made it somebody else's.
            end_session(session)
        session["remembered"] = remembered
    session["saw_cookie"] = has_cookie
    has_left = session["library_says"] == "has" and user == "had"
    session["library_says"] = user
    known = session["remembered"]
    is_missed = known is not undefined and known == remove_all(known, CLAIMED_MARK)
    return has_left or (is_missed and contains(["had", "keeps"], user))


def start_identify(session: Session, fields: Fields, token_user_id: object, ends: bool) -> bool:
    """Record whom an identify is about. Gives whether the session of somebody else has to be ended first (D26).

    `fields` are the person's, for Intercom; `token_user_id` is the user id in a token that says alone who it is.
    Where sessions are not to be ended (`ends`), only what is known of the other person is forgotten.
    """
    user_id = get_identifier(fields, "user_id")
    email = get_identifier(fields, "email")
    user = session["library_says"]
    mark = CLAIMED_MARK if contains(["keeps", "never"], user) else ""
    if not user_id and not email:
        if not is_identifier(token_user_id):
            return False
        user_id = token_user_id
        mark = CLAIMED_MARK
    another = is_another(session, user_id, email)
    if another:
        end_session(session)
        session["booted"] = not ends
    if user_id is not undefined:
        session["person_id"] = user_id
    session["person_email"] = email
    known = session["person_email"] if session["person_id"] is undefined else session["person_id"]
    if ends:
        session["remembered"] = mark + string_hash(known)
    return another and ends


def is_another(session: Session, user_id: object, email: object) -> bool:
    """Whether this is another person than the session's; who gives a user id after an email is still the same."""
    known_id = session["person_id"]
    known_email = session["person_email"]
    remembered = session["remembered"]
    if known_id is undefined and not known_email:
        return remembered is not undefined and not contains(
            [string_hash(user_id), string_hash(email)], remove_all(remembered, CLAIMED_MARK)
        )
    return conflict(user_id, known_id) or (
        user_id is undefined and known_id is undefined and conflict(email, known_email)
    )
