"""The people who can sign in at the demo's site, and those who sign up while it runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

# Those who signed up are forgotten in the order they came, so that memory stays bounded.
MOST_SIGNED_UP = 200


@dataclass(frozen=True)
class Person:
    """`company` has id and name; `traits` are what the site knows besides."""

    id: str
    name: str
    email: str
    created_at: str
    company: dict[str, Any]
    traits: dict[str, Any] = field(default_factory=dict)

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper() or "?"


KNOWN = (
    Person(
        "su3r73",
        "Iñigo Montoya",
        "avenger@gmail.com",
        "Mon Mar 26 2018 17:44:51 GMT+0000 (UTC)",
        {"id": "123", "name": "Iñigo & Friends Holding Company"},
        {"plan": "team"},
    ),
    Person(
        "ada-7",
        "Ada Okafor",
        "ada@larkspur.example",
        "2024-02-05T08:30:00.000Z",
        {"id": "larkspur", "name": "Larkspur Bakery"},
        {"plan": "solo", "role": "owner"},
    ),
    Person(
        "ben-12",
        "Ben Sato",
        "ben@northgate.example",
        "2025-09-17T12:00:00.000Z",
        {"id": "northgate", "name": "Northgate Cycles"},
        {"plan": "studio", "role": "accounts"},
    ),
)


class People:
    """Everybody the site knows, by id; `now` gives unix seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._signed_up: dict[str, Person] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter((*KNOWN, *self._signed_up.values()))

    def named(self, person_id: str) -> Person | None:
        return next((person for person in self if person.id == person_id), None)

    def sign_up(self, name: str, email: str, company: str) -> Person:
        """A new person, whose id comes from the name; who signs up again under a name is that person anew."""
        person_id = slug(name) or "somebody"
        while any(person.id == person_id for person in KNOWN):
            person_id += "-new"
        person = Person(
            person_id,
            name,
            email,
            datetime.fromtimestamp(self._now(), UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            {"id": slug(company), "name": company} if slug(company) else {},
            {"plan": "trial"},
        )
        self._signed_up.pop(person_id, None)
        self._signed_up[person_id] = person
        if len(self._signed_up) > MOST_SIGNED_UP:
            del self._signed_up[next(iter(self._signed_up))]
        return person


def slug(text: str) -> str:
    """Words in lower case with hyphens between; empty where there is no letter or digit."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")[:60]
