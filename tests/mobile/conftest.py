"""Vectors were recorded in UTC, and dates without a zone are local times."""

from tests.support.local_time import _utc

__all__ = ["_utc"]
