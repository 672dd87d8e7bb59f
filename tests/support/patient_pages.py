"""Gives Playwright the patience of all tests; apart from it, since unit tests do without a browser."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect
from tests.support.patience import LONGEST

expect.set_options(timeout=LONGEST)


def patient(context: BrowserContext) -> BrowserContext:
    """The same context; all that its pages wait for gets that long."""
    context.set_default_timeout(LONGEST)
    return context
