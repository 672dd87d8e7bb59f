"""What has arrived at the stand-in, and waiting for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from intercom_sandbox.server.attributes import event_name
from intercom_sandbox.server.sandbox import Sandbox
from intercom_sandbox.testing import failure_text, snapshot
from intercom_sandbox.testing.data_types import Company, Conversation, Event, Person, RefusedRequest, Role
from intercom_sandbox.testing.waiting import Found, Pause, wait_for

PATIENCE = 10.0
ABSENT = object()


class Arrivals:
    """What Intercom knows. Whatever waits does so for at most `patience` seconds.

    Then it raises an AssertionError that says what was seen instead. `pause` passes the time between two looks.
    """

    #: So that a slip, such as `fault` for `faults`, is an AttributeError.
    __slots__ = ("_sandbox", "origin", "patience", "pause")

    def __init__(self, sandbox: Sandbox, origin: str, patience: float = PATIENCE, pause: Pause = time.sleep) -> None:
        self.origin = origin
        self.patience = patience
        self.pause = pause
        self._sandbox = sandbox

    @property
    def widget_url(self) -> str:
        """What the destination's setting `widgetUrl` has to be."""
        return f"{self.origin}/widget/{{appId}}"

    @property
    def rest_url(self) -> str:
        """The base URL of the REST API, for a server's client; its token is `workspace.rest_token`."""
        return f"{self.origin}/rest"

    @property
    def people(self) -> list[Person]:
        """Everybody, visitors too, in the order that they came."""
        return snapshot.people(self._sandbox)

    @property
    def companies(self) -> list[Company]:
        """All companies, in the order that they came."""
        return snapshot.companies(self._sandbox)

    @property
    def events(self) -> list[Event]:
        """All events, in the order that they came."""
        return snapshot.events(self._sandbox)

    @property
    def conversations(self) -> list[Conversation]:
        """All conversations, in the order that they were begun."""
        return snapshot.conversations(self._sandbox)

    @property
    def refusals(self) -> list[RefusedRequest]:
        """What Intercom refused, and why."""
        return snapshot.refusals(self._sandbox)

    def wait_for_person(
        self,
        *,
        user_id: str | None = None,
        email: str | None = None,
        name: str | None = None,
        role: Role | None = None,
        attributes: Mapping[str, Any] | None = None,
    ) -> Person:
        """The first person who has all that is given; of `attributes` they may have more."""
        __tracebackhide__ = True
        given = {"user_id": user_id, "email": email, "name": name, "role": role, "attributes": attributes}
        return self._wait("person", given, lambda: self.people, failure_text.people)

    def wait_for_company(
        self, *, company_id: str | None = None, name: str | None = None, attributes: Mapping[str, Any] | None = None
    ) -> Company:
        """The first company that has all that is given; of `attributes` it may have more."""
        __tracebackhide__ = True
        given = {"company_id": company_id, "name": name, "attributes": attributes}
        return self._wait("company", given, lambda: self.companies, failure_text.companies)

    def wait_for_event(self, name: str, *, metadata: Mapping[str, Any] | None = None) -> Event:
        """The first event of that name, with all of that in its metadata; for `.` and `$` in names Intercom has `-`."""
        __tracebackhide__ = True
        given = {"name": event_name(name), "metadata": metadata}
        return self._wait("event", given, lambda: self.events, failure_text.events)

    def wait_for_conversation(self, body: str) -> Conversation:
        """The first conversation with a message that reads exactly so."""
        __tracebackhide__ = True
        return self._until(
            lambda: next((one for one in self.conversations if body in [said.body for said in one.messages]), None),
            lambda: (
                f"Intercom has no conversation with the message {body!r}",
                failure_text.conversations(self.conversations),
            ),
        )

    def _wait(
        self,
        kind: str,
        given: Mapping[str, Any],
        listed: Callable[[], list[Found]],
        words: Callable[[list[Found]], str],
    ) -> Found:
        __tracebackhide__ = True
        known = failure_text.criteria(given)
        return self._until(
            lambda: next((one for one in listed() if fits(one, given)), None),
            lambda: (f"Intercom has no {kind}{known and f' with {known}'}", words(listed())),
        )

    def _until(self, find: Callable[[], Found | None], failure: Callable[[], tuple[str, ...]]) -> Found:
        """Wait; the text of a failure is what is missing, then what was seen, then what may be the reason."""
        __tracebackhide__ = True

        def text() -> str:
            missing, *seen = failure()
            reasons = failure_text.likely_reasons(self._sandbox, self.widget_url)
            return "\n".join([f"{missing}, after {self.patience:g} s.", *seen, *reasons])

        return wait_for(find, self.patience, self.pause, text)


def fits(record: object, given: Mapping[str, Any]) -> bool:
    """Whether a record has all that is given; None is not asked for, and of a mapping there may be more."""
    for name, wanted in given.items():
        have = getattr(record, name)
        if isinstance(wanted, Mapping):
            if any(have.get(key, ABSENT) != value for key, value in wanted.items()):
                return False
        elif wanted is not None and have != wanted:
            return False
    return True
