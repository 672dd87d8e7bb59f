"""``AsyncClient``: what ``Client`` does, for programs with an event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from intercom_destination.cloud.delivery.engine import Engine, Report
from intercom_destination.cloud.delivery.incoming import incoming


class AsyncClient:
    """Delivers Segment events to Intercom's REST API; the arguments are those of `Client`."""

    def __init__(
        self,
        token: str,
        region: str = "us",
        queue: str | Path = "intercom.db",
        settings: Mapping[str, Any] | None = None,
        *,
        base_url: str | None = None,
    ) -> None:
        self._engine = Engine(token, region=region, queue=queue, settings=settings, base_url=base_url)

    async def send(self, event: Mapping[str, Any]) -> None:
        """Queue an event: it is on disk when this returns. Raises `Refused` and `Full` as `Client.send` does."""
        found = incoming(event, self._engine.mapping, time.time())
        if found is None:
            self._engine.leave_out()
        else:
            await asyncio.wrap_future(self._engine.enqueue([found]))

    async def flush(self, timeout: float | None = None) -> Report:
        """Wait until every event was delivered or refused; at most `timeout` seconds, and not while delivery pauses."""
        return await asyncio.to_thread(self._engine.flush, timeout)

    def metrics(self) -> dict[str, int]:
        """Counts since the client was made, by names of Prometheus; `paused` is 1 while Intercom refuses the token."""
        return self._engine.metrics()

    async def close(self) -> None:
        """Stop. What was not delivered stays in the file."""
        await asyncio.to_thread(self._engine.close)

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
