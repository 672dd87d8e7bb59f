"""Cloud mode: a server's Segment events to Intercom's REST API. Ordinary Python, never compiled.

Importing this module loads nothing: what needs no extra works without one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from intercom_destination.cloud.delivery.async_client import AsyncClient
    from intercom_destination.cloud.delivery.engine import Report
    from intercom_destination.cloud.delivery.sync_client import Client
    from intercom_destination.cloud.mapping.plan import requests_for
    from intercom_destination.cloud.queue.queue_types import Full
    from intercom_destination.cloud.request import Refused, Request

__all__ = ["AsyncClient", "Client", "Full", "Refused", "Report", "Request", "requests_for"]

# Name -> the module that it comes from when it is first asked for.
_HOMES = {
    "AsyncClient": "delivery.async_client",
    "Client": "delivery.sync_client",
    "Full": "queue.queue_types",
    "Refused": "request",
    "Report": "delivery.engine",
    "Request": "request",
    "requests_for": "mapping.plan",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
