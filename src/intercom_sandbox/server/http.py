"""Requests as they come in, checked before anything reads them, and errors in the shape of Intercom's.

Whatever is wrong with a request becomes a `Refusal`: a 4xx with a JSON body. Nothing of it may end the server.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse

BODY_LIMIT = 512 * 1024
FIELD_LIMIT = 100
DEPTH_LIMIT = 32
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Refusal(Exception):  # noqa: N818  it is an answer, no failure of the server's
    """An answer other than 200: the status, and Intercom's code and message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message

    @property
    def body(self) -> dict[str, Any]:
        return {"type": "error.list", "errors": [{"code": self.code, "message": self.message}]}


def refusal_answer(refusal: Refusal) -> JSONResponse:
    return JSONResponse(refusal.body, refusal.status, headers={"cache-control": "no-store"})


async def read_body(request: Request) -> bytes:
    """The body, up to the limit; what is longer is refused before it is in memory."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise Refusal(413, "payload_too_large", f"A request may have {BODY_LIMIT} bytes")
    return body


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form-encoded body; of a field given twice the last counts."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refusal(415, "media_type_not_supported", "The body is to be application/x-www-form-urlencoded")
    body = await read_body(request)
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=FIELD_LIMIT,
        )
    except ValueError:
        raise Refusal(400, "parameter_invalid", "The body is not form-encoded") from None
    return dict(pairs)


async def read_json(request: Request) -> Any:
    """The JSON of a body that says it is JSON: a page of another site cannot send that without asking."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "media_type_not_supported", "The body is to be application/json")
    body = await read_body(request)
    try:
        return parse_json(body.decode(), "the body")
    except UnicodeDecodeError:
        raise Refusal(400, "parameter_invalid", "the body is not UTF-8") from None


def parse_json(text: str, name: str) -> Any:
    """A JSON value that can be stored and answered again."""
    try:
        return _checked(json.loads(text, parse_constant=_no_constant), 0)
    except (ValueError, RecursionError):
        raise Refusal(400, "parameter_invalid", f"{name} is not valid JSON") from None


def json_object(form: dict[str, str], name: str) -> dict[str, Any]:
    value = parse_json(required(form, name), name)
    if not isinstance(value, dict):
        raise Refusal(400, "parameter_invalid", f"{name} is not a JSON object")
    return value


def json_list(form: dict[str, str], name: str) -> list[Any]:
    value = parse_json(required(form, name), name)
    if not isinstance(value, list):
        raise Refusal(400, "parameter_invalid", f"{name} is not a JSON list")
    return value


def required(form: dict[str, str], name: str) -> str:
    if not form.get(name):
        raise Refusal(400, "parameter_not_found", f"{name} is missing")
    return form[name]


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _checked(value: Any, depth: int) -> Any:
    """The value without halves of surrogate pairs, which neither UTF-8 nor the store can hold."""
    if depth > DEPTH_LIMIT:
        raise ValueError("too deep")
    if isinstance(value, str):
        return LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_checked(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_checked(key, 0): _checked(item, depth + 1) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("not finite")
    return value
