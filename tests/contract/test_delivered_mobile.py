"""The recorded vectors through the delivered file: the same native calls as in CPython."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.mobile_vectors import run_in_python, same, vectors
from tests.support.node_lines import NodeLines
from tests.support.phone import PHONE


@pytest.fixture(scope="module")
def delivered() -> Iterator[NodeLines]:
    with NodeLines(PHONE / "run_vectors.mjs") as node:
        yield node


def test_delivered_file_gives_the_same_calls(delivered: NodeLines) -> None:
    answers = delivered.ask_all(vectors())
    for vector, answer in zip(vectors(), answers, strict=True):
        assert same(answer, run_in_python(vector)), vector["name"]


def test_delivered_file_gives_the_same_calls_for_a_bridge_that_drops_what_is_nested(delivered: NodeLines) -> None:
    flat = [{**vector, "flat": True} for vector in vectors()]
    for vector, answer in zip(flat, delivered.ask_all(flat), strict=True):
        assert same(answer, run_in_python(vector, flat=True)), vector["name"]
