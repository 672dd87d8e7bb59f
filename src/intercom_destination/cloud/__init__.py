"""Cloud mode: a server's Segment events to Intercom's REST API. Ordinary Python, never compiled."""

from __future__ import annotations

from intercom_destination.cloud.mapping.plan import requests_for
from intercom_destination.cloud.request import Refused, Request

__all__ = ["Refused", "Request", "requests_for"]
