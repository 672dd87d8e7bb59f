"""How fast requests may go: Intercom deals its allowance out in windows of ten seconds; answers say what is left.

The clock is an argument everywhere. A part of each window (1 - share) is left to others who use the same token.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping

WINDOW = 10.0
# Requests in a second until the first answer has said better: what the smallest allowance known (167 in 10 s) bears.
CAREFUL_RATE = 16.0
# Seconds of delay that are made up for by sending faster: so many requests come together at most.
CATCH_UP = 0.25
# Never faster than the even rate of a whole window times this, however much of a window is left. The server's windows
# begin up to EQUAL_CLOCKS seconds apart from ours: each has the end of one of ours and the beginning of the next. That
# is at most our share times 1 + 0.08 + the catch-up's 0.025: within the limit, where the share is nine tenths.
FASTEST = 1.08
# Clocks that differ by less are taken for equal: the header with the server's time has whole seconds.
EQUAL_CLOCKS = 2.0
# Answers whose times are compared with ours.
SKEWS = 50


class ApiRate:
    """The rate limit of one token."""

    def __init__(self, share: float = 0.9) -> None:
        self._share = share
        self._limit: int | None = None
        self._left = 0.0
        # When the window ends by our clock, and by the answers, whose clock is another.
        self._reset = self._said_reset = 0.0
        self._next = 0.0
        # Seconds by which the server's clock is ahead of ours, where that is enough to count.
        self.skew = 0.0
        self._stopped_until = 0.0
        # Requests that were let go.
        self.taken = 0
        self._skews: deque[float] = deque(maxlen=SKEWS)

    def wait(self, now: float) -> float:
        """Seconds until the next request may go; 0: now."""
        if now < self._stopped_until:
            return self._stopped_until - now
        if self._limit is None:
            return max(0.0, self._next - now)
        self._roll(now)
        if self._usable < 1:
            return self._reset - now
        return max(0.0, self._next - now)

    def take(self, now: float) -> float:
        """Use one request, if it may go now; else the seconds to wait."""
        wait = self.wait(now)
        if wait > 0:
            return wait
        self.taken += 1
        if self._limit is None:
            gap = 1 / CAREFUL_RATE
        else:
            gap = max((self._reset - now) / self._usable, WINDOW / (max(1.0, self._limit * self._share) * FASTEST))
            self._left -= 1
        # A late start is made up for by the next ones, so that a busy machine loses nothing of the window.
        self._next = max(self._next or now, now - CATCH_UP) + gap
        return 0.0

    def remaining(self, now: float) -> int:
        """Requests that Intercom has left for this window, those of the reserve included; 0 before the first answer."""
        if self._limit is None:
            return 0
        return self._limit if now >= self._reset else max(0, int(self._left))

    def read(self, headers: Mapping[str, str], now: float, server_time: float | None = None) -> None:
        """Take over what an answer says of the window."""
        self.skew = self._skew(now, server_time)
        try:
            limit, left, reset = (float(headers[f"x-ratelimit-{name}"]) for name in ("limit", "remaining", "reset"))
        except (KeyError, ValueError):
            return
        if not all(map(math.isfinite, (limit, left, reset))) or limit < 1:
            return
        reset -= self.skew
        if not now < reset <= now + 2 * WINDOW:
            return  # the answer is of a window that is over
        # A window is no longer than WINDOW: where the server's clock is ahead, the earliest answer of one tells most.
        ends = min(reset, now + WINDOW)
        if self._limit == int(limit) and abs(reset - self._said_reset) < 1:
            self._left, self._reset = min(self._left, left), min(self._reset, ends)
        elif reset > self._said_reset or self._limit is None:
            self._left, self._reset, self._said_reset = left, ends, reset
        self._limit = int(limit)

    def _skew(self, now: float, server_time: float | None) -> float:
        """Seconds by which the server's clock is ahead. Of late answers the least late one tells most."""
        if server_time is not None:
            self._skews.append(server_time - now)
        skew = max(self._skews, default=0.0)
        return skew if abs(skew) > EQUAL_CLOCKS else 0.0

    def stop(self, until: float) -> None:
        """Send nothing until then: Intercom has said that it was too much."""
        self._stopped_until = max(self._stopped_until, until)

    @property
    def _usable(self) -> float:
        # However small the share: one request a window may go, else nothing ever would.
        limit = self._limit or 0
        return self._left - min(limit * (1 - self._share), limit - 1)

    def _roll(self, now: float) -> None:
        """Begin the windows that have begun."""
        if now >= self._reset:
            passed = WINDOW * (1 + (now - self._reset) // WINDOW)
            self._reset, self._said_reset = self._reset + passed, self._said_reset + passed
            self._left = float(self._limit or 0)
