"""A process of its own for the trial of a full queue: fills one, or delivers from it and says what that took."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tools.cloud_trials.events import person_events
from tools.cloud_trials.stand_in import TOKEN

from intercom_destination.cloud.delivery.engine import Engine
from intercom_destination.cloud.delivery.incoming import incoming
from intercom_destination.cloud.mapping.settings import checked_settings
from intercom_destination.cloud.queue.reader import Reader
from intercom_destination.cloud.queue.schema import create_file
from intercom_destination.cloud.queue.sqlite_queue import SqliteQueue
from intercom_destination.cloud.queue.writer import Writer

BATCH = 2_000
# Seconds of delivery before memory is read.
AT_WORK = 5.0


def fill(path: Path, count: int) -> None:
    """Queue tracks of a tenth as many people."""
    create_file(path)
    writer, settings = Writer(path), checked_settings(None)
    queue = SqliteQueue(path, writer, Reader(path), max_events=10**9, min_free_disk=0, shift=True)
    for start in range(0, count, BATCH):
        events = []
        for number in range(start, min(start + BATCH, count)):
            event = person_events(number % (count // 10 or 1))[2]
            event |= {"messageId": f"m-{number}", "event": f"Event {number % 9}"}
            found = incoming(event, settings, time.time())
            if found:
                events.append(found)
        queue.put(events).result()
    writer.close()


def deliver(path: Path, url: str) -> None:
    """Print the seconds until the first event was delivered, and the memory after a while at work."""
    started = time.monotonic()
    engine = Engine(TOKEN, region="us", queue=path, settings=None, base_url=url)
    while not engine.report().delivered:
        engine.flush(0.01)
    first = time.monotonic() - started
    engine.flush(AT_WORK)
    # Of the process alone: what `getrusage` tells counts its parent's memory from before it was started.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    engine.close()
    print(json.dumps({"start": first, "resident_mb": resident}))


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        deliver(Path(sys.argv[2]), sys.argv[3])
