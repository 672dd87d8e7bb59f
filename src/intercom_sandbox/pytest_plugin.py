"""The pytest fixture `intercom_sandbox`: a stand-in for Intercom for a site's own tests, offline.

pytest loads this module wherever the package is installed. So it imports pytest alone, and the server where a test asks
for a fixture: suites that do not are neither slower nor in need of the extra `sandbox`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from intercom_sandbox.testing import IntercomSandbox, Workspace

PATIENCE = "intercom_sandbox_patience"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(PATIENCE, "how many seconds intercom_sandbox waits for what has to arrive", default="10")


@pytest.fixture(scope="session")
def intercom_sandbox_workspace() -> Workspace:
    """The workspace that the sandbox starts with. Override it for another app id, or for identity verification."""
    try:
        from intercom_sandbox.testing import Workspace
    except ImportError as error:
        pytest.fail(str(error), pytrace=False)
    return Workspace()


@pytest.fixture(scope="session")
def intercom_sandbox_server(
    intercom_sandbox_workspace: Workspace, pytestconfig: pytest.Config
) -> Iterator[IntercomSandbox]:
    """The sandbox of the whole run, for fixtures that start a site once: its `widget_url` stays the same."""
    from intercom_sandbox.testing import running

    with running(intercom_sandbox_workspace, _patience(pytestconfig)) as sandbox:
        yield sandbox


@pytest.fixture
def intercom_sandbox(
    intercom_sandbox_server: IntercomSandbox, request: pytest.FixtureRequest
) -> Iterator[IntercomSandbox]:
    """The sandbox for one test: nobody is there, and nothing is out of order; neither is there after it."""
    sandbox = intercom_sandbox_server
    patience, pause = sandbox.patience, sandbox.pause
    sandbox.reset()
    sandbox.pause = lambda seconds: _pause(request.node, seconds)
    yield sandbox
    sandbox.pause, sandbox.patience = pause, patience
    sandbox.reset()


def _patience(config: pytest.Config) -> float:
    given = config.getini(PATIENCE)
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < float("inf"):
        pytest.fail(f"{PATIENCE} is {given!r}: a number of seconds is needed, such as 30", pytrace=False)
    return seconds


def _pause(item: pytest.Item, seconds: float, sleep: Callable[[float], None] = time.sleep) -> None:
    """Let time pass, also for a test that has replaced `time.sleep`.

    A page of Playwright's synchronous API serves the routes that the test has for it meanwhile.
    """
    for value in getattr(item, "funcargs", {}).values():
        kind = type(value)
        if kind.__name__ == "Page" and kind.__module__.startswith("playwright.sync_api") and not value.is_closed():
            value.wait_for_timeout(seconds * 1000)
            return
    sleep(seconds)
