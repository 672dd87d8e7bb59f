"""What was chosen in the toolbar, as part of a path: the installation, the settings, and the site's own ways.

A path says it all, so a page can be shared, reloaded and opened twice with different choices, and the server keeps
nothing: ``analytics-next``, or ``analytics-next.`` and a packed object.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from demo_site.demo_settings import DEVELOPMENT, settings_from_query, write_key_for
from demo_site.installations import INSTALLATIONS, Installation, installation_named
from demo_site.packing import packed, unpacked

# How the site itself behaves, and which build it has: query parameter -> what it may be; the first is the default.
WAYS = {
    "identity": ("off", "hmac", "wrong", "jwt"),
    "company": ("group", "object", "name", "none"),
    "hideDefaultLauncher": ("", "true", "false"),
    "destinations": ("", "off", "none", "only"),
    "build": ("development", "production"),
}

# The way with destinations -> the `integrations` of the site's calls.
INTEGRATIONS = {"off": {"Intercom": False}, "none": {"All": False}, "only": {"All": False, "Intercom": True}}


@dataclass(frozen=True)
class Choice:
    """`settings` override the destination's; `ways` those of `WAYS` that are not the default."""

    installation: Installation
    settings: dict[str, Any] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)

    @property
    def write_key(self) -> str:
        kind = DEVELOPMENT if self.is_development else ""
        return write_key_for(self.settings, self.installation.source + kind)

    @property
    def is_development(self) -> bool:
        """Whether the page gets the development build, which emits the trace that the inspector shows."""
        return self.way("build") == "development"

    @property
    def script(self) -> str:
        """The script tag's file."""
        return "intercom.dev.js" if self.is_development else "intercom.min.js"

    @property
    def path(self) -> str:
        """The choice as one segment of a path."""
        kept = {name: part for name, part in (("settings", self.settings), ("ways", self.ways)) if part}
        return self.installation.key + (f".{packed(kept)}" if kept else "")

    def way(self, name: str) -> str:
        return self.ways.get(name, WAYS[name][0])


def choice_in(segment: str) -> Choice:
    """The choice that a path's segment names. Raises ValueError, which says what is wrong with it."""
    key, _, coded = segment.partition(".")
    installation = installation_named(key)
    if installation is None:
        raise ValueError(f"There is no installation {key!r}; there are: {', '.join(row.key for row in INSTALLATIONS)}")
    if not coded:
        return Choice(installation)
    try:
        found = unpacked(coded)
    except ValueError as error:
        raise ValueError(f"unreadable choice {coded!r}") from error
    settings, ways = found.get("settings", {}), found.get("ways", {})
    if not isinstance(settings, dict) or not isinstance(ways, dict):
        raise ValueError(f"unreadable choice {coded!r}")
    return Choice(installation, settings, checked_ways(ways))


def choice_from_query(query: Mapping[str, str]) -> Choice:
    """The choice in a form's query string. Raises ValueError."""
    choice = choice_in(query.get("installation", INSTALLATIONS[0].key).partition(".")[0])
    return Choice(choice.installation, settings_from_query(query), checked_ways(query))


def checked_ways(given: Mapping[str, Any]) -> dict[str, str]:
    """The ways that differ from the default. Raises ValueError for one that is not allowed."""
    ways = {}
    for name, allowed in WAYS.items():
        value = given.get(name, allowed[0])
        if value not in allowed:
            raise ValueError(f"{name} is one of {', '.join(map(repr, allowed))}, not {value!r}")
        if value != allowed[0]:
            ways[name] = value
    return ways
