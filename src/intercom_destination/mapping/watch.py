"""Notes on whole calls, for development and CPython only: Intercom's limits, and what is odd about an event.

Rules of single values are noted where they fire; here are those that take the call as a whole, or the session. Nothing
here has a part in what is sent.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import undefined
from intercom_destination.mapping.values import identifier
from intercom_destination.platform import contains, entries, is_plain, is_string, note, own, truthy

SHOWN_IN_DOCUMENT = 5
KEPT_BY_INTERCOM = 20
EVENT_NAMES = 120


def note_silence(event: Any, settings: Any) -> None:
    """Note why an event is not looked at."""
    if settings["appId"] == "":
        note("no-app-id", "appId", undefined)
    elif not is_plain(event):
        note("bad-event", "event", event)
    else:
        note("switched-off", "integrations", own(event, "integrations"))


def note_limits(method: str, event: Any, calls: Any, settings: Any, session: Any) -> None:
    """Note what is odd about the event, and where the calls that it became meet a limit."""
    source = "properties" if method == "track" else "traits"
    if method != "page":
        note_oddities(source, own(event, source))
    if method == "track" and not calls:
        note("no-event-name", "event", own(event, "event"))
    for call in calls:
        if call[0] == "trackEvent":
            note_event(call[1], call[2], settings)
            note_event_name(call[1], event, session)
        elif call[0] != "shutdown":
            note_company(own(call[1], "company"))
            if method == "identify":
                note_verification(call[1], session)


def note_oddities(source: str, fields: Any) -> None:
    """Note traits or properties that Segment's own integration would have stumbled over (D9, D18)."""
    if not is_plain(fields):
        if fields is not undefined and fields is not None:
            note("no-object", source, fields)
        return
    for key in ["length", "nodeType", "_isBuffer"]:
        if own(fields, key) is not undefined:
            note("odd-key", key, fields[key])
    for key in ["valueOf", "hasOwnProperty", "toString"]:
        if own(fields, key) is not undefined:
            note("throwing-key", key, fields[key])


def note_event(name: str, metadata: Any, settings: Any) -> None:
    """Note more metadata than Intercom shows, and an order that is not the properties' own (D11)."""
    count = 0
    for key, value in entries(metadata):
        if count == 1 and is_plain(own(metadata, "price")):
            note("order", "price", undefined)
        elif count == 1 and contains(settings["richLinkProperties"], key):
            note("order", key, value)
        count += 1
    if count > KEPT_BY_INTERCOM:
        note("properties-lost", name, count)
    elif count > SHOWN_IN_DOCUMENT:
        note("properties-hidden", name, count)


def note_event_name(name: str, event: Any, session: Any) -> None:
    """Note an event of nobody in particular, and one name too many; `names` holds those of the session so far."""
    known = session["user_id"] is not undefined or session["email"] is not undefined
    if not known and identifier(own(event, "userId")) is undefined:
        note("unknown-user", name, undefined)
    names = own(session, "names")
    if names is undefined:
        names = {"seen": {}, "count": 0}
        session["names"] = names
    if names["count"] <= EVENT_NAMES and own(names["seen"], name) is undefined:
        names["seen"][name] = 1
        names["count"] += 1
        if names["count"] > EVENT_NAMES:
            note("event-names", name, names["count"])


def note_company(company: Any) -> None:
    """Note a company that Intercom does not create, since it lacks an id or a name."""
    if not is_plain(company) or truthy(own(company, "remove")):
        return
    identity = own(company, "id") if own(company, "company_id") is undefined else company["company_id"]
    if identifier(identity) is undefined:
        note("company-incomplete", "id", identity)
    if identifier(own(company, "name")) is undefined:
        note("company-incomplete", "name", own(company, "name"))


def note_verification(fields: Any, session: Any) -> None:
    """Note a person without a hash or token, where the session has seen one: Intercom refuses such a call."""
    if is_string(own(fields, "user_hash")) or is_string(own(fields, "intercom_user_jwt")):
        session["verified"] = True
    elif truthy(own(session, "verified")):
        note("hash-missing", "user_hash", undefined)
