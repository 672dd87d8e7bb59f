"""Cloud mode: a server's Segment events to Intercom's REST API. Ordinary Python, never compiled.

Mapping and the queue need nothing beside the package; a client needs the extra ``cloud`` (httpx).
"""

from __future__ import annotations

from intercom_destination.cloud.delivery.async_client import AsyncClient
from intercom_destination.cloud.delivery.engine import Report
from intercom_destination.cloud.delivery.sync_client import Client
from intercom_destination.cloud.mapping.plan import requests_for
from intercom_destination.cloud.queue.queue_types import Full
from intercom_destination.cloud.request import Refused, Request

__all__ = ["AsyncClient", "Client", "Full", "Refused", "Report", "Request", "requests_for"]
