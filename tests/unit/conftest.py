"""Fixtures of more than one file of unit tests."""

from __future__ import annotations

from tests.support.queue_file import file
