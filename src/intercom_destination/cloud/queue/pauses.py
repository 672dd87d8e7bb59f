"""When delivery has paused because of the token: such time makes no event too old, whichever process it was in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Pauses:
    """The pauses that still count, and the one under way. Times are unix seconds."""

    def __init__(self, spans: Sequence[Sequence[float]] = (), began: float | None = None) -> None:
        # When the pause under way began; one of an earlier process goes on until Intercom takes something.
        self.began = began
        self._keep([(float(start), float(end)) for start, end in spans])

    @property
    def spans(self) -> list[tuple[float, float]]:
        """The pauses that are over, in order."""
        return list(zip(self._starts, self._ends, strict=True))

    def begin(self, now: float) -> None:
        """Delivery pauses; within a pause that is the same one."""
        if self.began is None:
            self.began = now

    def end(self, now: float, max_age: float) -> None:
        """Delivery goes on. Forgets what no event is young enough for that may still be sent."""
        if self.began is None:
            return
        spans, oldest = [*self.spans, (self.began, max(self.began, now))], now - max_age
        first = len(spans)
        while first and spans[first - 1][1] > oldest:
            first -= 1
            oldest -= spans[first][1] - spans[first][0]
        self.began = None
        self._keep(spans[first:])

    def since(self, at: float, now: float) -> float:
        """Seconds of pauses from a time on until now."""
        under_way = 0.0 if self.began is None else max(0.0, now - max(self.began, at))
        first = bisect_right(self._ends, at)
        if first == len(self._ends):
            return under_way
        return under_way + self._sums[-1] - self._sums[first] + self._ends[first] - max(self._starts[first], at)

    def _keep(self, spans: Sequence[tuple[float, float]]) -> None:
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]
        # Of all pauses up to one: many rows ask, and each is answered without a walk over the pauses.
        self._sums = list(accumulate(end - start for start, end in spans))
