"""The records of the diagnostics, for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from typing import Any, TypedDict

Found = list[list[Any]]
"""Diagnostics, as [code, key, value] each."""


class Names(TypedDict):
    """The event names that the workspace has seen."""

    seen: dict[str, int]
    count: int
