"""The trials of cloud delivery at a small size; at full size they are `python -m tools.cloud_trials`."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest
from tools.cloud_trials.events import ordered_tracks
from tools.cloud_trials.figures import million, plain_warm, warm
from tools.cloud_trials.kills import kill_often, start
from tools.cloud_trials.race import race
from tools.cloud_trials.stand_in import standing_in


def test_new_people_in_random_order_all_arrive_while_search_lags(tmp_path: Path) -> None:
    outcome = race(people=60, folder=tmp_path)
    assert outcome[:5] == (60, 60, 60, 60, 0)


def test_kill_9_at_random_moments_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    killed = kill_often(kills=5, folder=tmp_path, people=20)
    assert killed.kills == 5
    assert killed.arrived == killed.events
    assert (killed.lost, killed.doubled, killed.disordered) == (0, 0, 0)


def test_ctrl_c_stops_at_once_and_the_same_command_resumes(tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    file.write_text("".join(json.dumps(event) + "\n" for event in ordered_tracks(people=30, each=5)))
    with standing_in(rate=500) as slow:
        process = start(file, slow)
        while slow.last_request() < 5:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 130
        assert errors.decode().strip() == f"stopped; the same command again resumes from {file.with_suffix('.db')}"
        assert len(slow.events()) < 150
        slow.set(rest_rate=60_000)
        process = start(file, slow)
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors.decode().split(",")[0]) == (0, "150 events read")
        assert len(slow.events()) == len(set(slow.events())) == 150


def test_warm_calls_take_one_request(tmp_path: Path) -> None:
    figures = warm(people=30, folder=tmp_path)
    assert figures.identify <= 1.05
    assert figures.group <= 1.2
    assert figures.track <= 1.05


def test_plain_script_searches_first() -> None:
    """What the document says of it: two requests for an identify, three for a group, one for a track."""
    assert plain_warm(people=5) == (2, 3, 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read where Linux has it")
def test_full_queue_starts_at_once_and_stays_small(tmp_path: Path) -> None:
    figures = million(events=20_000, folder=tmp_path)
    assert figures.resident_mb < 100
