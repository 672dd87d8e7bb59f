"""Asks Intercom, before anything is sent, whether it accepts the token."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from intercom_destination.cloud.delivery.answers import NotIntercom, Paused, TryLater
from intercom_destination.cloud.delivery.api_rate import ApiRate
from intercom_destination.cloud.delivery.connections import Connections, base_url_of, check_token
from intercom_destination.cloud.delivery.sender import Sender


def token_problem(token: str, region: str, base_url: str | None = None) -> str | None:
    """What is wrong with the token, in a sentence; None where it is accepted, or Intercom cannot be asked just now."""

    async def ask() -> int | None:
        connections = Connections(check_token(token), base_url_of(region, base_url))
        try:
            answer = await Sender(connections, ApiRate()).send("GET", "/me")
            return None if answer.status == 200 else answer.status
        finally:
            await connections.close()

    try:
        # In a thread of its own: this one may have an event loop already.
        with ThreadPoolExecutor(1) as thread:
            status = thread.submit(lambda: asyncio.run(ask())).result()
    except Paused as answer:
        return f"Intercom does not accept the token (status {answer.status}); a token is valid in one region only"
    except NotIntercom as answer:
        return (
            f"what answers in Intercom's place is something else (status {answer.status}): a proxy, or a wrong address"
        )
    except TryLater:
        return None
    return (
        None if status is None else f"Intercom answers the question whether it accepts the token with status {status}"
    )
