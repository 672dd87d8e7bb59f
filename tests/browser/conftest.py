"""The hosts that every scenario is played in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser.host_page import HOSTS, HostPage


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest, page: Page) -> HostPage:
    """The same scenario in analytics.js 2 and in classic analytics.js."""
    return HostPage(page, request.param)
