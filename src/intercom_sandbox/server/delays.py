"""Requests that a fault makes to wait, and what a reset in the meantime means for them."""

from __future__ import annotations

import asyncio
import time

from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.sandbox import Sandbox

#: How long a request that is made to wait does not look for a reset, in seconds.
LONGEST_NAP = 0.05


async def pass_time(sandbox: Sandbox, milliseconds: int) -> None:
    """Wait for so long; a reset ends that, as it ends all faults."""
    resets, until = sandbox.resets, time.monotonic() + milliseconds / 1000
    while sandbox.resets == resets and (rest := until - time.monotonic()) > 0:
        await asyncio.sleep(min(rest, LONGEST_NAP))


def refuse_after_reset(sandbox: Sandbox, resets: int) -> None:
    """Raise `Refusal` where there was a reset: who was there must not come back by what was sent before it."""
    if sandbox.resets != resets:
        raise Refusal(503, "sandbox_reset", "The sandbox was reset while this request was waiting")
