"""What a test is played with: each of the libraries, each of the delivered files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.support.browser_fixtures import (
    Problems,
    _own_engine,
    _watch,
    base_url,
    browser_type_launch_args,
    new_context,
    problems,
)
from tests.support.installation_pages import FILES, HostilePage
from tests.support.library_page import LIBRARIES, LibraryPage
from tests.support.plain_site import Site
from tests.support.sandbox_site import SandboxSite, served_site


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest, page: Page) -> LibraryPage:
    """The same scenario in analytics.js 2 and in classic analytics.js."""
    return LibraryPage(page, request.param)


@pytest.fixture(params=FILES)
def hostile(request: pytest.FixtureRequest, page: Page, problems: Problems) -> Iterator[HostilePage]:
    """A page with each of the delivered files in turn, which has no problem to report at the end."""
    hostile = HostilePage(page, FILES[request.param])
    yield hostile
    assert hostile.said(problems) == []


@pytest.fixture
def site(page: Page) -> Site:
    """A site with keys of its own in `intercomSettings`, and a Messenger that is there."""
    site = Site(page)
    site.open(head="<script>window.intercomSettings = {alignment: 'left', app_id: 'the site says so'}</script>")
    site.wait_for_api()
    site.start_messenger()
    return site


@pytest.fixture
def standalone(page: Page) -> Site:
    """A site with the script tag alone, and a Messenger that is there."""
    site = Site(page)
    site.open()
    site.wait_for_api()
    site.start_messenger()
    return site


@pytest.fixture(scope="session")
def sandbox_server() -> Iterator[SandboxSite]:
    with served_site() as site:
        yield site


@pytest.fixture
def sandbox(sandbox_server: SandboxSite, page: Page) -> SandboxSite:
    """A page of the sandbox's own server, with nothing stored yet."""
    sandbox_server.sandbox.reset()
    sandbox_server.page = page
    sandbox_server.at("127.0.0.1")
    page.route("**/favicon.ico", lambda route: route.fulfill(body=""))
    return sandbox_server
