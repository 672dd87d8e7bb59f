"""The records of the diagnostics, for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

from intercom_destination.web.call_types import Settings

Found = list[list[Any]]
"""Diagnostics, as [code, key, value] each."""

MaySend = Callable[[str, object, Settings], bool]
"""Whether a trait is sent: by its name as Intercom knows it, its value, and the settings."""


class Names(TypedDict):
    """The event names that the workspace has seen."""

    seen: dict[str, int]
    count: int
