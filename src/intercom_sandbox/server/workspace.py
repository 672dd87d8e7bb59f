"""What a workspace is set to, and which faults are switched on; both can be changed while the server runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, TypeVar

Changeable = TypeVar("Changeable", "Workspace", "Faults")

#: Settings with a closed set of values.
CHOICES = {
    "identity": ("off", "hmac", "jwt"),
    "region": ("", "us", "eu", "au"),
    "refuse": ("", "app_id", "domain", "identity"),
}


@dataclass(frozen=True)
class Workspace:
    """One app. `secret` verifies identities; no trusted domain means all are; no region means any is right.

    `event_metadata` is how many keys of an event are kept: Intercom's help says 20, its REST specification 10, its
    guide to events 5. `hide_launcher` is the dashboard's word, for pages that do not give `hide_default_launcher`.
    """

    app_id: str = "demo"
    name: str = "Demo workspace"
    secret: str = "demo-secret"  # noqa: S105  no secret: it is in the demo's pages
    identity: Literal["off", "hmac", "jwt"] = "off"
    region: Literal["", "us", "eu", "au"] = ""
    trusted_domains: list[str] = field(default_factory=list)
    hide_launcher: bool = False
    attribute_names: int = 250
    attribute_length: int = 255
    event_names: int = 120
    event_metadata: int = 20


@dataclass(frozen=True)
class Faults:
    """Faults to order. `refuse` answers every ping as for a wrong app id, an untrusted domain or a bad identity.

    Delays are in milliseconds. `event_limit` refuses event names that are new, as if 120 were there.
    """

    script_blocked: bool = False
    script_delay: int = 0
    api_blocked: bool = False
    api_delay: int = 0
    refuse: Literal["", "app_id", "domain", "identity"] = ""
    event_limit: bool = False


def changed(current: Changeable, patch: Any, fixed: frozenset[str] = frozenset()) -> Changeable:
    """The same with some fields changed. Raises ValueError that names what is wrong."""
    if not isinstance(patch, dict):
        raise ValueError("a JSON object is needed")
    known = asdict(current)
    for name, value in patch.items():
        if name not in known or name in fixed:
            raise ValueError(f"there is no {name!r} to set; there are: {', '.join(sorted(known.keys() - fixed))}")
        if type(value) is not type(known[name]):
            raise ValueError(f"{name} needs a {type(known[name]).__name__}")
        if isinstance(value, int) and not 0 <= value <= 60_000:
            raise ValueError(f"{name} is to be from 0 to 60000")
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            raise ValueError(f"{name} needs a list of texts")
        if name in CHOICES and value not in CHOICES[name]:
            raise ValueError(f"{name} is one of {', '.join(map(repr, CHOICES[name]))}")
    return replace(current, **patch)
