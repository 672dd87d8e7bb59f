"""Each recording of Segment's server integration is answered alike, or otherwise for a reason that is listed."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.support.cloud_vectors import answer, differences, translated, vectors


@pytest.mark.parametrize("name", vectors())
def test_cloud_mapping_answers_as_segment_or_as_listed(name: str) -> None:
    vector = vectors()[name]
    ours, theirs = answer(vector), translated(vector)
    listed = differences().get(name)
    if listed is None:
        assert ours == theirs, "answered otherwise than by Segment's integration, and not listed"
    else:
        assert ours != theirs, "listed as a difference, and there is none"
        assert ours == {key: value for key, value in listed.items() if key not in ("name", "rules", "reason")}


def test_cloud_differences_name_vectors_rules_and_reasons() -> None:
    assert len(vectors()) == 302
    assert differences().keys() <= vectors().keys()
    for row in differences().values():
        assert row["rules"]
        assert all(re.fullmatch(r"S([1-9]|1[0-7])", rule) for rule in row["rules"]), row["name"]
        assert row["reason"]


def test_cloud_vectors_mostly_agree() -> None:
    assert Counter(name in differences() for name in vectors()) == {False: 168, True: 134}
