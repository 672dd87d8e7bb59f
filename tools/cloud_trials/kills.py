"""``kill -9`` at random moments of `cloud deliver`, each time started again: nothing lost, nothing done twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from tools.cloud_trials.events import START, ordered_tracks
from tools.cloud_trials.stand_in import TOKEN, StandIn, standing_in

# Requests in ten seconds: slow enough that a delivery is still under way when it is killed.
RATE = 2_000
# Seconds from the first request to the kill, and from the start of the process, for each fifth kill.
AFTER_REQUEST, AFTER_START = 1.0, 1.5
EARLY = 0.2


class Killed(NamedTuple):
    """What came of it. `lost`, `doubled` and `disordered` count events."""

    kills: int
    events: int
    arrived: int
    lost: int
    doubled: int
    disordered: int
    repeats: int


def start(file: Path, stand_in: StandIn) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "intercom_destination.cli.main", "cloud", "deliver", str(file)]
    options = ["--state", str(file.with_suffix(".db")), "--base-url", stand_in.url]
    environment = {**os.environ, "INTERCOM_TOKEN": TOKEN}
    heed = heed_interrupts if os.name == "posix" else None
    return subprocess.Popen([*command, *options], env=environment, stderr=subprocess.PIPE, preexec_fn=heed)


def heed_interrupts() -> None:
    """Let Ctrl-C end the process also where the trials run in the background: a shell has it ignored there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def killed(process: subprocess.Popen[bytes], stand_in: StandIn, chance: random.Random) -> bool:
    """Kill a delivery at a random moment; False where it ended before."""
    before = stand_in.last_request()
    if chance.random() >= EARLY:
        while stand_in.last_request() <= before + 1 and process.poll() is None:  # the first one asks for the token
            time.sleep(0.005)
        pause = chance.uniform(0, AFTER_REQUEST)
    else:
        pause = chance.uniform(0, AFTER_START)
    try:
        process.communicate(timeout=pause)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    return False


def kill_often(kills: int, folder: Path, seed: int = 1, people: int = 40, each: int = 5) -> Killed:
    """Deliver files of tracks until so many deliveries were killed; after each file comes another."""
    chance = random.Random(seed)
    wanted: set[tuple[str, str, int]] = set()
    done, round_ = 0, 0
    with standing_in(RATE) as stand_in:
        while done < kills or not round_:
            events = [
                {**event, "userId": f"{round_}-{event['userId']}", "messageId": f"{round_}-{event['messageId']}"}
                for event in ordered_tracks(people, each)
            ]
            wanted |= {(event["userId"], event["event"], event["timestamp"]) for event in events}
            file = folder / f"events-{round_}.jsonl"
            file.write_text("".join(json.dumps(event) + "\n" for event in events))
            round_ += 1
            while done < kills and killed(start(file, stand_in), stand_in, chance):
                done += 1
            process = start(file, stand_in)  # resumes, or finds that there is nothing left to do
            _, errors = process.communicate()
            if process.returncode:
                raise RuntimeError(f"deliver ended with {process.returncode}: {errors.decode()}")
        return judge(stand_in, wanted, done)


def judge(stand_in: StandIn, wanted: set[tuple[str, str, int]], kills: int) -> Killed:
    """What has arrived, beside what should have. Requests that were repeated and folded are counted apart."""
    arrived = stand_in.events()
    counts = Counter(arrived)
    orders = defaultdict(list)
    for user, _, second in arrived:
        orders[user].append(second - START)
    disordered = sum(order != sorted(order) for order in orders.values())
    sent = sum(row["request"] == "POST /events" and row["status"] == 202 for row in stand_in.requests())
    doubled = sum(counts.values()) - len(counts)
    lost = len(wanted - set(counts))
    return Killed(kills, len(wanted), len(counts), lost, doubled, disordered, max(0, sent - len(counts)))
