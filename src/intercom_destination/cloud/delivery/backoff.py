"""When to try again: what Intercom asks for, else exponential with full jitter.

Jitter: without it, all who failed together would come back together.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime

SHORTEST, LONGEST = 0.5, 300.0
# No request of Intercom's to wait is believed beyond this: a wrong clock there would stop delivery for years.
LONGEST_ASKED = 3600.0


def pause_before(tries: int, jitter: float | None = None) -> float:
    """Seconds before the next try, after `tries` failures before this one. `jitter` is from 0 to 1."""
    jitter = random.random() if jitter is None else jitter  # noqa: S311  no secret
    return jitter * min(LONGEST, SHORTEST * 2.0 ** min(tries + 1, 20))


def asked_pause(headers: Mapping[str, str], now: float, *, limited: bool) -> float | None:
    """Seconds that an answer asks to wait: `Retry-After` (seconds or a date).

    Where the answer says that it was too much (`limited`), `X-RateLimit-Reset` counts too. All answers have that
    header, and beside a server's error it asks for nothing.
    """
    value = headers.get("retry-after", "").strip()
    for read in (float, lambda text: parsedate_to_datetime(text).timestamp() - now):
        with suppress(ValueError):
            return _within(read(value))
    if limited:
        with suppress(KeyError, ValueError):
            return _within(float(headers["x-ratelimit-reset"]) - now)
    return None


def _within(seconds: float) -> float:
    if math.isnan(seconds):
        raise ValueError("no number")
    return min(max(seconds, 0.0), LONGEST_ASKED)
