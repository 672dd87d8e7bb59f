"""One request over HTTP: at its time, with the headers that Intercom asks for, and its answer sorted."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any

from intercom_destination.cloud.delivery.answers import (
    LATER,
    Answer,
    Forbidden,
    NotIntercom,
    Paused,
    Rejected,
    TryLater,
)
from intercom_destination.cloud.delivery.api_rate import ApiRate
from intercom_destination.cloud.delivery.backoff import asked_pause
from intercom_destination.cloud.delivery.connections import Connections
from intercom_destination.cloud.delivery.log_lines import log_change
from intercom_destination.cloud.queue.queue_types import Refusal

# Seconds between two log lines on answers that are not Intercom's.
SAY_EVERY = 60.0


class Sender:
    """Sends requests no faster than the rate limit allows."""

    def __init__(self, connections: Connections, rate: ApiRate, now: Callable[[], float] = time.time) -> None:
        self._connections, self._rate, self._now = connections, rate, now
        self._said = -math.inf

    async def send(
        self, method: str, path: str, body: dict[str, Any] | None = None, *, may_be_forbidden: bool = False
    ) -> Answer:
        """The answer of a request. Raises `TryLater`, such as `Forbidden`, or `Paused` where the token is not valid."""
        import httpx

        try:
            content = None if body is None else json.dumps(body, allow_nan=False).encode()
        except ValueError:
            raise Rejected(Refusal("not_json", "a number of the event is not finite")) from None
        while (wait := self._rate.take(self._now())) > 0:
            await asyncio.sleep(wait)
        try:
            response = await self._connections.request(method, path, content)
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise TryLater(type(error).__name__) from None
        except httpx.InvalidURL:
            raise Rejected(
                Refusal("too_long", "an id of the event is longer than the address of a request may be")
            ) from None
        now = self._now()
        self._rate.read(response.headers, now, _server_time(response.headers))
        answer = Answer(
            {"method": method, "path": path, "body": body}, response.status_code, response.headers, response.text
        )
        if answer.status in LATER:
            limited = answer.status == 429
            after = asked_pause(answer.headers, now + self._rate.skew, limited=limited)
            if limited:
                self._rate.stop(now + (1.0 if after is None else after))
            raise TryLater(f"status {answer.status}", after)
        if not answer.is_intercoms:
            if now >= self._said + SAY_EVERY:
                self._said = now
                log_change("not_intercom", logging.ERROR, status=answer.status)
            raise NotIntercom(answer.status)
        if answer.status == 401 or (answer.status == 403 and not may_be_forbidden):
            await self._judge(answer)
        return answer

    async def _judge(self, answer: Answer) -> None:
        """Raise `Forbidden` where the token is accepted all the same, else `Paused`."""
        if answer.status == 403 and answer.request["path"] != "/me":
            asked = await self.send("GET", "/me", may_be_forbidden=True)
            if asked.ok:
                raise Forbidden(answer.error[0])
        raise Paused(answer.status)


def _server_time(headers: Any) -> float | None:
    try:
        return parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError):
        return None
