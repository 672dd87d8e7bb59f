"""Whom an event is about: a person by user id, else by email. A lane is one person's events, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from intercom_destination.cloud.mapping.api_values import email_of, object_of, spelled, text_of
from intercom_destination.cloud.mapping.settings import Settings, checked_settings
from intercom_destination.cloud.request import Refused
from intercom_destination.events.options import context_of

EMAIL = re.compile(r".+@.+\..+")


class Person(NamedTuple):
    """The person that an event is about; one of the two is there."""

    user_id: str | None
    email: str | None

    @property
    def lane(self) -> str:
        """The person's key. Addresses that differ in capitals alone are one person's."""
        return f"email:{(self.email or '').lower()}" if self.user_id is None else f"user:{self.user_id}"


def person_of(event: Mapping[str, Any], settings: Settings) -> Person:
    """The person of an event. Raises Refused where it names none; an anonymous id names nobody.

    Beside a user id only the traits of an identify tell the person's email: a company has an email, too, and so has
    the friend that an event of an invitation is about.
    """
    user_id = text_of(event.get("userId"))
    email = None
    if not settings.drops("email"):
        email = next(filter(None, (spelled(fields, "email", is_email) for fields in _told_by(event, user_id))), None)
        if email is None and user_id is not None and EMAIL.fullmatch(user_id):
            email = user_id
    if user_id is None and email is None:
        raise Refused("no_person", "the event has neither a userId nor an email, so it is about nobody")
    return Person(user_id, email)


def is_email(value: object) -> bool:
    return email_of(value) is not None


def _told_by(event: Mapping[str, Any], user_id: str | None) -> list[Mapping[str, Any]]:
    """Where the person's email may be."""
    traits = object_of(event.get("traits"))
    if user_id is not None:
        return [traits] if event.get("type") == "identify" else []
    context: Any = context_of(event)  # type: ignore[arg-type]  # any mapping will do
    return [traits, object_of(event.get("properties")), object_of(object_of(context).get("traits"))]


def lane_of(event: Mapping[str, Any], settings: Mapping[str, Any] | Settings | None = None) -> str:
    """The key of the person that an event is about: ``user:ID``, or ``email:ADDRESS`` in lower case.

    Raises Refused where the event is about nobody.
    """
    return person_of(event, checked_settings(settings)).lane
