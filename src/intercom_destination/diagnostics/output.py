"""The output of `explain`: for people, or one JSON object a line."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from intercom_destination.diagnostics.explain import Diagnostic, Explanation
from intercom_destination.js.globals import Undefined

if TYPE_CHECKING:
    from intercom_destination.cloud.request import Request
    from intercom_destination.diagnostics.cloud_explain import CloudExplanation

WIDTH = 40


def as_json(number: int, event: Any, explanation: Explanation | CloudExplanation) -> str:
    row = {
        "event": number,
        "type": _of(event, "type"),
        "name": _of(event, "event"),
        **_sent_row(explanation),
        "diagnostics": [diagnostic_row(diagnostic) for diagnostic in explanation.diagnostics],
    }
    if isinstance(explanation, Explanation):
        row["rules"] = row["diagnostics"]  # the name that they had up to 1.1
    return _ENCODER.encode(row)


def _sent_row(explanation: Explanation | CloudExplanation) -> dict[str, Any]:
    """The calls; in cloud mode the requests, and why the event is refused."""
    if isinstance(explanation, Explanation):
        return {"calls": [{"method": call[0], "arguments": call[1:]} for call in explanation.calls]}
    refused = explanation.refused
    return {
        "requests": [_request_row(request) for request in explanation.requests],
        "refused": refused and {"code": refused.code, "message": refused.message},
    }


def _request_row(request: Request) -> dict[str, Any]:
    return {
        "method": request.method,
        "path": request.path,
        "body": request.body,
        "known": request.known,
        "gives": request.gives,
    }


def diagnostic_row(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "difference": diagnostic.difference,
        "key": diagnostic.key,
        "value": diagnostic.value,
        "text": diagnostic.text,
        "link": diagnostic.link,
    }


def as_table(number: int, event: Any, explanation: Explanation | CloudExplanation) -> str:
    """The event, then a line a call or a request, then a line a diagnostic: code and text."""
    name = _of(event, "event")
    lines = [f"{number}  {_of(event, 'type') or 'no event'}" + (f" {_short(name)}" if name is not None else "")]
    lines += [f"   -> {line}" for line in _sent_lines(explanation) or ["nothing is sent"]]
    lines += [diagnostic_line(diagnostic) for diagnostic in explanation.diagnostics]
    return "\n".join(lines)


def _sent_lines(explanation: Explanation | CloudExplanation) -> list[str]:
    if isinstance(explanation, Explanation):
        return [
            " ".join([method, *(_ENCODER.encode(argument) for argument in arguments)])
            for method, *arguments in explanation.calls
        ]
    if explanation.refused:
        return [f"refused, {explanation.refused}"]
    return [_request_line(request) for request in explanation.requests]


def _request_line(request: Request) -> str:
    known = f" (or {request.known})" if request.known else ""
    return f"{request.method} {request.path}{known}" + (f" {_ENCODER.encode(request.body)}" if request.body else "")


def diagnostic_line(diagnostic: Diagnostic) -> str:
    text = diagnostic.text.split(": ", 1)[1]
    return f"      {diagnostic.code + ' ':<22}{text}"


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
