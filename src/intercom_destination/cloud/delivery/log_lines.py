"""One line of JSON for each refusal and each change of state; never a trait, an address of a person, or a token."""

from __future__ import annotations

import json
import logging
from typing import Any

from intercom_destination.cloud.queue.queue_types import Refusal

LOG = logging.getLogger("intercom_destination.cloud")


def log_change(change: str, level: int = logging.INFO, **facts: Any) -> None:
    """A change of state: delivery pauses, goes on, makes an attribute..."""
    LOG.log(level, "%s", json.dumps({"event": change, **facts}))


def log_refusal(message_id: str, refusal: Refusal) -> None:
    """A refusal: its code and Intercom's `request_id`. Intercom's sentence may quote a trait: it stays in the file."""
    facts = {"messageId": message_id, "code": refusal.code, "status": refusal.status, "request_id": refusal.request_id}
    LOG.warning("%s", json.dumps({"event": "refused", **{name: fact for name, fact in facts.items() if fact}}))
