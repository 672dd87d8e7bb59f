"""Local time elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from intercom_destination.js.cpython_dates import local_zone


@contextmanager
def local_time(zone: str | None) -> Iterator[None]:
    """Local times are those of a zone meanwhile, in CPython; of the machine's where there is none."""
    token = local_zone.set(ZoneInfo(zone) if zone else None)
    try:
        yield
    finally:
        local_zone.reset(token)
