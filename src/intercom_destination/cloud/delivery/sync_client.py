"""``Client``: a program's events to Intercom, kept on disk until Intercom has answered."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from intercom_destination.cloud.delivery.engine import Engine, Report
from intercom_destination.cloud.delivery.incoming import incoming


class Client:
    """Delivers Segment events to Intercom's REST API.

    `token` is an access token of the workspace, `region` where that is (``us``, ``eu``, ``au``), `queue` the SQLite
    file. `settings` are those of the mapping and of delivery in one. `base_url` is for another address of the API, such
    as the sandbox's.

    Raises `ValueError` for a bad value, and for a file that is no queue or that another program keeps locked for longer
    than half a minute; `ImportError` where httpx is not installed; `OSError` where the file cannot be made, such as
    `FileNotFoundError` without its folder.

    Any thread may use it. A process that forks makes its client after that.
    """

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

    def send(self, event: Mapping[str, Any]) -> None:
        """Queue an event: it is on disk when this returns.

        Raises `Refused` for an event that cannot be sent, `Full` where the queue takes no more, and
        `sqlite3.OperationalError` where another program keeps the file locked for longer than half a minute.
        """
        found = incoming(event, self._engine.mapping, time.time())
        if found is None:
            self._engine.leave_out()
        else:
            self._engine.enqueue([found]).result()

    def flush(self, timeout: float | None = None) -> Report:
        """Wait until every event was delivered or refused; at most `timeout` seconds, and not while delivery pauses."""
        return self._engine.flush(timeout)

    def metrics(self) -> dict[str, int]:
        """Counts since the client was made, by names of Prometheus; `paused` is 1 while Intercom refuses the token."""
        return self._engine.metrics()

    def close(self) -> None:
        """Stop. What was not delivered stays in the file, and is delivered by the next client of it."""
        self._engine.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
