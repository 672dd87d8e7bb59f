"""How fast `explain` is, on one core, in this CPython: ``python -m tools.bench_explain``.

A quarter of the events are identify calls, the others track calls. Times are processor times; what counts is the ratio
to parsing the JSON alone, which is the same on slow and fast machines.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from time import process_time

from intercom_destination import Explainer
from intercom_destination.diagnostics.event_file import read_events
from intercom_destination.diagnostics.output import as_json, as_table

EVENTS = 20_000
CONTEXT = {
    "page": {"path": "/", "title": "Home", "url": "https://example.com/"},
    "userAgent": "Mozilla/5.0",
    "library": {"name": "analytics.js", "version": "next-1.84.3"},
}
IDENTIFY = {
    "type": "identify",
    "userId": "su3r73",
    "anonymousId": "a1",
    "timestamp": "2026-11-23T10:00:00.000Z",
    "context": CONTEXT,
    "integrations": {"Intercom": {"user_hash": "abc"}},
    "traits": {
        "name": "Iñigo Montoya",
        "email": "avenger@gmail.com",
        "company": {"id": "123", "name": "Iñigo & Friends"},
        "createdAt": "Mon Mar 26 2018 17:44:51 GMT+0000 (UTC)",
        "plan": "pro",
        "logins": 12,
        "trial": False,
    },
}
TRACK = {
    "type": "track",
    "userId": "su3r73",
    "anonymousId": "a1",
    "event": "Product Purchased",
    "timestamp": "2026-11-23T10:00:00.000Z",
    "context": CONTEXT,
    "integrations": {},
    "properties": {"order_ID": "2969302398", "category": "boots", "product_name": "cowboy", "price": 99.95},
}


def main() -> None:
    lines = [json.dumps(event) + "\n" for event in [IDENTIFY, TRACK, TRACK, TRACK] * (EVENTS // 4)]
    text = "".join(lines)

    def parse() -> None:
        for line in lines:
            json.loads(line)

    def explain_all(show: Callable[..., object]) -> None:
        explainer = Explainer()
        for number, event in enumerate(read_events(io.StringIO(text))):
            show(number, event, explainer.explain(event))

    parsing = best(parse)
    print(f"{'JSON alone':<24}{EVENTS / parsing:>9,.0f} events a second")
    for name, show in {"explained": nothing, "explained, as JSON": as_json, "explained, as table": as_table}.items():
        seconds = best(lambda show=show: explain_all(show))  # type: ignore[misc]  # mypy infers no lambda with a default
        print(f"{name:<24}{EVENTS / seconds:>9,.0f} events a second, {seconds / parsing:.1f} times the parsing")


def nothing(*_: object) -> None:
    """Show nothing."""


def best(action: Callable[[], None]) -> float:
    """The least of three processor times, in seconds."""
    times = []
    for _ in range(3):
        started = process_time()
        action()
        times.append(process_time() - started)
    return min(times)


if __name__ == "__main__":
    main()
