"""The mapping's entrances, for input of every type."""

from __future__ import annotations

from typing import Any

from intercom_destination.web.mapping import calls, settings

calls_for: Any = calls.calls_for
checked_settings: Any = settings.checked_settings
messenger_settings: Any = settings.messenger_settings
