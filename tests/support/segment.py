"""Segment, played by the test at its production URLs: the real analytics.js 2, its settings and its tracking API."""

from __future__ import annotations

import json
from typing import Any

from demo_site.npm_bundles import ANALYTICS_NEXT
from playwright.sync_api import Page, Route
from tests.support.page_scripts import script_element

CDN = "https://cdn.segment.com"
API = "https://api.segment.io"
LIBRARY = f"{CDN}/analytics.js/v1/key/analytics.min.js"
DELIVERED = f"{CDN}/next-integrations"

QUEUE = script_element("segment", "installQueue")
# What a site pastes for Segment: an array that keeps calls, and the library's own tag.
SNIPPET = f'{QUEUE}<script async src="{LIBRARY}"></script>'


class Segment:
    """Answers for one page. `integrations` and `remote_plugins` are what the settings endpoint says."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.integrations: dict[str, Any] = {}
        self.remote_plugins: list[dict[str, Any]] = []
        self.held: list[Route] | None = None
        page.route(LIBRARY, self._answer_library)
        page.route(f"{CDN}/v1/projects/key/settings*", self._answer_settings)
        page.route(f"{CDN}/analytics-next/bundles/**", self._answer_chunk)
        page.route(f"{API}/**", lambda route: route.fulfill(json={"success": True}))

    def hold(self) -> None:
        """Keep the library back until `release`."""
        self.held = []

    def release(self) -> None:
        held, self.held = self.held or [], None
        for route in held:
            self._answer_library(route)

    def wait(self) -> None:
        """Until the library has taken the snippet's place and its destinations are there."""
        self.page.wait_for_function("window.analytics && window.analytics.initialized")
        self.page.evaluate("new Promise(resolve => { window.analytics.ready(resolve) })")

    def _answer_library(self, route: Route) -> None:
        if self.held is None:
            route.fulfill(path=ANALYTICS_NEXT / "standalone.js")
        else:
            self.held.append(route)

    def _answer_chunk(self, route: Route) -> None:
        route.fulfill(path=ANALYTICS_NEXT / route.request.url.rsplit("/", 1)[1])

    def _answer_settings(self, route: Route) -> None:
        segment = {"apiKey": "key", "type": "browser", "bundlingStatus": "bundled"}
        answer = {
            "integrations": {"Segment.io": segment, **self.integrations},
            "remotePlugins": self.remote_plugins,
            "plan": {"track": {"__default": {"enabled": True, "integrations": {}}}},
            "metrics": {"sampleRate": 0},
            "legacyVideoPluginsEnabled": False,
            "analyticsNextEnabled": True,
        }
        route.fulfill(body=json.dumps(answer), content_type="application/json")
