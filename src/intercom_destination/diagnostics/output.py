"""The output of `explain`: for people, or one JSON object a line."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from intercom_destination.diagnostics.explain import Explanation, Rule
from intercom_destination.js.globals import Undefined

WIDTH = 40


def as_json(number: int, event: Any, explanation: Explanation) -> str:
    row = {
        "event": number,
        "type": _of(event, "type"),
        "name": _of(event, "event"),
        "calls": [{"method": call[0], "arguments": call[1:]} for call in explanation.calls],
        "rules": [rule_row(rule) for rule in explanation.rules],
    }
    return _ENCODER.encode(row)


def rule_row(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "difference": rule.difference,
        "key": rule.key,
        "value": rule.value,
        "text": rule.text,
        "link": rule.link,
    }


def as_table(number: int, event: Any, explanation: Explanation) -> str:
    """The event, then a line a call, then a line a rule: code and text."""
    name = _of(event, "event")
    lines = [f"{number}  {_of(event, 'type') or 'no event'}" + (f" {_short(name)}" if name is not None else "")]
    if not explanation.calls:
        lines.append("   -> nothing is sent")
    for method, *arguments in explanation.calls:
        lines.append("   -> " + " ".join([method, *(_ENCODER.encode(argument) for argument in arguments)]))
    lines += [rule_line(rule) for rule in explanation.rules]
    return "\n".join(lines)


def rule_line(rule: Rule) -> str:
    text = rule.text.split(": ", 1)[1]
    return f"      {rule.code:<22}{text}"


def _of(event: Any, key: str) -> Any:
    return event.get(key) if isinstance(event, dict) else None


def _short(value: Any) -> str:
    text = _ENCODER.encode(value)
    return text if len(text) <= WIDTH else text[: WIDTH - 3] + "..."


def _other(value: Any) -> Any:
    if isinstance(value, Undefined):
        return None
    return value.isoformat() if isinstance(value, datetime) else repr(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_other)
