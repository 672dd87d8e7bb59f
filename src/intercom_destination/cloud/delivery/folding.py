"""Identifies of one person that stand next to each other in a backlog become one request: the later one wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intercom_destination.cloud.request import Request

# Rows behind a head that are looked at.
MOST_FOLDED = 50


def is_foldable(plan: Sequence[Request]) -> bool:
    """Whether a plan is the person's contact and nothing else."""
    return len(plan) == 1 and plan[0].gives == "person"


def folded(first: Request, second: Request) -> Request:
    """One request that leaves the contact as the two would."""
    body = {**first.body, **second.body}
    for name in ("custom_attributes", "last_seen_at"):
        if name in first.body and name in second.body:
            one, two = first.body[name], second.body[name]
            body[name] = {**one, **two} if isinstance(one, dict) else max(one, two)
    return replace(first, body=body)
