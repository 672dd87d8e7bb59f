"""Local time elsewhere, and UTC, in which the vectors were recorded."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import pytest

from intercom_destination.js.cpython_dates import local_zone


@contextmanager
def local_time(zone: str | None) -> Iterator[None]:
    """Local times are those of a zone meanwhile, in CPython; of the machine's where there is none."""
    token = local_zone.set(ZoneInfo(zone) if zone else None)
    try:
        yield
    finally:
        local_zone.reset(token)


@pytest.fixture(scope="module", autouse=True)
def _utc() -> Iterator[None]:
    """The process is in UTC: some dates of the vectors have no zone, and are local times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
