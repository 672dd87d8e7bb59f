"""The ways a page can get the destination: a row, and a template that a page includes.

A door's template leaves the page with a `window.analytics` that takes calls at once. It is
given `write_key`, and `settings`, the destination's.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Door:
    """`key` is the name in a URL and of the template, `title` what people read, `source` the write key's first word.

    `keeps`: the host knows its user again on the next page. `tells_reset`: it tells destinations of `reset()`.
    """

    key: str
    title: str
    source: str = "demo"
    keeps: bool = True
    tells_reset: bool = True

    @property
    def template(self) -> str:
        return f"doors/{self.key}.html"


DOORS = (
    Door("analytics-next", "analytics.js 2, classic CDN file"),
    Door("analytics-classic", "analytics.js classic", tells_reset=False),
    Door("remote-plugin", "analytics.js 2, remote plugin", "remote"),
    Door("registered-plugin", "analytics.js 2, registered plugin", "plain"),
    Door("script-tag", "Script tag, without Segment", keeps=False),
)


def door_named(key: str) -> Door | None:
    """The door of that key, or None."""
    return next((door for door in DOORS if door.key == key), None)
