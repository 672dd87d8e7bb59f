"""A JSON object as text that an address can hold: base64url, without padding."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any


def packed(value: Mapping[str, Any]) -> str:
    """The object as text; the same object gives the same text."""
    text = json.dumps(dict(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unpacked(coded: str) -> dict[str, Any]:
    """The object in the text. Raises ValueError where there is none."""
    try:
        found = json.loads(base64.b64decode(coded + "=" * (-len(coded) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"unreadable: {coded!r}") from error
    if not isinstance(found, dict):
        raise ValueError(f"no object: {coded!r}")
    return found
