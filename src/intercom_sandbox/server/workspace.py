"""What a workspace is set to, and which faults are switched on; both can be changed while the server runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, TypeVar

from intercom_destination.events.constants import MAX_STRING

Changeable = TypeVar("Changeable", "Workspace", "Faults")

#: Of Intercom's REST API, as its description of 2.16 lists them; what was before 2.0 had another model of people.
REST_VERSIONS = tuple(f"2.{minor}" for minor in range(17))

#: Settings with a closed set of values.
CHOICES = {
    "identity": ("off", "hmac", "jwt"),
    "region": ("", "us", "eu", "au"),
    "refuse": ("", "app_id", "domain", "identity"),
    "rest_status": (0, 401, 403, 408, 429, 500, 502, 503, 504),
    "rest_version": REST_VERSIONS,
}

#: For how many seconds the store remembers what a person was, for searches that lag.
LONGEST_LAG = 3_600
#: What a setting needs, in words, by the type of its standard value.
NEEDED = {bool: "true or false", str: "a string", list: "a list of strings"}
#: The largest number of a setting, unless it has a limit of its own.
LARGEST_NUMBER = 60_000
LARGEST = {"search_lag": LONGEST_LAG, "lookup_lag": LONGEST_LAG, "event_lag": LONGEST_LAG}


@dataclass(frozen=True)
class Workspace:
    """One app. `secret` verifies identities; no trusted domain means all are; no region means any is right.

    `event_metadata` is how many keys of an event are kept: Intercom's help says 20, its REST specification 10, its
    guide to events 5. `hide_launcher` is the dashboard's word, for pages that do not give `hide_default_launcher`.

    Of the REST API: the token, the version where a request names none, the calls that a window of 10 seconds takes,
    the keys of an event that are kept, and whether two users may have one email.
    """

    app_id: str = "demo"
    name: str = "Demo workspace"
    secret: str = "demo-secret"  # noqa: S105  no secret: it is in the demo's pages
    identity: Literal["off", "hmac", "jwt"] = "off"
    region: Literal["", "us", "eu", "au"] = ""
    trusted_domains: list[str] = field(default_factory=list)
    hide_launcher: bool = False
    attribute_names: int = 250
    attribute_length: int = MAX_STRING
    event_names: int = 120
    event_metadata: int = 20
    rest_token: str = "demo-token"  # noqa: S105  the same
    rest_version: str = "2.16"
    rest_rate: int = 1_666
    rest_metadata: int = 10
    unique_emails: bool = False


@dataclass(frozen=True)
class Faults:
    """Faults to order. `refuse` answers every ping as for a wrong app id, an untrusted domain or a bad identity.

    Delays are in milliseconds. `event_limit` refuses event names that are new, as if 120 were there.

    Of the REST API: each request of which the method and path contain `rest_match`, of these each `rest_every`th,
    and no more than `rest_times` of them (0: all), waits for `rest_delay`, is answered `rest_status` with
    `rest_retry_after`, or is done and never answered (`rest_lost`). `rest_conflict` has somebody else make a contact
    just before `POST /contacts` does, `rest_merged` merges a contact just before a call that names its id.
    `unknown_attributes` refuses custom attributes as if there were none, nor room for any. The lags are in seconds:
    by so much the search, `find_by_external_id`, and events are behind.
    """

    script_blocked: bool = False
    script_delay: int = 0
    api_blocked: bool = False
    api_delay: int = 0
    refuse: Literal["", "app_id", "domain", "identity"] = ""
    event_limit: bool = False
    rest_match: str = ""
    rest_every: int = 1
    rest_times: int = 0
    rest_delay: int = 0
    rest_status: Literal[0, 401, 403, 408, 429, 500, 502, 503, 504] = 0
    rest_retry_after: int = 0
    rest_lost: bool = False
    rest_conflict: bool = False
    rest_merged: bool = False
    unknown_attributes: bool = False
    search_lag: int = 0
    lookup_lag: int = 0
    event_lag: int = 0


def largest(name: str) -> int:
    """The largest number that a setting may be."""
    return LARGEST.get(name, LARGEST_NUMBER)


def _number_words(name: str) -> str:
    if name in CHOICES:
        return f"one of {', '.join(map(repr, CHOICES[name]))}"
    return f"a whole number from 0 to {largest(name)}"


def changed(current: Changeable, patch: Any, fixed: frozenset[str] = frozenset()) -> Changeable:
    """The same with some fields changed. Raises ValueError that names what is wrong."""
    if not isinstance(patch, dict):
        raise ValueError("a JSON object is needed")
    known = asdict(current)
    for name, value in patch.items():
        if name not in known or name in fixed:
            raise ValueError(f"there is no {name!r} to set; there are: {', '.join(sorted(known.keys() - fixed))}")
        if type(value) is not type(known[name]):
            raise ValueError(f"{name} needs {NEEDED.get(type(known[name])) or _number_words(name)}")
        if name in CHOICES and value not in CHOICES[name]:
            raise ValueError(f"{name} is one of {', '.join(map(repr, CHOICES[name]))}")
        if isinstance(value, int) and not 0 <= value <= largest(name):
            raise ValueError(f"{name} is to be from 0 to {largest(name)}")
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            raise ValueError(f"{name} needs a list of strings")
    return replace(current, **patch)
