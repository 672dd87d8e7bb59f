"""What there is to say of whole calls: Intercom's limits, and what only a session shows."""

from __future__ import annotations

from intercom_destination.diagnostics.diagnostic_types import Found, Names
from intercom_destination.diagnostics.value_checks import add
from intercom_destination.events.event_types import Event, Fields, Settings
from intercom_destination.events.values import get_identifier, is_identifier, is_nested
from intercom_destination.js import as_object, contains, entries, get_own, is_plain, truthy
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import get_spelled, spelling
from intercom_destination.web.records import Session

SHOWN_IN_DOCUMENT = 5
KEPT_BY_INTERCOM = 20
EVENT_NAMES = 120


def check_identify(found: Found, event: Event) -> None:
    """A user id that is no plain value (D17), and a company's date outside of a company: Segment's throws (D9)."""
    if is_nested(get_own(event, "userId")):
        add(found, "nested-standard", "userId", event["userId"])
    traits = as_object(get_own(event, "traits"))
    if is_plain(get_own(traits, "company")):
        return
    for key, value in entries(traits):
        name = spelling(key)
        if (
            name == "company" and (truthy(get_spelled(value, "created")) or truthy(get_spelled(value, "createdat")))
        ) or ((name == "company.created" or name == "company.createdat") and truthy(value)):
            add(found, "js-throwing-key", key, value)


def check_metadata(found: Found, name: str, metadata: Fields, settings: Settings) -> None:
    """More metadata than Intercom shows, and an order that is not the properties' own (D11)."""
    count = 0
    for key, value in entries(metadata):
        if count == 1 and is_plain(get_own(metadata, "price")):
            add(found, "metadata-order", "price", undefined)
        elif count == 1 and contains(settings["richLinkProperties"], key):
            add(found, "metadata-order", key, value)
        count += 1
    if count > KEPT_BY_INTERCOM:
        add(found, "metadata-dropped", name, count)
    elif count > SHOWN_IN_DOCUMENT:
        add(found, "metadata-hidden", name, count)


def check_event_name(found: Found, name: str, event: Event, session: Session, names: Names) -> None:
    """An event of nobody in particular, and one name too many; `names` are those of the workspace so far."""
    known = session["person_id"] is not undefined or session["person_email"] is not undefined
    if not known and get_identifier(event, "userId") is undefined:
        add(found, "event-without-user", name, undefined)
    if names["count"] <= EVENT_NAMES and get_own(names["seen"], name) is undefined:
        names["seen"][name] = 1
        names["count"] += 1
        if names["count"] > EVENT_NAMES:
            add(found, "too-many-event-names", name, names["count"])


def check_sent_company(found: Found, company: object) -> None:
    """A company that Intercom does not create, since it lacks an id or a name."""
    if not is_plain(company) or truthy(get_own(company, "remove")):
        return
    identity = get_own(company, "id") if get_own(company, "company_id") is undefined else company["company_id"]
    if not is_identifier(identity):
        add(found, "company-incomplete", "id", identity)
    if get_identifier(company, "name") is undefined:
        add(found, "company-incomplete", "name", get_own(company, "name"))


def check_verification(found: Found, fields: Fields) -> None:
    """A call without a hash or token, where the site has taken the session's from the page: Intercom refuses it."""
    if get_own(fields, "user_hash") is undefined and get_own(fields, "intercom_user_jwt") is undefined:
        add(found, "hash-missing", "user_hash", undefined)
