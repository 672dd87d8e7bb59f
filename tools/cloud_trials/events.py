"""Events of many people for the trials, in an order that a seed decides."""

from __future__ import annotations

import random
from typing import Any

START = 1_700_000_000


def person_events(number: int) -> list[dict[str, Any]]:
    """What a new person of a site sends: an identify, a group, a track."""
    user = f"user-{number}"
    at = START + number
    return [
        {
            "type": "identify",
            "userId": user,
            "traits": {"name": f"Person {number}", "email": f"{user}@example.org", "seats": number},
            "timestamp": at,
            "messageId": f"{user}-identify",
        },
        {
            "type": "group",
            "userId": user,
            "groupId": f"company-{number % 100}",
            "traits": {"name": f"Company {number % 100}"},
            "timestamp": at,
            "messageId": f"{user}-group",
        },
        {
            "type": "track",
            "userId": user,
            "event": "Signed Up",
            "properties": {"plan": "pro"},
            "timestamp": at,
            "messageId": f"{user}-track",
        },
    ]


def shuffled_events(people: int, seed: int) -> list[dict[str, Any]]:
    """The events of new people, all in random order."""
    events = [event for number in range(people) for event in person_events(number)]
    random.Random(seed).shuffle(events)
    return events


def ordered_tracks(people: int, each: int) -> list[dict[str, Any]]:
    """Tracks of people in turn; a person's second events come after the first, and so on."""
    return [
        {
            "type": "track",
            "userId": f"user-{number}",
            "event": f"Step {step % 20}",
            "timestamp": START + step,
            "messageId": f"user-{number}-{step}",
        }
        for step in range(each)
        for number in range(people)
    ]
