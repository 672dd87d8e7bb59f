"""The parity vectors, in families small enough to read and large enough to count."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.tagged import loads

FOLDER = Path(__file__).resolve().parent.parent / "data" / "vectors"
REGRESSIONS = FOLDER / "regressions.jsonl"
# What an id starts with: "identify-date" of 'identify-date-createdAt="2014"'.
FAMILY = re.compile(r"[a-z]+(?:-[a-z]+(?=[-=]))?")
SMALLEST = 20

Vector = dict[str, Any]


@cache
def families() -> dict[str, list[Vector]]:
    """Vectors by family; families too small for a test of their own are together."""
    found: dict[str, list[Vector]] = {"random": list(_read("random.jsonl"))}
    for vector in [*_read("directed.jsonl"), *_read(REGRESSIONS.name)]:
        match = FAMILY.match(vector["id"])
        found.setdefault(match[0] if match else "", []).append(vector)
    small = [name for name, vectors in found.items() if len(vectors) < SMALLEST]
    found["others"] = [vector for name in small for vector in found.pop(name)]
    return dict(sorted(found.items()))


def _read(name: str) -> list[Vector]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [loads(line) for line in text.split("\n") if line]
