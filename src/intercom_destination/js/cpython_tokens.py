"""What a JSON Web Token claims: CPython's equal of a browser's `atob` and `JSON.parse`."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from typing import Any

from intercom_destination.js.globals import undefined

NOT_BASE64 = re.compile("[^A-Za-z0-9+/]")


def token_user_id(token: Any) -> Any:
    """The `user_id` that a JSON Web Token claims, unverified, else undefined. Its bytes are read as Latin-1."""
    try:
        payload = json.loads(
            _atob(token.split(".")[1].replace("-", "+").replace("_", "/")),
            parse_int=lambda digits: _number(float(digits)),
            parse_float=lambda digits: _number(float(digits)),
            parse_constant=int,  # raises: JSON has no NaN and no Infinity
        )
        return payload.get("user_id", undefined)
    except Exception:
        return undefined


def _atob(text: str) -> str:
    """What base64 stands for, a character a byte. Raises ValueError for what is no base64."""
    text = re.sub("[\t\n\f\r ]", "", text)
    if len(text) % 4 == 0:
        text = re.sub("==?\\Z", "", text)
    if NOT_BASE64.search(text):
        raise ValueError("no base64")
    return b64decode(text + "=" * (-len(text) % 4)).decode("latin-1")


def _number(number: float) -> float:
    """A whole number as int, where JavaScript's has all its digits."""
    return int(number) if abs(number) < 2**53 and number.is_integer() else number
