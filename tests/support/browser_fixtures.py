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
from playwright.sync_api import BrowserContext, ConsoleMessage, Playwright, Route, WebError
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.engines import MissingEngineError, launch_options
from tests.support.patient_pages import patient

from intercom_sandbox.server.serving import serving

# A name with a parent domain, for cookies that belong to it. Who asks for it reaches this machine.
NAMED = "app.example.test"
# Told from others by the driver: a function would have every request brought here.
ELSEWHERE = re.compile(r"^(?!http://(127\.0\.0\.1|localhost|([\w-]+\.)?example\.test)(:\d+)?/|data:|blob:|about:)")

# Through which the console of the demo's site goes, and how a diagnostic begins: with its code.
RECORDER = "/static/frame_recorder.js"
DIAGNOSTIC = re.compile(r"Intercom destination: [a-z-]+: ")
# Firefox's own remarks, which nobody has thrown: a cookie's domain is tried from the widest on, and some are refused;
# and a page's policy has been kept to.
REMARK = re.compile(
    r"Cookie .* has been rejected for invalid domain\."
    r"|The page.s settings blocked assigning to an injection sink"
)


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
        if not REMARK.search(str(error.error)):
            self._found.append(f"exception: {error.error}")

    def _refuse(self, route: Route) -> None:
        self._found.append(f"request: {route.request.method} {route.request.url}")
        route.abort()

    def blocked(self) -> list[str]:
        """What an engine says of one request that was stopped: Firefox says nothing on the console."""
        browser = self._context.browser
        is_chromium = browser and browser.browser_type.name == "chromium"
        return ["error: Failed to load resource: net::ERR_FAILED"] if is_chromium else []

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
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Playwright, browser_name: str
) -> dict[str, Any]:
    """An engine that this machine does not have skips its tests, and says how to get it."""
    try:
        options = launch_options(playwright, browser_name)
    except MissingEngineError as error:
        pytest.skip(str(error))
    arguments = [*browser_type_launch_args.get("args", []), *options.get("args", [])]
    return {**browser_type_launch_args, **options, **({"args": arguments} if arguments else {})}


@pytest.fixture(autouse=True)
def _own_engine(request: pytest.FixtureRequest) -> None:
    """A test that is Chromium's own says what for, and is skipped elsewhere."""
    marker = request.node.get_closest_marker("chromium_only")
    if marker and request.getfixturevalue("browser_name") != "chromium":
        pytest.skip(f"Chromium's own: {marker.args[0]}")


@pytest.fixture
def new_context(new_context: CreateContextCallback) -> CreateContextCallback:
    """Makes contexts whose pages get the time they need."""

    def make(**options: Any) -> BrowserContext:
        return patient(new_context(**options))

    return cast(CreateContextCallback, make)


@pytest.fixture
def problems(request: pytest.FixtureRequest, context: BrowserContext) -> Iterator[Problems]:
    """What goes wrong in the test's pages; what is left at its end fails it."""
    watched = Problems(context, stops_requests=not request.node.get_closest_marker("stops_no_request"))
    yield watched
    found = watched.take()
    assert found == [], found


@pytest.fixture(autouse=True)
def _watch(request: pytest.FixtureRequest) -> None:
    """No page goes unwatched."""
    if "context" in request.fixturenames:
        request.getfixturevalue("problems")
