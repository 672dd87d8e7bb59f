"""How fast cloud mode's mapping is, on one core, in this CPython: ``python -m tools.bench_cloud``.

A quarter of the events are identify calls with a company, a quarter group calls, half are track calls. Times are
processor times. The goal is 10,000 events a second: Intercom takes 167 requests a second, so the mapping has next to no
part in the time of a delivery.
"""

from __future__ import annotations

from typing import Any

from tools.bench_explain import CONTEXT, IDENTIFY, TRACK, best

from intercom_destination.cloud.mapping.lane import lane_of
from intercom_destination.cloud.mapping.plan import requests_for
from intercom_destination.cloud.mapping.settings import checked_settings
from intercom_destination.diagnostics.cloud_explain import CloudExplainer

ROUNDS = 3_000
GOAL = 10_000
GROUP = {
    "type": "group",
    "userId": "su3r73",
    "groupId": "123",
    "timestamp": "2026-11-23T10:00:00.000Z",
    "context": CONTEXT,
    "traits": {
        "name": "Iñigo & Friends",
        "plan": "pro",
        "monthlySpend": 99.95,
        "employees": 12,
        "createdAt": "2018-03-26",
    },
}
EVENTS: dict[str, list[dict[str, Any]]] = {
    "identify": [IDENTIFY],
    "group": [GROUP],
    "track": [TRACK],
    "all": [IDENTIFY, GROUP, TRACK, TRACK],
}


def main() -> None:
    settings = checked_settings(None)
    for name, events in EVENTS.items():

        def map_all(events: list[dict[str, Any]] = events) -> None:
            for _ in range(ROUNDS):
                for event in events:
                    requests_for(event, settings)

        print(f"{name:<24}{len(events) * ROUNDS / best(map_all):>9,.0f} events a second")
    print(f"{'goal':<24}{GOAL:>9,}")

    def lanes() -> None:
        for _ in range(ROUNDS):
            for event in EVENTS["all"]:
                lane_of(event, settings)

    def explained() -> None:
        explainer = CloudExplainer()
        for _ in range(ROUNDS):
            for event in EVENTS["all"]:
                explainer.explain(event)

    for name, action in {"all, the lane alone": lanes, "all, explained": explained}.items():
        print(f"{name:<24}{4 * ROUNDS / best(action):>9,.0f} events a second")


if __name__ == "__main__":
    main()
