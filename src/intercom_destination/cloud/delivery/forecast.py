"""How many requests events will take, and how long that lasts: counted as delivery would send them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from intercom_destination.cloud.request import Request

# Requests in a second: Intercom's usual allowance (10,000 a minute), and that of a new private app.
USUAL, NEW_APP = 10_000 / 60, 1_000 / 60


class Forecast:
    """Counts requests. Nobody is known to Intercom at the start, and everything succeeds.

    Attributes that have to be made, and identifies that delivery sends as one, are not foreseen.
    """

    def __init__(self) -> None:
        self.events = 0
        self.requests = 0
        self._people: set[str] = set()
        self._companies: dict[str, str] = {}
        self._members: set[tuple[str, str]] = set()

    def add(self, lane: str, plan: Sequence[Request]) -> None:
        """Count an event that is delivered by these requests."""
        self.events += 1
        if lane not in self._people and lane.startswith("email:"):
            self.requests += 1  # who has an email alone is searched for
        if lane not in self._people and all(request.gives != "person" for request in plan):
            self.requests += 1  # the person is made first
        self._people.add(lane)
        for request in plan:
            if request.gives and request.gives != "person":
                body = json.dumps(request.body, sort_keys=True)
                if self._companies.get(request.gives) == body:
                    continue
                self._companies[request.gives] = body
            elif request.path.endswith("/companies") and request.method == "POST" and "id" in request.body:
                member = (lane, str(request.body["id"]))
                if member in self._members:
                    continue
                self._members.add(member)
            elif request.method == "DELETE":
                company = request.path.rpartition("/")[2]
                if company.strip("{}") not in self._companies:
                    self.requests += 1  # its id is asked for
                self._members.discard((lane, company))
            self.requests += 1

    def text(self, share: float) -> str:
        """The forecast for people."""
        usual, new = (self.requests / (rate * share) for rate in (USUAL, NEW_APP))
        return (
            f"{self.events:,} events, about {self.requests:,} requests:"
            f" {_duration(usual)} at Intercom's usual rate, {_duration(new)} at that of a new app"
        )


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
