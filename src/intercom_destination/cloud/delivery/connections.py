"""Connections to Intercom's API, each an HTTP client of its own.

A pool of httpx walks over all of its connections at each request and asks the operating system about each of them: with
32 of them that takes more time than all the rest of a delivery. Here the connection that was used last is used next.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

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


class Connections:
    """As many connections as there are requests side by side. Raises `ImportError` that names the extra."""

    def __init__(self, token: str, base_url: str) -> None:
        try:
            import httpx
        except ImportError as error:
            raise ImportError(f"{EXTRA} ({error})") from None
        self._options: dict[str, Any] = {
            "base_url": base_url,
            "timeout": TIMEOUT,
            "follow_redirects": False,
            "headers": {
                "Authorization": f"Bearer {token}",
                "Accept": "application/json",
                "Content-Type": "application/json",
                "Intercom-Version": API_VERSION,
                "User-Agent": f"intercom-destination/{_version()}",
            },
        }
        self._httpx = httpx
        self._all: list[httpx.AsyncClient] = []
        self._idle: list[httpx.AsyncClient] = []

    async def request(self, method: str, path: str, content: bytes | None) -> httpx.Response:
        """The response to a request with such a body of JSON, read to its end. Raises what httpx raises."""
        client = self._idle.pop() if self._idle else self._open()
        try:
            return await client.request(method, path, content=content)
        finally:
            self._idle.append(client)

    def _open(self) -> httpx.AsyncClient:
        # To read the certificates takes long: once, and only where there is something to send.
        if "verify" not in self._options:
            self._options["verify"] = self._httpx.create_ssl_context()
        client = self._httpx.AsyncClient(**self._options)
        self._all.append(client)
        return client

    async def close(self) -> None:
        """Close all; the next request opens one again."""
        closing, self._all, self._idle = self._all, [], []
        for client in closing:
            await client.aclose()


def _version() -> str:
    try:
        return version("intercom-destination")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
