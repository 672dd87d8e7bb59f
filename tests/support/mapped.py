"""The mapping's entrance, for input of every type."""

from __future__ import annotations

from typing import Any

from intercom_destination.web.mapping import calls

calls_for: Any = calls.calls_for
