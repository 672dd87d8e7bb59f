"""One request over HTTP: at its time, with the headers that Intercom asks for, and its answer sorted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from intercom_destination.cloud.delivery.answers import FORBIDDEN, LATER, Answer, Paused, TryLater
from intercom_destination.cloud.delivery.backoff import asked_pause
from intercom_destination.cloud.delivery.rate_budget import RateBudget

if TYPE_CHECKING:
    import httpx

EXTRA = 'cloud delivery needs httpx: pip install "intercom-destination[cloud]"'
REGIONS = {
    "us": "https://api.intercom.io",
    "eu": "https://api.eu.intercom.io",
    "au": "https://api.au.intercom.io",
}
# The version that the requests are written for; without the header the workspace's own would count.
API_VERSION = "2.16"
# Seconds; Intercom's slowest calls take a few.
TIMEOUT = 30.0


def base_url_of(region: str, base_url: str | None) -> str:
    """The address of the API. Raises `ValueError` with what is allowed."""
    if base_url is not None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError(f"base_url {base_url!r} is no http(s) address")
        return base_url.rstrip("/")
    if region not in REGIONS:
        raise ValueError(f"region {region!r} is not known; give {', '.join(REGIONS)}")
    return REGIONS[region]


def check_token(token: object) -> str:
    """The token as a header may hold it. The error never shows it."""
    if not isinstance(token, str) or not token.strip():
        raise ValueError("the token is empty: give the access token of your Intercom app")
    if not token.strip().isascii() or not token.strip().isprintable() or " " in token.strip():
        raise ValueError("the token has characters that no access token of Intercom's has")
    return token.strip()


def http_client(token: str, base_url: str, lanes: int) -> httpx.AsyncClient:
    """A client for the API. Raises `ImportError` that names the extra."""
    try:
        import httpx
    except ImportError as error:
        raise ImportError(f"{EXTRA} ({error})") from None
    return httpx.AsyncClient(
        base_url=base_url,
        timeout=TIMEOUT,
        limits=httpx.Limits(max_connections=lanes + 1, max_keepalive_connections=lanes + 1),
        follow_redirects=False,
        headers={
            "Authorization": f"Bearer {token}",
            "Accept": "application/json",
            "Intercom-Version": API_VERSION,
            "User-Agent": f"intercom-destination/{_version()}",
        },
    )


def _version() -> str:
    try:
        return version("intercom-destination")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


class Sender:
    """Sends requests within the budget. `requests` counts them."""

    def __init__(self, client: httpx.AsyncClient, budget: RateBudget, now: Callable[[], float] = time.time) -> None:
        self._client, self._budget, self._now = client, budget, now
        self.requests = 0

    async def send(
        self, method: str, path: str, body: dict[str, Any] | None = None, *, may_be_forbidden: bool = False
    ) -> Answer:
        """The answer of a request. Raises `TryLater`, or `Paused` where the token is not valid."""
        import httpx

        while (wait := self._budget.take(self._now())) > 0:
            await asyncio.sleep(wait)
        self.requests += 1
        try:
            response = await self._client.request(method, path, json=body)
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise TryLater(type(error).__name__) from None
        now = self._now()
        self._budget.read(response.headers, now, _server_time(response.headers))
        answer = Answer(
            {"method": method, "path": path, "body": body}, response.status_code, response.headers, response.text
        )
        if answer.status in LATER:
            limited = answer.status == 429
            after = asked_pause(answer.headers, now, limited=limited)
            if limited:
                self._budget.stop(now + (1.0 if after is None else after))
            raise TryLater(f"status {answer.status}", after)
        if answer.status in FORBIDDEN and not may_be_forbidden:
            raise Paused(answer.status)
        return answer


def _server_time(headers: Any) -> float | None:
    try:
        return parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError):
        return None
