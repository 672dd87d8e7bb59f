"""New people in random order while search lags: the race that the document warns of; beside a plain script."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

from tools.cloud_trials.events import shuffled_events
from tools.cloud_trials.plain_script import deliver_plainly
from tools.cloud_trials.stand_in import TOKEN, StandIn, standing_in

from intercom_destination.cloud import Client

SEARCH_LAG = 180


class Outcome(NamedTuple):
    """What Intercom's stand-in has in the end, and the seconds that it took."""

    contacts: int
    named: int
    attached: int
    events: int
    refused: int
    seconds: float


def outcome_of(stand_in: StandIn, refused: int, started: float) -> Outcome:
    people = stand_in.people()
    named = sum('"name"' in row["data"] for row in people.values())
    seconds = time.monotonic() - started
    return Outcome(len(people), named, stand_in.count("members"), len(stand_in.events()), refused, seconds)


def race(people: int, folder: Path, seed: int = 1) -> Outcome:
    """Deliver the events of so many new people with the package."""
    with standing_in() as stand_in:
        stand_in.fault(search_lag=SEARCH_LAG)
        started = time.monotonic()
        with Client(TOKEN, queue=folder / "race.db", base_url=stand_in.url) as client:
            for event in shuffled_events(people, seed):
                client.send(event)
            report = client.flush()
        return outcome_of(stand_in, report.refused + report.waiting, started)


def plain_race(people: int, seed: int = 1) -> Outcome:
    """The same events by a straightforward script on python-intercom."""
    with standing_in() as stand_in:
        stand_in.fault(search_lag=SEARCH_LAG)
        started = time.monotonic()
        failed = deliver_plainly(shuffled_events(people, seed), TOKEN, stand_in.url)
        return outcome_of(stand_in, failed, started)
