"""The settings of cloud mode's mapping: what each may be, checked once. A bad one is an error, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from intercom_destination.js.text import spelling

METHODS = ("drop", "flatten", "stringify")
"""What may be done with an object or a list; ``drop`` comes first, as the document has it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in full, as ``checked_settings`` gives them."""

    blacklist: Mapping[str, str] = field(default_factory=dict)
    """Spelling of a key -> drop, flatten or stringify."""
    collect_context: bool = False
    """Whether device, system and app of a mobile library become custom attributes."""
    events: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """`allow` or `deny` -> names of events, in lower case: Intercom takes 120 names, in any capitals."""
    keep_client: bool = False
    """Whether ip and user agent, for which Intercom has no field any more, become custom attributes."""
    metadata_limit: int = 10
    """How many keys of an event are sent: Intercom keeps the first ten in the order sent."""
    nested: str = METHODS[0]
    """What becomes of objects and lists."""
    rich_link_properties: frozenset[str] = frozenset()
    """The properties that may be a link or an amount of money, which are objects."""

    def drops(self, key: str) -> bool:
        """Whether the blacklist wants nothing of a key sent."""
        return self.blacklist.get(spelling(key)) == "drop"

    def takes(self, event_name: str) -> bool:
        """Whether a track call of that name is sent."""
        name = event_name.lower()
        return name in self.events.get("allow", {name}) and name not in self.events.get("deny", ())


DEFAULTS = Settings()


def is_boolean(value: object) -> bool:
    return isinstance(value, bool)


def is_limit(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def is_method(value: object) -> bool:
    return value in METHODS


def are_names(value: object) -> bool:
    return isinstance(value, (list, tuple, set, frozenset)) and all(isinstance(name, str) for name in value)


def is_blacklist(value: object) -> bool:
    return isinstance(value, Mapping) and are_names(list(value)) and all(is_method(item) for item in value.values())


def is_event_filter(value: object) -> bool:
    return isinstance(value, Mapping) and all(key in ("allow", "deny") and are_names(value[key]) for key in value)


# Name -> the field, the test of a value, what is allowed.
KINDS: dict[str, tuple[str, Callable[[object], bool], str]] = {
    "blacklist": ("blacklist", is_blacklist, "an object that gives drop, flatten or stringify for a key"),
    "collectContext": ("collect_context", is_boolean, "true or false"),
    "events": ("events", is_event_filter, "an object with lists of event names, allow or deny"),
    "keepClient": ("keep_client", is_boolean, "true or false"),
    "metadataLimit": ("metadata_limit", is_limit, "a whole number from 1"),
    "nested": ("nested", is_method, "drop, flatten or stringify"),
    "richLinkProperties": ("rich_link_properties", are_names, "a list of strings"),
}


def checked_settings(given: Mapping[str, Any] | Settings | None) -> Settings:
    """The settings in full; None stands for a default. Raises ValueError for one that is unknown or not allowed."""
    if given is None:
        return DEFAULTS
    if isinstance(given, Settings):
        return given
    fields: dict[str, Any] = {}
    for name, value in given.items():
        if name not in KINDS:
            raise ValueError(f"unknown setting {name!r}; there are {', '.join(KINDS)}")
        place, is_allowed, allowed = KINDS[name]
        if value is None:
            continue
        if not is_allowed(value):
            raise ValueError(f"setting {name}: {value!r} is not allowed; wanted is {allowed}")
        fields[place] = value
    if "blacklist" in fields:
        fields["blacklist"] = {spelling(key): method for key, method in fields["blacklist"].items()}
    if "events" in fields:
        fields["events"] = {key: frozenset(map(str.lower, names)) for key, names in fields["events"].items()}
    if "rich_link_properties" in fields:
        fields["rich_link_properties"] = frozenset(fields["rich_link_properties"])
    return Settings(**fields)
