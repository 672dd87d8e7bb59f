"""Waiting for what a page sends: until it is there, and no longer than the sandbox's patience."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
#: Lets so many seconds pass. It may do more: Playwright's `page.wait_for_timeout` serves the page's routes meanwhile.
Pause = Callable[[float], None]

#: How often is looked, in seconds.
INTERVAL = 0.01


def wait_for(
    find: Callable[[], Found | None],
    patience: float,
    pause: Pause,
    failure: Callable[[], str],
    *,
    monotonic: Callable[[], float] = time.monotonic,
) -> Found:
    """What `find` finds, as soon as that is not None. Raises AssertionError with the text of `failure`.

    The clock is bound here, where a test that stops time (freezegun) does not replace it: it would wait for ever.
    """
    __tracebackhide__ = True
    until = monotonic() + patience
    while True:
        over = monotonic() >= until
        found = find()
        if found is not None:
            return found
        if over:
            raise AssertionError(failure())
        pause(INTERVAL)
