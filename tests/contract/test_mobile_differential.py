"""Random calls of apps, many of them hostile: the same native calls in both runtimes, and none that ends the app.

`nox -s fuzz -- --events N --seed S` tries any number.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from tests.support.date_strings import ZONES
from tests.support.local_time import local_time
from tests.support.mobile_random import mobile_vector
from tests.support.mobile_vectors import run_in_python, same
from tests.support.node_lines import NodeLines
from tests.support.phone import PHONE, bundle_program

EVENTS = 2_000
EXAMPLES = 50
# A seed a vector: hypothesis makes a failing batch small, not the vectors in it, and is ten times as quick.
BATCHES = st.lists(st.builds(mobile_vector, st.randoms(use_true_random=True)), min_size=4, max_size=8)


def search(config: pytest.Config, share: int, check: Any) -> None:
    """Check as many events as are asked for, in batches of vectors; hypothesis makes a failing one small."""
    wanted = int(config.getoption("events", None) or EVENTS) // share
    start = int(config.getoption("seed", None) or 0) * 1_000_003
    done = 0
    while done < wanted:
        done += _search_once(start + done, check)


def _search_once(start: int, check: Any) -> int:
    done = 0

    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @seeded(start)
    @given(BATCHES)
    def agree(batch: list[dict[str, Any]]) -> None:
        nonlocal done
        check(batch)
        done += sum(len(vector["steps"]) for vector in batch)

    agree()
    return done


@pytest.mark.parametrize("zone", ZONES)
def test_random_calls_become_the_same_native_calls_in_both_runtimes(zone: str, pytestconfig: pytest.Config) -> None:
    with NodeLines(PHONE / "run_vectors.mjs", zone=zone) as node, local_time(zone):

        def check(batch: list[dict[str, Any]]) -> None:
            rows = [{**vector, "flat": bool(index % 2)} for index, vector in enumerate(batch)]
            for row, answer in zip(rows, node.ask_all(rows), strict=True):
                ours = run_in_python(row, flat=row["flat"])
                lines = json.dumps(row), json.dumps(ours), json.dumps(answer)
                assert same(ours, answer), "\n".join(lines)
                assert metadata_keys(ours) == metadata_keys(answer), "\n".join(lines)

        search(pytestconfig, len(ZONES), check)


def metadata_keys(calls: list[list[Any]]) -> list[str]:
    """The keys of each event's data, of which Intercom shows the first few; as JSON, for halves of pairs."""
    return [json.dumps(list(call[2])) for call in calls if call[0] == "logEvent" and len(call) > 2]


def test_random_calls_neither_end_the_app_nor_get_lost(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    made = 0
    with NodeLines(bundle_program("run_events", tmp_path)) as node:

        def check(batch: list[dict[str, Any]]) -> None:
            nonlocal made
            for vector, answer in zip(batch, node.ask_all(batch), strict=True):
                assert answer["ended"] == "", json.dumps(vector)
                assert answer["lost"] == [], json.dumps(vector)
                made += answer["calls"]

        search(pytestconfig, 1, check)
    assert made > 0
