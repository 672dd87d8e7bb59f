"""What each diagnostic code says: in words, with its limit, and where the document speaks of it.

The development builds and `intercom-destination explain` read this table; cloud mode and apps have `cloud_codes.py` and
`mobile_codes.py`. Codes are stable: tests and people may rely on them. `difference` names the deliberate difference
from Segment's own integration (docs/differences.md),
`section` is an anchor of the document at `DOCUMENT`; each is empty where there is none.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js import get_own, is_string
from intercom_destination.js.globals import undefined
from intercom_destination.js.text import truncate

DOCUMENT = "https://segment.com/docs/destinations/intercom/"
LONGEST_SHOWN = 60

# Code -> [difference, section, text].
DIAGNOSTICS = {
    "anonymous-identify": [
        "",
        "identify",
        "no user id, email or intercom_user_jwt; nothing is sent, as Intercom gets no leads this way",
    ],
    "another-person": [
        "D26",
        "identify",
        "another person in the same session; the first one's is ended before the boot",
    ],
    "avatar": ["D7", "identify", "a string becomes Intercom's avatar object, an object passes, a list is dropped"],
    "circular-or-too-deep": [
        "D22",
        "arrays-and-objects",
        "contains itself, or is nested deeper than 100 levels; dropped",
    ],
    "company-incomplete": ["", "group", "missing; Intercom creates a company only with an id and a name"],
    "company-name": [
        "D1",
        "identify",
        "a name in place of a company; sent as an object, with a hash of the name as its id",
    ],
    "created-passthrough": [
        "D13",
        "group",
        "no date; passes under this name only, where Segment's own integration adds created",
    ],
    "currency": [
        "D5",
        "revenue-and-currency",
        "no currency under just this name; another spelling counts, else usd is sent",
    ],
    "date-format": [
        "D27",
        "identify",
        "a form that Segment's own integration leaves to the browser, or reads in another zone; read alike everywhere",
    ],
    "date-like-identifier": [
        "D15",
        "identify",
        "looks like a date; an id, name or email never is one; sent as it is",
    ],
    "date-needs-at-suffix": [
        "",
        "identify",
        "a date, but Intercom reads one only where the name ends in _at; kept as a number",
    ],
    "default-activator": ["D21", "my-intercom-widget-doesn-t-show-up", "empty; the default is used"],
    "disabled-by-integrations": [
        "D10",
        "identity-verification-plus-filtering-via-destinations-object",
        "switched off; nothing is sent",
    ],
    "event-date": ["D6", "track", "a date; sent as unix seconds where the key ends in _date or _at, else as text"],
    "event-invalid-date": ["D6", "track", "a Date object that holds no date; dropped"],
    "event-spelling": ["D14", "track", "another spelling of a standard name; an ordinary key in an event"],
    "event-without-user": ["", "track", "an event before a known user; Intercom keeps events of known users only"],
    "filled-from-group": ["D3", "identify", "missing in the company, so taken from the group"],
    "flattened": ["", "arrays-and-objects", "an object or a list; its parts are sent under names of their own"],
    "flattened-name": [
        "",
        "arrays-and-objects",
        "a flattened name that another value has, or that Intercom knows; dropped",
    ],
    "hash-missing": [
        "",
        "identity-verification",
        "missing: the site has taken it out of window.intercomSettings; Intercom answers 403",
    ],
    "invalid-company": ["", "identify", "no company: neither an object nor a name; dropped"],
    "invalid-date": ["D16", "identify", "cannot be read as a date; dropped"],
    "invalid-event": ["D9", "", "the event is no object; nothing is sent"],
    "invalid-event-name": ["D9", "track", "the event's name is missing, empty or no string; nothing is sent"],
    "invalid-launcher-option": [
        "",
        "conditionally-show-the-intercom-chat-widget-browser-only",
        "neither true nor false; ignored",
    ],
    "invalid-option": ["", "identity-verification", "empty or no plain value; ignored"],
    "invalid-price": ["D19", "revenue-and-currency", "no price comes from it; passes as an ordinary property"],
    "invalid-rich-link-setting": ["D25", "", "no list of names; none is a rich link"],
    "invalid-user-id": ["D23", "identify", "empty or no plain value; the person has no user id"],
    "js-reserved-key": [
        "D18",
        "arrays-and-objects",
        "an ordinary key here, where Segment's own integration loses data",
    ],
    "js-throwing-key": ["D9", "arrays-and-objects", "an ordinary key here, where Segment's own integration throws"],
    "metadata-dropped": ["", "limited-properties", "more than 20 properties; Intercom keeps the first 20"],
    "metadata-hidden": ["", "limited-properties", "more than 5 properties; the document says that only 5 are shown"],
    "metadata-order": [
        "D11",
        "limited-properties",
        "price and rich links go before the rest, since Intercom shows only the first few",
    ],
    "milliseconds": ["", "identify", "milliseconds, but Intercom reads seconds here; divide by 1000"],
    "missing-app-id": ["D24", "getting-started", "no appId; nothing is sent"],
    "nested": ["", "arrays-and-objects", "an object or a list; Intercom takes none here; dropped"],
    "nested-standard": ["D17", "arrays-and-objects", "an object or a list under a standard name; dropped"],
    "non-string-key": ["", "", "a key that is not a string; dropped"],
    "nonstandard-option": [
        "D20",
        "identity-verification",
        "an option that Segment's own integration would not have read",
    ],
    "not-an-object": ["D9", "arrays-and-objects", "no plain object; counts as empty"],
    "null-options": ["D9", "identity-verification", "null in place of options; counts as none"],
    "null-overwrites": [
        "",
        "identify",
        "null overwrites what Intercom has stored under this name",
    ],
    "price": [
        "D2",
        "revenue-and-currency",
        "Intercom takes positive whole cents; rounded, thousands commas read, else no price",
    ],
    "prototype-key": ["D8", "arrays-and-objects", "a key that could reach a prototype; dropped"],
    "queue-full": ["", "", "100 events wait for the Messenger already; the oldest is dropped"],
    "rate-limited": ["", "page", "15 of the 20 boots and updates of 30 minutes are spent; updates wait"],
    "reserved": ["D12", "identify", "only settings and options may set this; dropped"],
    "rich-link-spelling": ["D14", "", "another spelling of a rich link's name; an ordinary key"],
    "setting": ["", "", "not allowed for this setting; the default is used"],
    "spelling": [
        "D13",
        "identify",
        "another spelling of a standard name, which it takes where that is free; else it goes",
    ],
    "too-many-event-names": ["", "limited-events", "the 121st event name; Intercom takes no more than 120 active ones"],
    "truncated": ["D4", "identify", "longer than 255 characters, which is what Intercom keeps; cut"],
    "unserializable-value": ["D22", "arrays-and-objects", "no data (a function, an element, NaN, ...); dropped"],
    "unsupported-method": ["", "", "only page, identify, group and track become calls of Intercom; nothing is sent"],
    "widget-blocked": [
        "",
        "my-intercom-widget-doesn-t-show-up",
        "the widget could not be loaded; an ad blocker, or the policy",
    ],
}


def message(code: str, key: str, value: Any) -> str:
    """One line for people: code, key, what the code says, and the value where it is text."""
    diagnostic = get_own(DIAGNOSTICS, code)
    if diagnostic is undefined:
        return code + ": " + key
    text = code + ": " + ('"' + key + '": ' if key != "" else "") + diagnostic[2]
    if is_string(value):
        kept = truncate(value, LONGEST_SHOWN)
        text = text + '; got "' + kept + ('"' if kept == value else '..."')
    return text


def link(code: str) -> str:
    """Where the document speaks of the diagnostic; empty where it does not."""
    diagnostic = get_own(DIAGNOSTICS, code)
    return "" if diagnostic is undefined or diagnostic[1] == "" else DOCUMENT + "#" + diagnostic[1]
