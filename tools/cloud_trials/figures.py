"""Figures of delivery: requests for each warm call, use of the allowed rate, a queue of a million events."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from tools.cloud_trials.events import START, person_events
from tools.cloud_trials.plain_script import deliver_plainly
from tools.cloud_trials.stalls import stalling
from tools.cloud_trials.stand_in import TOKEN, StandIn, apart, standing_in

from intercom_destination.cloud import Client

WINDOW = 10


class Warm(NamedTuple):
    """Requests for each call of people and companies that are known."""

    identify: float
    group: float
    track: float


class Rate(NamedTuple):
    """Part of the allowed requests (share of the limit) that was used in full windows, and in the one that had least;
    answers that were 429."""

    windows: int
    used: float
    least: float
    limited: int


class Million(NamedTuple):
    events: int
    start_seconds: float
    resident_mb: float
    file_mb: float


def delivered(stand_in: StandIn, queue: Path, events: list[dict[str, Any]]) -> int:
    """Deliver events; how many requests that took."""
    before = stand_in.last_request()
    with Client(TOKEN, queue=queue, base_url=stand_in.url) as client:
        for event in events:
            client.send(event)
        report = client.flush()
    if report.waiting or report.refused:
        raise RuntimeError(f"not everything was delivered: {report}")
    return stand_in.last_request() - before


def called_again(people: int) -> Iterator[list[dict[str, Any]]]:
    """The calls of each kind that people make once more, a day later; one company in ten has another plan by then."""
    for kind, at in (("identify", 86_400), ("group", 2 * 86_400), ("track", 3 * 86_400)):
        again = [event for number in range(people) for event in person_events(number) if event["type"] == kind]
        for number, event in enumerate(again):
            event |= {"timestamp": START + at + number, "messageId": f"{kind}-{number}"}
            if kind == "group" and number % 10 == 0:
                event["traits"] = {**event["traits"], "plan": f"plan {number}"}
        yield again


def plain_warm(people: int) -> Warm:
    """The requests of a straightforward script for calls of people that are known."""
    with standing_in() as stand_in:
        figures = []
        # One kind after the other: the script loses what comes before its person is there.
        for events in [*called_again(people), *called_again(people)]:
            before = stand_in.last_request()
            if deliver_plainly(events, TOKEN, stand_in.url):
                raise RuntimeError("the script has not delivered everything")
            figures.append((stand_in.last_request() - before) / people)
    return Warm(*figures[3:])


def warm(people: int, folder: Path) -> Warm:
    """The package's requests for calls of people that are known."""
    queue = folder / "warm.db"
    with standing_in() as stand_in:
        first = [person_events(number) for number in range(people)]
        delivered(stand_in, queue, [event for events in first for event in events])
        figures = [delivered(stand_in, queue, again) / people for again in called_again(people)]
    return Warm(*figures)


def steady_rate(
    windows: int, folder: Path, limit: int = 1_666, pauses: Callable[[], AbstractContextManager[None]] = nullcontext
) -> Rate:
    """Deliver for so many windows of ten seconds from a queue that does not run dry."""
    with apart(limit, folder) as (url, store), Client(TOKEN, queue=folder / "rate.db", base_url=url) as client:
        # Each is two requests. Some are delivered while the queue fills, and more of them on a slow machine.
        for number in range((windows + 8) * limit // 2):
            client.send(person_events(number)[2])
        begin = (int(time.time()) // WINDOW + 1) * WINDOW
        end = begin + windows * WINDOW
        with pauses():
            while (left := end + 1 - time.time()) > 0:
                time.sleep(left)
        if not client.flush(timeout=0).waiting:
            raise RuntimeError("the queue ran dry before the end")
        db = sqlite3.connect(store)
        rows = db.execute("select at, data from feed where kind = 'rest'").fetchall()
        db.close()
    counts = Counter(int(at) // WINDOW for at, _ in rows if begin <= at < end)
    limited = sum(json.loads(data)["status"] == 429 for _, data in rows)
    parts = [counts[int(begin) // WINDOW + number] / (limit * 0.9) for number in range(windows)]
    return Rate(windows, sum(parts) / windows, min(parts), limited)


def stalled_rate(windows: int, folder: Path) -> Rate:
    """The same on a machine that stands still now and then; Intercom does not."""
    return steady_rate(windows, folder, pauses=stalling)


def million(events: int, folder: Path) -> Million:
    """The memory of a process that opens a full queue and delivers from it, and how long until the first request."""
    queue = folder / "million.db"
    command = [sys.executable, "-m", "tools.cloud_trials.full_queue"]
    subprocess.run([*command, "fill", str(queue), str(events)], check=True)
    with standing_in() as stand_in:
        run = subprocess.run(
            [*command, "deliver", str(queue), stand_in.url], check=True, capture_output=True, text=True
        )
    measured = json.loads(run.stdout)
    return Million(events, measured["start"], measured["resident_mb"], queue.stat().st_size / 1e6)
