"""What an event costs is bounded by the number of its parts, hostile ones included."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from tests.support.call_count import counted
from tests.support.mapped import calls_for, checked_settings
from tests.support.random_vectors import vector as random_vector
from tests.support.tagged import decode
from tests.support.vectors import Vector, families

from intercom_destination.js.globals import undefined
from intercom_destination.web.session import new_session

RANDOM = 1_000
# Functions that are called for an event of nothing, and for each part of one.
FOR_AN_EVENT = 1_000
FOR_A_PART = 60
MANY = 1_000


def recorded() -> list[Vector]:
    return [vector for family in families().values() for vector in family]


def made_up() -> list[Vector]:
    random = Random(0)
    return [random_vector(random) for _ in range(RANDOM)]


def large() -> list[Vector]:
    deep: Any = "bottom"
    for _ in range(MANY // 10):  # more would be too much for the decoding of vectors
        deep = [{"down": deep}]
    values: dict[str, dict[str, Any]] = {
        "keys": {f"Key {number}": "2014-01-01" for number in range(MANY)},
        "spellings": {"Company_Name" + "." * number: "2014-01-01" for number in range(MANY)},
        "list": {"list_at": ["2014-01-01"] * MANY},
        "companies": {"companies": [{"id": str(number), "createdAt": "2014"} for number in range(MANY)]},
        "deep": {"company": {"id": "1", "deep": deep}, "deep": deep},
    }
    return [
        {"settings": {"appId": "demo", "customAttributes": way}, "group_traits": {}, "steps": steps(fields)}
        for way in ("flat", "nested")
        for fields in values.values()
    ]


def steps(fields: dict[str, Any]) -> list[dict[str, Any]]:
    event = {"userId": "u1", "groupId": "c1", "event": "Many", "traits": fields, "properties": fields}
    return [{"method": method, "event": event} for method in ("page", "identify", "group", "track")]


@pytest.mark.parametrize("vectors", [recorded, made_up, large])
def test_event_costs_no_more_than_its_parts_allow(vectors: Any) -> None:
    dear = []
    for vector in vectors():
        settings = checked_settings(decode(vector["settings"]), lambda *_: None)
        traits = decode(vector["group_traits"])
        group = {"id": vector.get("group_id", undefined), "traits": traits}
        session = new_session()
        for step in vector["steps"]:
            event = decode(step["event"])
            _, count = counted(calls_for, step["method"], event, group, settings, session)
            most = FOR_AN_EVENT + FOR_A_PART * (parts(event) + parts(traits))
            if count > most:
                dear.append((count, most, json.dumps(step)[:200]))
    assert dear == []


def parts(value: Any, around: tuple[int, ...] = ()) -> int:
    """The values in a value; one that it lies in itself counts once."""
    if id(value) in around or not isinstance(value, (dict, list)):
        return 1
    inner = value.values() if isinstance(value, dict) else value
    return 1 + sum(parts(item, (*around, id(value))) for item in inner)
