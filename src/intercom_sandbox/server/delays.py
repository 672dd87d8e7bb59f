"""Requests that a fault makes to wait, and what a reset in the meantime means for them."""

from __future__ import annotations

import asyncio

from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.sandbox import Sandbox

#: How long a request that is made to wait does not look for a reset, in milliseconds.
NAP = 50


async def pass_time(sandbox: Sandbox, milliseconds: int) -> None:
    """Wait for so long; a reset ends that, as it ends all faults."""
    resets = sandbox.resets
    for passed in range(0, milliseconds, NAP):
        if sandbox.resets == resets:
            await asyncio.sleep(min(NAP, milliseconds - passed) / 1000)


def refuse_after_reset(sandbox: Sandbox, resets: int) -> None:
    """Raise `Refusal` where there was a reset: who was there must not come back by what was sent before it."""
    if sandbox.resets != resets:
        raise Refusal(503, "sandbox_reset", "The sandbox was reset while this request was waiting")
