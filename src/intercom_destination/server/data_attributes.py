"""The destination's settings as `data-*` attributes of the script tag."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from intercom_destination.js import is_number
from intercom_destination.web.mapping.settings import SETTINGS, checked_settings

NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*", re.ASCII)


def given_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings without those that are None or empty. Raises TypeError or ValueError for one that is not allowed."""
    given = {key: value for key, value in dict(settings).items() if value is not None and value != ""}
    known = [*SETTINGS, "global"]
    if unknown := sorted(set(given) - set(known), key=str):
        raise ValueError(f"unknown setting {unknown[0]!r}; there are: {', '.join(known)}")
    if not given.get("appId"):
        raise ValueError("settings have no appId")
    if not NAME.fullmatch(str(given.get("global", "analytics"))):
        raise ValueError("setting 'global' has to be a JavaScript name")

    def refuse(name: str, value: object, allowed: str) -> None:
        raise TypeError(f"setting {name!r} is {value!r}, allowed is {allowed}")

    checked_settings({key: list(value) if isinstance(value, tuple) else value for key, value in given.items()}, refuse)
    return given


def attribute_name(setting: str) -> str:
    return "data-" + re.sub("[A-Z]", lambda found: "-" + found[0].lower(), setting)


def attribute_value(setting: str, value: Any) -> str:
    """A setting as the string that the bundle reads it from. Raises TypeError or ValueError where there is none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        if not is_number(value):
            raise ValueError(f"setting {setting!r} has to be a finite number")
        return _decimal(value)
    if isinstance(value, (list, tuple)):
        for item in value:
            if "," in item or item != item.strip() or not item:
                raise ValueError(f"setting {setting!r}: {item!r} cannot be in a list with commas between its items")
        return ",".join(value)
    if not isinstance(value, str):
        raise TypeError(f"setting {setting!r} cannot be a {type(value).__name__}")
    return str(value)


def _decimal(number: float) -> str:
    """A number in decimal notation, never with an exponent: 20, 0.5, 0.0000001."""
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    return format(Decimal(repr(float(number))), "f")
