"""The ways a page can get the destination: a row, and a template that a page includes.

A door's template leaves the page with a `window.analytics` that takes calls at once. It is
given `write_key`, and `settings`, the destination's.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Door:
    """`key` is the name in a URL and of the template; `title` is what people read."""

    key: str
    title: str

    @property
    def template(self) -> str:
        return f"doors/{self.key}.html"


DOORS = (
    Door("analytics-next", "analytics.js 2"),
    Door("analytics-classic", "analytics.js classic"),
)


def door_named(key: str) -> Door | None:
    """The door of that key, or None."""
    return next((door for door in DOORS if door.key == key), None)
