"""The stand-in for Intercom as a test sees it: how it behaves, and what it shows at a browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TypeVar

from intercom_destination import bundle_path
from intercom_sandbox.server.people import session_person
from intercom_sandbox.server.sandbox import Sandbox
from intercom_sandbox.server.serving import create_sandbox_app, serving
from intercom_sandbox.server.workspace import Faults, Workspace, changed
from intercom_sandbox.testing import snapshot
from intercom_sandbox.testing.arrivals import PATIENCE, Arrivals
from intercom_sandbox.testing.browser_session import Cookies, session_token
from intercom_sandbox.testing.data_types import Conversation, Shown
from intercom_sandbox.testing.failure_text import person_words
from intercom_sandbox.testing.waiting import Pause

Settings = TypeVar("Settings", Workspace, Faults)


class IntercomSandbox(Arrivals):
    """A stand-in for Intercom with one workspace; `running` and the fixture `intercom_sandbox` make one."""

    __slots__ = ("app_id",)

    def __init__(self, sandbox: Sandbox, origin: str, patience: float = PATIENCE, pause: Pause = time.sleep) -> None:
        super().__init__(sandbox, origin, patience, pause)
        (self.app_id,) = sandbox.workspaces

    @property
    def workspace(self) -> Workspace:
        """The workspace's settings. Assign a changed one: ``replace(intercom_sandbox.workspace, identity="hmac")``."""
        return self._sandbox.workspace(self.app_id)

    @workspace.setter
    def workspace(self, workspace: Workspace) -> None:
        new = _checked(Workspace(), workspace)
        if new.app_id != self.app_id:
            raise ValueError(f"the sandbox's app id is {self.app_id!r} until it ends; it cannot become {new.app_id!r}")
        self._sandbox.workspaces[self.app_id] = new

    @property
    def faults(self) -> Faults:
        """What goes wrong. Assign other ones: ``intercom_sandbox.faults = Faults(script_blocked=True)``."""
        return self._sandbox.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self._sandbox.faults = _checked(Faults(), faults)

    def reset(self) -> None:
        """Everything as at the start: nobody there, no faults, the workspace's first settings."""
        self._sandbox.reset()

    def shown_to(self, cookies: Cookies) -> Shown:
        """What the Messenger shows at a browser with these cookies, at this moment."""
        return snapshot.shown_to(self._sandbox, self.app_id, session_token(cookies, self.app_id))

    def wait_for_visitor(self, cookies: Cookies) -> Shown:
        """What the Messenger shows at a browser, as soon as it takes whoever is there for nobody that it knows.

        A page has to have booted the Messenger for that visitor: only then is it certain that nothing is left of the
        person before.
        """
        __tracebackhide__ = True

        def seen() -> Shown | None:
            shown = self.shown_to(cookies)
            return shown if shown.person and shown.person.role != "user" else None

        def failure() -> tuple[str, ...]:
            person = self.shown_to(cookies).person
            if person is None:
                return ("No page at this browser has booted the Messenger: there is no session",)
            return (f"The Messenger still takes the person at this browser for {person_words(person)}",)

        return self._until(seen, failure)

    def write_message(self, cookies: Cookies, body: str) -> Conversation:
        """Begin a conversation as the person at a browser does in the Messenger; waits for a page to have booted it."""
        __tracebackhide__ = True

        def session() -> tuple[str, int] | None:
            token = session_token(cookies, self.app_id)
            person = session_person(self._sandbox.store, self.app_id, token)
            return (token, int(person["id"])) if person else None

        token, person = self._until(
            session, lambda: ("Nobody can write: no page at this browser has booted the Messenger",)
        )
        return self._written(self._sandbox.conversations.begin(self.app_id, person, token, body), "person", body)

    def reply(self, conversation: Conversation, body: str) -> Conversation:
        """Answer a conversation as an operator does in Intercom's inbox; the conversation as it is then."""
        if not self._sandbox.conversations.exists(conversation.number):
            raise ValueError(f"there is no conversation {conversation.number}: has the sandbox been reset since?")
        self._sandbox.conversations.add(conversation.number, "operator", body)
        return self._written(conversation.number, "operator", body)

    def _written(self, number: int, author: str, body: str) -> Conversation:
        self._sandbox.note("message", self.app_id, {"conversation": number, "author": author, "body": body})
        return next(one for one in self.conversations if one.number == number)


@contextmanager
def running(workspace: Workspace | None = None, patience: float = PATIENCE) -> Iterator[IntercomSandbox]:
    """A stand-in on a free port of this machine, until the end of the block."""
    sandbox = Sandbox([_checked(Workspace(), workspace or Workspace())])
    try:
        with serving(create_sandbox_app(sandbox, bundle_path("sandbox.js"))) as origin:
            try:
                yield IntercomSandbox(sandbox, origin, patience)
            finally:
                # A request that a fault makes to wait would keep the server.
                sandbox.reset()
    finally:
        sandbox.store.close()


def _checked(standard: Settings, given: Settings) -> Settings:
    """The same settings. Raises TypeError or ValueError, which name what is wrong and what is allowed."""
    kind = type(standard)
    if not isinstance(given, kind):
        raise TypeError(f"{kind.__name__}(...) is needed, not {given!r}")
    return changed(standard, asdict(given))
