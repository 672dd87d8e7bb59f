"""A page in which a real library has loaded the delivered file."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page

LIBRARIES = ("analytics-next", "analytics-classic")


class LibraryPage:
    """Calls of Segment's API in, calls of `window.Intercom` out."""

    def __init__(self, page: Page, library: str) -> None:
        self.page = page
        self.library = library

    def visit(self, **settings: Any) -> None:
        """Open a page with these settings, and do not wait for the library; None takes one away."""
        self.page.goto(f"/blank/{self.library}?settings={quote(json.dumps(settings))}")

    def open(self, **settings: Any) -> None:
        """Open a page with these settings; until it is ready, and an identify of nobody has asked for the recorder."""
        self.visit(**settings)
        self.wait_until_ready()
        self.page.evaluate("analytics.identify({})")
        self.page.wait_for_function("window.Intercom && window.Intercom.booted")

    def wait_until_ready(self) -> None:
        """Until the library says that its destinations are."""
        self.page.evaluate("new Promise(resolve => { window.analytics.ready(resolve) })")

    def send(self, method: str, *args: Any) -> None:
        """Make one call of `window.analytics`, and wait until the library has delivered it."""
        self.page.evaluate(
            "async ([method, args]) => { await window.analytics[method](...args) }",
            [method, args],
        )

    def calls(self) -> list[list[Any]]:
        """What `window.Intercom` received so far: [method, arguments...]."""
        text = self.page.evaluate("JSON.stringify(recorder.calls)")
        return [[call["method"], *call["args"]] for call in json.loads(text)]

    def settings(self) -> Any:
        """`window.intercomSettings`; None where there is none."""
        text = self.page.evaluate("window.intercomSettings && JSON.stringify(recorder.encode(window.intercomSettings))")
        return text and json.loads(text)
