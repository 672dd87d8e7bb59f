"""Checks of what callers hand over, with errors that name the argument."""

from __future__ import annotations


def required_string(name: str, value: object) -> str:
    """The value, where it is a string with something in it. Raises TypeError or ValueError."""
    if not isinstance(value, str):
        raise TypeError(f"{name} has to be a str, not {type(value).__name__}")
    if not value:
        raise ValueError(f"{name} is empty")
    return str(value)


def optional_string(name: str, value: object) -> str | None:
    """Likewise, but None may stand for no value."""
    return None if value is None else required_string(name, value)
