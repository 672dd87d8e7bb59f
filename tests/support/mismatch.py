"""Where an answer differs from the expected one, in words."""

from __future__ import annotations

import json
from typing import Any

from tests.support.vectors import Vector

SHOWN = 10
WIDTH = 160
NOTHING = object()


def report(vectors: list[Vector], answers: dict[str, Any]) -> str:
    """What failed: the first ten with their differences, then every id. Empty where none did."""
    failed: list[tuple[Vector, list[str]]] = []
    for vector in vectors:
        lines = differences(vector["expect"], answers[vector["id"]])
        if lines:
            failed.append((vector, lines))
    if not failed:
        return ""
    parts = [f"{len(failed)} of {len(vectors)} vectors differ"]
    for vector, lines in failed[:SHOWN]:
        rules = ", ".join(vector["differences"]) or "parity"
        parts.append(f"\n{vector['id']}  ({rules})")
        parts.append("  settings " + _short(vector["settings"]))
        if vector["group_traits"] or "group_id" in vector:
            group = {"id": vector.get("group_id"), "traits": vector["group_traits"]}
            parts.append("  group    " + _short(group))
        for index, step in enumerate(vector["steps"]):
            parts.append(f"  step {index}   {_short(step['event'])}")
        parts.extend("  " + line for line in lines)
    parts.append("\nall ids: " + "  ".join(vector["id"] for vector, _ in failed))
    return "\n".join(parts)


def differences(expected: list[Any], answer: list[Any]) -> list[str]:
    """A line for each place where two lists of calls differ."""
    lines: list[str] = []
    _compare("calls", expected, answer, lines)
    for index, (left, right) in enumerate(zip(expected, answer, strict=False)):
        if left.get("method") != "trackEvent" or len(left["args"]) < 2:
            continue
        # The metadata is what has an order: Intercom shows only its first few keys.
        orders = [list(call["args"][1]) for call in (left, right) if len(call.get("args", [])) > 1]
        if len(orders) == 2 and orders[0] != orders[1] and set(orders[0]) == set(orders[1]):
            lines.append(f"calls[{index}].args[1]: keys expected as {orders[0]}, got {orders[1]}")
    return lines


def _compare(path: str, expected: Any, answer: Any, lines: list[str]) -> None:
    if isinstance(expected, dict) and isinstance(answer, dict):
        for key in [*expected, *(key for key in answer if key not in expected)]:
            left, right = expected.get(key, NOTHING), answer.get(key, NOTHING)
            _compare(f"{path}.{key}", left, right, lines)
    elif isinstance(expected, list) and isinstance(answer, list):
        for index in range(max(len(expected), len(answer))):
            left = expected[index] if index < len(expected) else NOTHING
            right = answer[index] if index < len(answer) else NOTHING
            _compare(f"{path}[{index}]", left, right, lines)
    elif not _same(expected, answer):
        lines.append(f"{path}: expected {_short(expected)}, got {_short(answer)}")


def _same(expected: Any, answer: Any) -> bool:
    if _is_number(expected) and _is_number(answer):
        # As JavaScript has it: 1 and 1.0 are one number, and 1 is not true.
        return float(expected) == float(answer)
    return type(expected) is type(answer) and bool(expected == answer)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _short(value: Any) -> str:
    if value is NOTHING:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDTH else f"{text[:WIDTH]}… ({len(text)} characters)"
