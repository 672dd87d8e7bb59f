"""What Segment's own mobile integrations made of an event, and what this one makes of it."""

from __future__ import annotations

import json

import pytest
from tests.support.mobile_vectors import Vector, different, matching_system, run_in_python, same, vectors

DIFFERENCES = [f"M{number}" for number in range(1, 16)]


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["name"])
def test_answer_is_that_of_ios_or_android_or_under_a_rule(vector: Vector) -> None:
    answer = run_in_python(vector)
    row = different().get(vector["name"])
    if matching_system(vector, answer) == "neither":
        assert row is not None, f"neither iOS's nor Android's answer, and under no rule: {json.dumps(answer)}"
        assert row["rule"] in DIFFERENCES
        assert same(answer, row["answer"]), json.dumps(answer)
    else:
        assert row is None, "listed without need"


def test_every_row_of_differences_names_a_vector() -> None:
    assert different().keys() <= {vector["name"] for vector in vectors()}
