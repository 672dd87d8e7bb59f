"""What every browser test stands on: Chromium, a live server, and a page that is watched.

Nothing reaches the network: a request to anywhere but this machine is refused and fails the
test, unless the test answers it itself. So does a console error or warning, or an exception
in the page, that the test has not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from demo_site.app import create_app
from demo_site.chromium import find_chromium, launch_arguments
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Route, WebError
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.patience import patient

from intercom_sandbox.server.serving import serving

# A name with a parent domain, for cookies that belong to it. Who asks for it reaches this machine.
NAMED = "app.example.test"
# Told from others by the driver: a function would have every request brought here.
ELSEWHERE = re.compile(r"^(?!http://(127\.0\.0\.1|localhost|([\w-]+\.)?example\.test)(:\d+)?/|data:|blob:|about:)")
# What pytest-playwright records of a context of the test's own.
RECORDINGS = ("tracing", "video", "screenshot")

# Through which the console of the demo's site goes, and how a diagnostic begins: with its code.
RECORDER = "/static/frame_recorder.js"
DIAGNOSTIC = re.compile(r"Intercom destination: [a-z-]+: ")


class Problems:
    """What went wrong in the pages of a test, in the order it did."""

    def __init__(self, context: BrowserContext, stops_requests: bool = True) -> None:
        """Stopping requests names them, and makes each one slower; without it a name is not found."""
        self._found: list[str] = []
        self._context = context
        context.on("console", self._hear)
        context.on("weberror", self._catch)
        if stops_requests:
            context.route(ELSEWHERE, self._refuse)

    def close(self) -> None:
        """Watch no longer."""
        self._context.remove_listener("console", self._hear)
        self._context.remove_listener("weberror", self._catch)
        self._context.unroute(ELSEWHERE, self._refuse)

    def _hear(self, message: ConsoleMessage) -> None:
        # The demo's site has the development build, which says what becomes of the data: the inspector shows it.
        is_diagnostic = message.location["url"].endswith(RECORDER) and DIAGNOSTIC.match(message.text)
        if message.type in ("error", "warning", "assert") and not is_diagnostic:
            self._found.append(f"{message.type}: {message.text}")

    def _catch(self, error: WebError) -> None:
        self._found.append(f"exception: {error.error}")

    def _refuse(self, route: Route) -> None:
        self._found.append(f"request: {route.request.method} {route.request.url}")
        route.abort()

    def take(self) -> list[str]:
        """The problems so far, which the test has asked for: they no longer fail it."""
        for page in self._context.pages:
            page.evaluate("0")  # whatever the page has said before this has been heard now
        found, self._found = self._found, []
        return found


class Window:
    """A window whose first tab stays: a new tab costs half of what a new window does."""

    def __init__(self, browser: Browser, options: dict[str, Any]) -> None:
        self.context = patient(browser.new_context(**options))
        self._first = self.context.new_page()
        self._devtools = self.context.new_cdp_session(self._first)

    def forget(self) -> None:
        """Be as a new one: no cookies, no storage of any origin, no cache, no permissions."""
        self._devtools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
        self._devtools.send("Network.clearBrowserCache")
        self.context.clear_cookies()
        self.context.clear_permissions()

    def close_pages(self) -> None:
        """Close every page that a test has opened, and forget its routes."""
        for page in self.context.pages:
            if page is not self._first:
                page.close()
        self.context.unroute_all()


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """The demo server, on a free port; pages open paths of it."""
    with serving(create_app()) as origin:
        yield origin


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": find_chromium(),
        "args": [
            *browser_type_launch_args.get("args", []),
            *launch_arguments(),
            "--host-resolver-rules=MAP *.example.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
    }


@pytest.fixture
def new_context(new_context: CreateContextCallback) -> CreateContextCallback:
    """Makes contexts whose pages get the time they need."""

    def make(**options: Any) -> BrowserContext:
        return patient(new_context(**options))

    return cast(CreateContextCallback, make)


@pytest.fixture(scope="session")
def window(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Window]:
    """The window that tests open their pages in."""
    window = Window(browser, browser_context_args)
    yield window
    window.context.close()


@pytest.fixture
def context(request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Where the test's pages are: nothing is stored there yet, and nothing of it outlasts the test."""
    node, option = request.node, request.config.getoption
    if node.get_closest_marker("browser_context_args") or any(option(name) not in ("off", None) for name in RECORDINGS):
        yield request.getfixturevalue("new_context")()
        return
    window: Window = request.getfixturevalue("window")
    window.forget()
    yield window.context
    window.close_pages()


@pytest.fixture
def problems(context: BrowserContext) -> Iterator[Problems]:
    """What goes wrong in the test's pages; what is left at its end fails it."""
    watched = Problems(context)
    yield watched
    left = watched.take()
    watched.close()
    assert left == []


@pytest.fixture(autouse=True)
def _watch(request: pytest.FixtureRequest) -> None:
    """No page goes unwatched."""
    if "context" in request.fixturenames:
        request.getfixturevalue("problems")
