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
from playwright.sync_api import BrowserContext, ConsoleMessage, Route, WebError
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.patience import patient

from intercom_sandbox.server.serving import serving

# A name with a parent domain, for cookies that belong to it. Who asks for it reaches this machine.
NAMED = "app.example.test"
# Told from others by the driver: a function would have every request brought here.
ELSEWHERE = re.compile(r"^(?!http://(127\.0\.0\.1|localhost|([\w-]+\.)?example\.test)(:\d+)?/|data:|blob:|about:)")

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


@pytest.fixture
def problems(context: BrowserContext) -> Iterator[Problems]:
    """What goes wrong in the test's pages; what is left at its end fails it."""
    watched = Problems(context)
    yield watched
    assert watched.take() == []


@pytest.fixture(autouse=True)
def _watch(request: pytest.FixtureRequest) -> None:
    """No page goes unwatched."""
    if "context" in request.fixturenames:
        request.getfixturevalue("problems")
