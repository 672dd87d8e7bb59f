"""The ways a page can get the destination: a row, and a template that a page includes.

An installation's template leaves the page with a `window.analytics` that takes calls at once. It is
given `write_key`, and `settings`, the destination's.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Installation:
    """`key` is the name in a URL and of the template, `title` what people read, `source` the write key's first word."""

    key: str
    title: str
    source: str = "demo"

    @property
    def template(self) -> str:
        return f"installations/{self.key}.html"


INSTALLATIONS = (
    Installation("analytics-next", "analytics.js 2, classic CDN file"),
    Installation("analytics-classic", "analytics.js classic"),
    Installation("remote-plugin", "analytics.js 2, remote plugin", "remote"),
    Installation("registered-plugin", "analytics.js 2, registered plugin", "plain"),
    Installation("script-tag", "Script tag, without Segment"),
)


def installation_named(key: str) -> Installation | None:
    """The installation of that key, or None."""
    return next((installation for installation in INSTALLATIONS if installation.key == key), None)
