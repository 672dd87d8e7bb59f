"""Delivery with nothing but functions around it: a client whose requests go to a `FakeIntercom`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.fake_intercom import FakeIntercom

from intercom_destination.cloud.delivery import api_rate, deliverer
from intercom_destination.cloud.delivery.connections import Connections
from intercom_destination.cloud.delivery.sync_client import Client
from intercom_destination.cloud.queue.reader import Reader
from intercom_destination.cloud.queue.refused_events import refused_events

LONG_AGO = "2026-01-02T03:04:05Z"
LONG_AGO_SECONDS = 1_767_323_045


@contextmanager
def answering(fake: FakeIntercom) -> Iterator[None]:
    """Intercom is the function, and nothing waits for a clock: retries come at once, and the rate is high."""
    fake.headers = {
        "x-ratelimit-limit": "1000000",
        "x-ratelimit-remaining": "999999",
        "x-ratelimit-reset": str(int(time.time()) + 10),
    }

    async def request(_self: Connections, method: str, path: str, content: bytes | None) -> httpx.Response:
        await asyncio.sleep(0)  # as over a network, other lanes go on meanwhile
        return fake(httpx.Request(method, f"https://api.intercom.io{path}", content=content))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connections, "request", request)
        patch.setattr(deliverer, "pause_before", lambda _tries: 0.0)
        patch.setattr(deliverer, "ASK_EVERY", 0.01)
        patch.setattr(api_rate, "CAREFUL_RATE", 1_000_000.0)
        yield


@contextmanager
def delivering(folder: Path, fake: FakeIntercom, settings: dict[str, Any] | None = None) -> Iterator[Client]:
    """A client of a queue in the folder."""
    with answering(fake), Client("a-token", queue=folder / "queue.db", settings=settings) as client:
        yield client


def delivered(folder: Path, fake: FakeIntercom, *events: dict[str, Any], **settings: Any) -> list[str]:
    """Deliver events, in order; the requests that were sent, as ``POST /contacts``."""
    with delivering(folder, fake, settings) as client:
        for event in events:
            client.send(event)
        assert client.flush(timeout=30).waiting == 0
    return fake.paths()


def track(user: str = "1", event: str = "Ordered", **more: Any) -> dict[str, Any]:
    return {"type": "track", "userId": user, "event": event, "timestamp": LONG_AGO, **more}


def identify(user: str = "1", timestamp: str = LONG_AGO, **traits: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": user, "traits": traits, "timestamp": timestamp}


def group(user: str = "1", company: str = "acme", **traits: Any) -> dict[str, Any]:
    return {"type": "group", "userId": user, "groupId": company, "traits": traits, "timestamp": LONG_AGO}


def refused(folder: Path) -> list[dict[str, Any]]:
    """What the queue in the folder keeps as refused."""
    return list(refused_events(Reader(folder / "queue.db")))


@pytest.fixture
def fake() -> FakeIntercom:
    return FakeIntercom()
