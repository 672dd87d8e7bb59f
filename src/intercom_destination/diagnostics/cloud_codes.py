"""What each diagnostic code of cloud mode says, and where the document speaks of it.

As `codes.py` for the browser, but never compiled. `difference` is an S number of docs/cloud/mapping.md; a code that the
browser has, too, means the same there.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.diagnostics.codes import DOCUMENT, LONGEST_SHOWN
from intercom_destination.js.text import truncate

# Code -> (difference, section of the document, text).
CLOUD_DIAGNOSTICS: dict[str, tuple[str, str, str]] = {
    "attribute-date": ("S5", "identify", "a date; sent as unix seconds, under a name that ends in _at"),
    "blacklisted": ("S7", "", "on the blacklist; dropped"),
    "boolean-as-text": ("", "track", "metadata has no booleans; sent as text"),
    "clock-corrected": ("S2", "", "the sender's clock was wrong by sentAt against receivedAt; the time is corrected"),
    "company-by-name": ("S12", "identify", "no id; a hash of the name is the company's id"),
    "company-in-company": ("", "group", "a company of a company; dropped"),
    "company-name": ("S12", "identify", "a name in place of a company; sent as one, with a hash of the name as its id"),
    "currency": ("S3", "revenue-and-currency", "no currency that can be read; usd is sent"),
    "date-like-identifier": (
        "S5",
        "identify",
        "looks like a date; an id, name or email never is one; sent as it is",
    ),
    "disabled-by-integrations": (
        "S16",
        "identity-verification-plus-filtering-via-destinations-object",
        "switched off; nothing is sent",
    ),
    "empty-text": ("S15", "identify", "empty; not sent"),
    "event-not-taken": (
        "",
        "limited-events",
        "not among the event names that the settings let through; nothing is sent",
    ),
    "flattened": ("S6", "arrays-and-objects", "an object or a list; its parts are sent under names of their own"),
    "group-person": ("S1", "last-seen", "a group call tells of the person when it was seen, nothing else; ignored"),
    "id-trait": ("S8", "identify", "an id of its own is no custom attribute; dropped"),
    "inactive": ("S9", "last-seen", "active is false; Last Seen stays as it is"),
    "invalid-company": ("S12", "identify", "no company: neither an object with an id or a name, nor a name; dropped"),
    "invalid-date": ("S15", "identify", "cannot be read as a date, or is before 1970 or after 2286; dropped"),
    "invalid-email": ("S15", "identify", "no email address; dropped"),
    "invalid-price": ("S3", "revenue-and-currency", "no price comes from it; passes as an ordinary property"),
    "invalid-remove": (
        "S13",
        "disassociating-users-from-a-company-server-side-only",
        'neither true, "true" nor 1; the person stays in the company',
    ),
    "invalid-rich-link": ("S15", "", "neither a rich link (url and value) nor a monetary amount; treated as nested"),
    "invalid-unsubscribe": ("S11", "unsubscribe-users", "neither true nor false; ignored"),
    "js-reserved-key": (
        "S17",
        "arrays-and-objects",
        "an ordinary key here, where Segment's own integration loses the data",
    ),
    "key-characters": ("", "", "Intercom takes no . and no $ in a name; it may refuse this one"),
    "metadata-date": ("S5", "track", "a date; sent as unix seconds, under a name that ends in _date"),
    "metadata-dropped": ("S4", "limited-properties", "beyond the limit of keys (metadataLimit); dropped"),
    "metadata-hidden": ("", "limited-properties", "more than 5 properties; the document says that only 5 are shown"),
    "metadata-order": ("S4", "limited-properties", "price and rich links go first, since the first few are kept"),
    "name-part": ("S8", "identify", "goes into the name, where both parts are there and no name; no attribute"),
    "name-taken": (
        "S5",
        "arrays-and-objects",
        "a name that another key has, of a date or a part or in other capitals; dropped",
    ),
    "nested": ("S6", "arrays-and-objects", "an object or a list; Intercom takes none here; dropped"),
    "no-client-field": ("S10", "identify", "Intercom has no such field any more; keepClient makes it an attribute"),
    "no-time": ("S2", "", "no timestamp that can be read; the time of queuing counts for events, none for Last Seen"),
    "not-sent": ("", "page", "Intercom's API has no such call; nothing is sent"),
    "null-dropped": ("S14", "identify", "null is sent for custom attributes alone; dropped"),
    "null-overwrites": ("S14", "identify", "null clears what Intercom has stored under this name"),
    "number-as-text": ("S15", "identify", "a number where Intercom takes text; sent as text"),
    "price": ("S3", "revenue-and-currency", "Intercom takes positive whole cents; rounded, thousands commas read"),
    "rich-link": ("S15", "", "a rich link has a url and a value, nothing else; the rest is dropped"),
    "spelling": ("", "identify", "another spelling of a standard name, which another key has; dropped"),
    "stringified": ("S6", "arrays-and-objects", "sent as JSON text"),
    "too-deep": ("S6", "arrays-and-objects", "nested deeper than 5 levels; what is deeper is dropped"),
    "too-many-event-names": ("", "limited-events", "the 121st event name; Intercom takes no more than 120 active ones"),
    "truncated": ("S15", "identify", "longer than 255 characters, which is what Intercom keeps; cut"),
    "unsubscribe-trait": (
        "S11",
        "unsubscribe-users",
        "an attribute only; unsubscribedFromEmails in context.Intercom unsubscribes",
    ),
    "unused-date": ("S1", "identify", "another creation date counts; dropped"),
    "whole-number": ("S15", "group", "Intercom takes whole numbers here; sent without its fraction or signs"),
    "wrong-type": ("S15", "identify", "not of a type that Intercom takes here; dropped"),
}


def cloud_message(code: str, key: str, value: Any) -> str:
    """One line for people: code, key, what the code says, and the value where it is text."""
    text = f"{code}: " + (f'"{key}": ' if key else "") + CLOUD_DIAGNOSTICS[code][2]
    if isinstance(value, str):
        shown = truncate(value, LONGEST_SHOWN)
        text += f'; got "{shown}"' if shown == value else f'; got "{shown}..."'
    return text


def cloud_link(code: str) -> str:
    """Where the document speaks of the diagnostic; empty where it does not."""
    section = CLOUD_DIAGNOSTICS[code][1]
    return f"{DOCUMENT}#{section}" if section else ""
