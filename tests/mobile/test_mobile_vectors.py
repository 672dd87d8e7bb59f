"""What Segment's own mobile integrations made of an event, and what this one makes of it, in both runtimes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.mobile_vectors import Vector, different, run_in_python, same, vectors, verdict
from tests.support.node_lines import NodeLines

RULES = [f"M{number}" for number in range(1, 16)]


@pytest.fixture(scope="module")
def delivered() -> Iterator[NodeLines]:
    with NodeLines(Path(__file__).with_name("run_vectors.mjs")) as node:
        yield node


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["name"])
def test_answer_is_that_of_ios_or_android_or_under_a_rule(vector: Vector) -> None:
    answer = run_in_python(vector)
    row = different().get(vector["name"])
    if verdict(vector, answer) == "neither":
        assert row is not None, f"neither iOS's nor Android's answer, and under no rule: {json.dumps(answer)}"
        assert row["rule"] in RULES
        assert same(answer, row["answer"]), json.dumps(answer)
    else:
        assert row is None, "listed without need"


def test_every_row_of_differences_names_a_vector() -> None:
    assert different().keys() <= {vector["name"] for vector in vectors()}


def test_delivered_file_gives_the_same_calls(delivered: NodeLines) -> None:
    answers = delivered.ask_all(vectors())
    for vector, answer in zip(vectors(), answers, strict=True):
        assert same(answer, run_in_python(vector)), vector["name"]


def test_delivered_file_gives_the_same_calls_for_a_bridge_that_drops_what_is_nested(delivered: NodeLines) -> None:
    flat = [{**vector, "flat": True} for vector in vectors()]
    for vector, answer in zip(flat, delivered.ask_all(flat), strict=True):
        assert same(answer, run_in_python(vector, flat=True)), vector["name"]
