"""What the demo is configured with, and how a page's settings travel.

Segment's libraries fetch their settings by write key and by nothing else. So that a page can
have settings of its own without the server keeping any state, the demo's write keys carry
them: ``demo``, or ``demo.`` and a packed object. The first word says how the source
delivers the destination: ``demo`` as a classic one, ``remote`` as a remote plugin, ``plain`` not at all;
with ``-dev`` it delivers the development build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demo_site.packing import packed, unpacked
from intercom_destination.web.adapters.tag_attributes import setting_from_text
from intercom_destination.web.mapping.settings import SETTINGS as ALL

WRITE_KEY = "demo"
SOURCES = (WRITE_KEY, "remote", "plain")
DEVELOPMENT = "-dev"

# Query parameters, by the names of the destination's settings. The launcher is the site's own choice in each call.
SETTINGS = [name for name in ALL if name != "hideDefaultLauncher"]


@dataclass(frozen=True)
class DemoConfig:
    """The command line. `real`: Intercom's own widget is loaded; `store`: the sandbox's file of SQLite."""

    app_id: str = "demo"
    region: str = ""
    secret: str = "demo-secret-for-nobody-but-the-sandbox"  # noqa: S105 - it keeps no secret
    real: bool = False
    store: str = ":memory:"


def settings_from_query(query: Mapping[str, str]) -> dict[str, Any]:
    """The settings in a query string; those left empty count as not given."""
    return {name: setting_from_text(name, query[name]) for name in SETTINGS if query.get(name)}


def source_in(write_key: str) -> tuple[str, bool]:
    """The write key's first word, and whether it wants the development build."""
    name = write_key.partition(".")[0]
    return name.removesuffix(DEVELOPMENT), name.endswith(DEVELOPMENT)


def write_key_for(overrides: Mapping[str, Any], source: str = WRITE_KEY) -> str:
    """The write key that carries `overrides`; a value of None takes a default away."""
    if not overrides:
        return source
    return f"{source}.{packed(overrides)}"


def overrides_in(write_key: str) -> dict[str, Any]:
    """The settings that a write key carries. Raises ValueError where it is not one of ours."""
    name, _, coded = write_key.partition(".")
    if name.removesuffix(DEVELOPMENT) not in SOURCES:
        raise ValueError(f"unknown write key {write_key!r}")
    if not coded:
        return {}
    try:
        return unpacked(coded)
    except ValueError as error:
        raise ValueError(f"unreadable write key {write_key!r}") from error


def destination_settings(config: DemoConfig, origin: str, overrides: Mapping[str, Any]) -> dict[str, Any]:
    """The destination's settings for one page served from `origin` (no slash at the end)."""
    settings: dict[str, Any] = {"appId": config.app_id}
    if config.region:
        settings["apiBase"] = config.region
    if not config.real:
        settings["widgetUrl"] = origin + "/widget/{appId}"
    settings.update(overrides)
    return {name: value for name, value in settings.items() if value is not None}
