"""Asks Intercom, before anything is sent, whether it accepts the token."""

from __future__ import annotations

import asyncio

from intercom_destination.cloud.delivery.answers import Paused, TryLater
from intercom_destination.cloud.delivery.rate_budget import RateBudget
from intercom_destination.cloud.delivery.sender import Sender, base_url_of, check_token, http_client


def token_problem(token: str, region: str, base_url: str | None = None) -> str | None:
    """What is wrong with the token, in a sentence; None where it is accepted, or Intercom cannot be asked just now."""

    async def ask() -> None:
        async with http_client(check_token(token), base_url_of(region, base_url), 1) as client:
            await Sender(client, RateBudget()).send("GET", "/me")

    try:
        asyncio.run(ask())
    except Paused as answer:
        return f"Intercom does not accept the token (status {answer.status}); a token is valid in one region only"
    except TryLater:
        return None
    return None
