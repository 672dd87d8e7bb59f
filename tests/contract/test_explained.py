"""Every recorded difference from Segment's own integration is named by the diagnostics that `explain` shows."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tests.support.python_runtime import run_vector_in_python
from tests.support.vectors import Vector, families

from intercom_destination.diagnostics.codes import DIAGNOSTICS
from intercom_destination.diagnostics.diagnostic_types import Found

# A difference -> those that it leaves no room for.
HIDES = {
    "D24": {f"D{number}" for number in range(1, 28)} - {"D24"},  # without an appId no event is looked at
    "D10": {"D9", "D20"},  # nor are the options of one that is switched off
    "D25": {"D9"},  # its own row says that Segment's integration throws
}

# Labels of random sequences that say more than the two answers show.
TRACK_OPTIONS = ("r272", "r296", "r308", "r353", "r404", "r414")
WIDER = {
    **{(name, "D20"): "options of a track call, which nobody reads" for name in TRACK_OPTIONS},
    **{(name, "D9"): "null for the options of a track call" for name in ("r313", "r478")},
    ("r258", "D9"): "throws over the Date that it has made of the event's name, which is D15",
    **{(name, "D13"): "a user id that is an object, which is D17" for name in ("r126", "r452")},
    **{(name, "D13"): "two creation dates, the first of them none, which is D16" for name in ("r230", "r276")},
    ("r394", "D19"): "a price comes of it",
    **{(name, "D5"): "the same currency in both answers" for name in ("r44", "r525")},
}

# What is named by the input alone, so also where both answers happen to be the same.
NAMED_BY_INPUT = {
    "D6": "a Date without a date, under a key that Segment's integration loses (D14)",
    "D8": "Segment's integration drops some of these keys too",
    "D9": "traits that are no object, where Segment's integration does not throw",
    "D11": "the order was not recorded of Segment's integration",
    "D12": "values that Segment's integration overwrites with the settings",
    "D13": "a spelling that Segment's integration reads, or loses with good reason",
    "D14": "a Date without a date is dropped all the same",
    "D17": "nested values that Segment's integration drops too",
    "D18": "_isBuffer in an event, at which Segment's integration does not look",
    "D27": "a free form, which another browser may read otherwise",
    "D25": "a string that works as one name, in an event without it",
}


@cache
def named_by_id() -> dict[str, set[str]]:
    """What is named for each of the recorded vectors."""
    return {vector["id"]: named(vector) for vector in recorded()}


def named(vector: Vector) -> set[str]:
    """The differences that the diagnostics name, those of the settings included."""
    notes: Found = []
    run_vector_in_python(vector, notes)
    return {str(DIAGNOSTICS[code][0]) for code, _, _ in notes} - {""}


def recorded() -> list[Vector]:
    """All vectors that were recorded."""
    return [vector for family in families().values() for vector in family if not vector["id"].startswith("regression-")]


def test_recorded_differences_are_all_named() -> None:
    unnamed = set()
    for vector in recorded():
        labels = set(vector["differences"])
        wanted = labels.difference(*(HIDES.get(label, set()) for label in labels))
        unnamed |= {(vector["id"], label) for label in wanted - named_by_id()[vector["id"]]}
    assert unnamed == set(WIDER)


def test_values_sent_alike_are_named_only_where_the_input_says_so() -> None:
    alike = [vector for vector in recorded() if "theirs" not in vector and not re.fullmatch(r"r\d+", vector["id"])]
    assert len(alike) > 3000
    counts = Counter(label for vector in alike for label in named_by_id()[vector["id"]])
    assert counts.keys() == NAMED_BY_INPUT.keys(), counts
