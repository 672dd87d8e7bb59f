"""The recorded vectors of Segment's mobile integrations, and the product's answer to one, in CPython."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.tagged import decode, encode

from intercom_destination.js.globals import undefined
from intercom_destination.mobile.mapping import calls as entrance
from intercom_destination.mobile.mapping.settings import checked_settings, start_call
from intercom_destination.mobile.session import calls_in, new_session, released

FOLDER = Path(__file__).resolve().parent.parent / "data" / "vectors"

Vector = dict[str, Any]
Calls = list[list[Any]]

call_for: Any = entrance.call_for


@cache
def vectors() -> list[Vector]:
    """The vectors, each with `steps` and with `start`: who is logged in before the first one."""
    lines = (FOLDER / "mobile.jsonl").read_text(encoding="utf-8").splitlines()
    return [_complete(json.loads(line)) for line in lines]


@cache
def different() -> dict[str, dict[str, Any]]:
    """Vector name -> the rules and the answer, where it is neither that of iOS nor that of Android."""
    rows = tomllib.loads((FOLDER / "mobile-differences.toml").read_text(encoding="utf-8"))["different"]
    return {row["name"]: {**row, "answer": json.loads(row["answer"])} for row in rows}


def _complete(vector: Vector) -> Vector:
    steps = vector.get("steps") or [vector["event"]]
    first = steps[0]
    known = vector["event"].get("userId") if first["type"] in ("track", "group") else None
    taken = [{"type": step["type"], "event": _untagged(step)} for step in steps]
    return {"name": vector["name"], "settings": vector["settings"], "steps": taken, "start": known} | {
        key: value for key, value in vector.items() if key.startswith(("ios", "android"))
    }


def _untagged(value: Any) -> Any:
    """The value without the tags that say what a number is in Java, and with dates as in the other vectors."""
    if isinstance(value, list):
        return [_untagged(item) for item in value]
    if isinstance(value, dict):
        if value.keys() == {"$date"}:
            return {"$date": datetime.fromtimestamp(value["$date"] / 1000, UTC).isoformat()}
        return value.get("$long", value.get("$double", {key: _untagged(item) for key, item in value.items()}))
    return value


def run_in_python(vector: Vector, *, flat: bool = False, merges: bool = False, notes: Calls | None = None) -> Calls:
    """The native calls of a vector, if every one of them succeeds."""
    settings = checked_settings(decode(vector["settings"]), lambda _name, _allowed: None)
    session = new_session()
    session["person_id"] = vector["start"]
    made: Calls = []

    def note(code: str, name: str, _text: str) -> None:
        if notes is not None:
            notes.append([code, name])

    for step in vector["steps"]:
        method = step["type"]
        if method == "load":
            start = start_call(settings, "ios")
            made += [] if start is undefined else [start]
            continue
        event = decode(step["event"])
        before = encode(event)
        call: Any = ["logout"] if method == "reset" else call_for(method, event, settings, flat)
        assert encode(event) == before, "the event was written to"
        if call is not undefined:
            made += calls_in(session, call, settings["shutdownOnLogout"], merges, note)
            made += released(session)
    return made


def matching_system(vector: Vector, answer: Calls) -> str:
    """Whose answer it is: `ios`, `android`, or neither."""
    for system in ("ios", "android"):
        if same(answer, vector[system]) or any(
            same(answer, other) for other in vector.get(f"{system}_depends_on_order", [])
        ):
            return system
    return "neither"


def same(one: Any, other: Any) -> bool:
    """Whether two answers are alike; a recorded Date is one of the millisecond that the integration has handed over."""
    return json.dumps(_plain(one), sort_keys=True) == json.dumps(_plain(other), sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    # Numbers as JavaScript has them, of which JSON writes no -0.
    return float(value) or 0.0 if isinstance(value, (int, float)) and not isinstance(value, bool) else value
