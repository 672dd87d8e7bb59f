"""One line of JSON for each refusal and each change of state; never a trait, an address of a person, or a token."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

from intercom_destination.cloud.queue.queue_types import Refusal

LOG = logging.getLogger("intercom_destination.cloud")
# Names of attributes that stand in a log: a name that the mapping has made of nested keys may be an email or a number.
SAFE_NAME = re.compile(r"(?!.*\d{5})[\w $€£¥-]{1,60}")


def log_change(change: str, level: int = logging.INFO, **facts: Any) -> None:
    """A change of state: delivery pauses, goes on, makes an attribute..."""
    if not SAFE_NAME.fullmatch(str(facts.get("name", "a"))):
        facts["name"] = "(not shown)"
    LOG.log(level, "%s", json.dumps({"event": change, **facts}))


def log_refusal(message_id: str, refusal: Refusal) -> None:
    """A refusal: its code and Intercom's `request_id`. Intercom's sentence may quote a trait: it stays in the file."""
    facts = {"messageId": message_id, "code": refusal.code, "status": refusal.status, "request_id": refusal.request_id}
    LOG.warning("%s", json.dumps({"event": "refused", **{name: fact for name, fact in facts.items() if fact}}))
