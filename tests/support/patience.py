"""How long a browser test waits for what has to come: long enough for a busy machine, for speed is never judged."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

LONGEST_SECONDS = 60
LONGEST = LONGEST_SECONDS * 1000

expect.set_options(timeout=LONGEST)


def patient(context: BrowserContext) -> BrowserContext:
    """The same context; all that its pages wait for gets that long."""
    context.set_default_timeout(LONGEST)
    return context
