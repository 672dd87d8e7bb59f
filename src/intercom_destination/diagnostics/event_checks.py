"""All that there is to say of one event and of the calls that it became: the one entrance of the checks.

The mapping says nothing itself. This pass reads the same event with the mapping's own functions, in CPython for
`explain` and in the development builds. Nothing here has a part in what is sent.
"""

from __future__ import annotations

from intercom_destination.diagnostics.call_checks import (
    check_event_name,
    check_identify,
    check_metadata,
    check_sent_company,
    check_verification,
)
from intercom_destination.diagnostics.diagnostic_types import Found, Names
from intercom_destination.diagnostics.property_checks import check_milliseconds, check_properties
from intercom_destination.diagnostics.segment_reference import check_options
from intercom_destination.diagnostics.trait_checks import check_company_traits, check_person
from intercom_destination.diagnostics.value_checks import add, check_fields, check_rich_link_spelling
from intercom_destination.events.dates import strict_seconds
from intercom_destination.events.event_types import Event, Group
from intercom_destination.events.options import is_off
from intercom_destination.js import as_object, get_own, is_plain, length
from intercom_destination.js.globals import undefined
from intercom_destination.web.call_types import Call, Settings
from intercom_destination.web.mapping.group import group_traits
from intercom_destination.web.records import Session


def new_names() -> Names:
    """The event names of a workspace that has seen none."""
    return {"seen": {}, "count": 0}


def check_event(
    method: str,
    event: Event,
    group: Group,
    settings: Settings,
    session: Session,
    calls: list[Call],
    names: Names,
    is_unverified: bool,
) -> Found:
    """The diagnostics of an event that `calls_for` has mapped, as [code, key, value] each.

    `session` is the one after the calls; `names` are the workspace's event names so far, brought up to date;
    `is_unverified` says that the site has taken the hash or token from the page, which only a page can know.
    """
    found: Found = []
    raw: object = event
    if settings["appId"] == "":
        add(found, "missing-app-id", "appId", undefined)
    elif not is_plain(raw):
        add(found, "invalid-event", "event", event)
    elif is_off(event):
        add(found, "disabled-by-integrations", "integrations", get_own(event, "integrations"))
    else:
        check_data(found, method, event, group, settings, calls)
        for call in calls:
            if call[0] == "trackEvent":
                check_metadata(found, call[1], call[2], settings)
                check_event_name(found, call[1], event, session, names)
            elif call[0] != "shutdown":
                check_sent_company(found, get_own(call[1], "company"))
                if is_unverified:
                    check_verification(found, call[1])
    return found


def check_data(found: Found, method: str, event: Event, group: Group, settings: Settings, calls: list[Call]) -> None:
    """The event itself: traits or properties, options, identity."""
    traits = get_own(event, "traits")
    if method == "track":
        check_properties(found, event, settings)
        check_fields(found, "properties", get_own(event, "properties"))
        check_milliseconds(found, event)
        if not length(calls):
            add(found, "invalid-event-name", "event", get_own(event, "event"))
    else:
        if method == "identify":
            person = calls[length(calls) - 1][1] if length(calls) else undefined
            check_person(found, event, group, settings, person)
            if length(calls) > 1:
                add(found, "another-person", "userId", get_own(person, "user_id"))
        elif method == "group":
            check_company_traits(found, group_traits(event), settings)
        check_options(found, method, event)
        if method != "page":
            check_fields(found, "traits", traits)
            check_rich_link_spelling(found, as_object(traits), settings["richLinkProperties"])
    identity = "event" if method == "track" else "groupId" if method == "group" else "userId"
    if method != "page" and length(calls) and strict_seconds(get_own(event, identity)) is not undefined:
        add(found, "date-like-identifier", identity, get_own(event, identity))
    if method == "identify":
        check_identify(found, event)
