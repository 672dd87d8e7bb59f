"""Notes on whole calls, for development and CPython only: Intercom's limits, and what is odd about an event.

Rules of single values are noted where they fire; here are those that take the call as a whole, or the session. Nothing
here has a part in what is sent.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.diagnostics.js_pitfalls import note_keys, note_rich_spelling
from intercom_destination.diagnostics.segment_reference import note_options
from intercom_destination.events.constants import SECONDS_BELOW
from intercom_destination.events.dates import strict_seconds
from intercom_destination.events.options import any_spelling
from intercom_destination.events.values import as_object, get_identifier, is_identifier, is_nested
from intercom_destination.js import (
    contains,
    ends_with,
    entries,
    get_own,
    is_number,
    is_plain,
    length,
    note,
    spelling,
    truthy,
)
from intercom_destination.js.globals import undefined

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
        note("switched-off", "integrations", get_own(event, "integrations"))


def note_limits(method: str, event: Any, calls: Any, settings: Any, session: Any) -> None:
    """Note what is odd about the event, and where the calls that it became meet a limit."""
    if method == "track":
        note_oddities("properties", get_own(event, "properties"))
        note_milliseconds(as_object(get_own(event, "properties")))
        if not length(calls):
            note("no-event-name", "event", get_own(event, "event"))
    else:
        note_options(method, event)
        if method != "page":
            note_oddities("traits", get_own(event, "traits"))
            if is_plain(get_own(event, "traits")):
                note_rich_spelling(get_own(event, "traits"), settings["richLinkProperties"])
    identity = "event" if method == "track" else "groupId" if method == "group" else "userId"
    if method != "page" and length(calls) and strict_seconds(get_own(event, identity)) is not undefined:
        note("no-date-name", identity, get_own(event, identity))
    if method == "identify":
        note_identify(event)
    for call in calls:
        if call[0] == "trackEvent":
            note_event(call[1], call[2], settings)
            note_event_name(call[1], event, session)
        elif call[0] != "shutdown":
            note_company(get_own(call[1], "company"))
            note_verification(call[1], session)


def note_oddities(source: str, fields: Any) -> None:
    """Note traits or properties that Segment's own integration would have stumbled over (D9, D18)."""
    if not is_plain(fields):
        if fields is not undefined and fields is not None:
            note("no-object", source, fields)
    else:
        note_keys(fields)


def note_milliseconds(properties: Any) -> None:
    """Note numbers under the name of a date that are no seconds."""
    for key, value in entries(properties):
        if is_number(value) and value >= SECONDS_BELOW and (ends_with(key, "_at") or ends_with(key, "_date")):
            note("milliseconds", key, value)


def note_identify(event: Any) -> None:
    """Note a user id that is no plain value (D17), and a company's date outside of a company: theirs throws (D9)."""
    if is_nested(get_own(event, "userId")):
        note("nested-standard", "userId", event["userId"])
    traits = as_object(get_own(event, "traits"))
    if is_plain(get_own(traits, "company")):
        return
    for key, value in entries(traits):
        name = spelling(key)
        if (
            name == "company" and (truthy(any_spelling(value, "created")) or truthy(any_spelling(value, "createdat")))
        ) or ((name == "company.created" or name == "company.createdat") and truthy(value)):
            note("throwing-key", key, value)


def note_event(name: str, metadata: Any, settings: Any) -> None:
    """Note more metadata than Intercom shows, and an order that is not the properties' own (D11)."""
    count = 0
    for key, value in entries(metadata):
        if count == 1 and is_plain(get_own(metadata, "price")):
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
    known = session["person_id"] is not undefined or session["person_email"] is not undefined
    if not known and get_identifier(event, "userId") is undefined:
        note("unknown-user", name, undefined)
    names = get_own(session, "names")
    if names is undefined:
        names = {"seen": {}, "count": 0}
        session["names"] = names
    if names["count"] <= EVENT_NAMES and get_own(names["seen"], name) is undefined:
        names["seen"][name] = 1
        names["count"] += 1
        if names["count"] > EVENT_NAMES:
            note("event-names", name, names["count"])


def note_company(company: Any) -> None:
    """Note a company that Intercom does not create, since it lacks an id or a name."""
    if not is_plain(company) or truthy(get_own(company, "remove")):
        return
    identity = get_own(company, "id") if get_own(company, "company_id") is undefined else company["company_id"]
    if not is_identifier(identity):
        note("company-incomplete", "id", identity)
    if get_identifier(company, "name") is undefined:
        note("company-incomplete", "name", get_own(company, "name"))


def note_verification(fields: Any, session: Any) -> None:
    """Note a call without a hash or token, where the site has taken the session's from the page: Intercom refuses it.

    Only the page can know: it sets `unverified` in the session.
    """
    if (
        truthy(get_own(session, "unverified"))
        and get_own(fields, "user_hash") is undefined
        and get_own(fields, "intercom_user_jwt") is undefined
    ):
        note("hash-missing", "user_hash", undefined)
