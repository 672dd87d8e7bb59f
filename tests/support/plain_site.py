"""A customer's site, played by the test: its pages, the delivered files at production URLs, and Intercom's widget."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from demo_site.npm_bundles import ROOT
from playwright.sync_api import Page, Route
from tests.support.page_html import page_html
from tests.support.patience import LONGEST_SECONDS

BUILD = ROOT / "build"
RECORDER = ROOT / "demo_site" / "static" / "recorder.js"
ORIGIN = "https://site.example"
CDN = "https://cdn.example"
WIDGET = "https://widget.intercom.io/widget/"

TAG = f'<script async src="{CDN}/intercom.min.js" data-app-id="demo"></script>'


class Site:
    """Pages of `site.example`. Intercom's widget is the recorder, unless `widget` says "blocked" or "held"."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.widget = "there"
        self.asked: list[str] = []
        self.held: list[Route] = []
        self.html = ""
        self.headers: dict[str, str] = {}
        page.route(f"{ORIGIN}/**", self._answer_page)
        page.route(f"{CDN}/**", lambda route: route.fulfill(path=BUILD / Path(route.request.url[len(CDN) + 1 :])))
        page.route(f"{WIDGET}**", self._answer_widget)

    def _answer_page(self, route: Route) -> None:
        route.fulfill(body=self.html, content_type="text/html; charset=utf-8", headers=self.headers)

    def _answer_widget(self, route: Route) -> None:
        self.asked.append(route.request.url)
        if self.widget == "blocked":
            route.abort()
        elif self.widget == "held":
            self.held.append(route)
        else:
            route.fulfill(path=RECORDER)

    def open(self, body: str = TAG, head: str = "", headers: dict[str, str] | None = None) -> None:
        """Open a page of this site with these tags in it."""
        self.headers = headers or {}
        self.html = page_html("site", head, body)
        self.page.goto(f"{ORIGIN}/", wait_until="domcontentloaded")

    def wait_for_api(self, place: str = "analytics") -> None:
        self.wait_until(f"window.{place} && window.{place}.VERSION")

    def wait_until(self, condition: str) -> None:
        """Until it is true, in the page.

        Asked from here, again and again: Playwright's own way needs `eval`, which a page may forbid, and a clock in the
        page, which the test may have stopped.
        """
        self.wait_until_here(lambda: bool(self.page.evaluate(f"!!({condition})")), condition)

    def wait_until_here(self, is_true: Callable[[], bool], what: str) -> None:
        """Until it is true, in the test."""
        until = monotonic() + LONGEST_SECONDS
        while not is_true():
            assert monotonic() < until, f"not within {LONGEST_SECONDS} s: {what}"
            self.page.wait_for_timeout(0)

    def wait_for_messenger(self) -> None:
        self.wait_until("window.Intercom && window.Intercom.booted")

    def start_messenger(self, place: str = "analytics") -> None:
        """Let the widget come before anything is sent: an identify of nobody asks for it, and makes no call."""
        self.call("identify", {}, place=place)
        self.wait_for_messenger()

    def has_fetched(self) -> bool:
        """Whether the page has asked for the widget: its script tag is there from that moment on."""
        return bool(self.asked) or self.page.locator(f'script[src^="{WIDGET}"]').count() > 0

    def release(self) -> None:
        """Let a held widget come."""
        self.widget = "there"
        for route in self.held:
            route.fulfill(path=RECORDER)
        self.held.clear()
        self.wait_for_messenger()

    def call(self, *args: Any, place: str = "analytics") -> Any:
        """Call a method of the API."""
        return self.page.evaluate(f"([method, ...args]) => {{ window.{place}[method](...args) }}", list(args))

    def calls(self) -> list[list[Any]]:
        """What the Messenger has received so far: [method, arguments...]."""
        text = self.page.evaluate("JSON.stringify(recorder.calls)")
        return [[call["method"], *call["args"]] for call in json.loads(text)]

    def queue(self) -> list[list[Any]]:
        """What waits for the Messenger."""
        rows: list[list[Any]] = self.page.evaluate("window.Intercom.q.map(row => Array.from(row))")
        return rows

    def settings(self) -> Any:
        return self.page.evaluate("window.intercomSettings")


def open_held(page: Page) -> Site:
    """A page whose widget is held back until the test lets it come."""
    site = Site(page)
    site.widget = "held"
    site.open()
    site.wait_for_api()
    return site
