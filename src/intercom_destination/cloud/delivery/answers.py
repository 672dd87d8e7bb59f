"""What Intercom's answers mean for delivery: go on, try later, pause everything, or refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intercom_destination.cloud.queue.queue_types import Refusal

#: Statuses after which the same request may succeed.
LATER = frozenset({408, 425, 429, 500, 502, 503, 504})

#: ``A contact matching those details already exists with id=5da6...``; or ``An archived contact matching ...``.
CONFLICT_ID = re.compile(r"\bid\s*[=:]\s*[\"']?([0-9A-Za-z][\w-]*)")
CANONICAL = re.compile(r"</contacts/([^>/]+)>\s*;\s*rel=\"?canonical\"?")
QUOTED = re.compile(r"'([^']+)'|\"([^\"]+)\"|`([^`]+)`")


class TryLater(Exception):  # noqa: N818  an answer, no failure of the program's
    """The row goes back: after so many seconds, where the answer has asked for that, else after a growing pause."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.after = reason, after


class NotIntercom(TryLater):
    """Somebody else has answered, such as a proxy, a portal or a wrong address: Intercom has not heard of the event."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}, and not from Intercom")
        self.status = status


class Forbidden(TryLater):
    """Intercom accepts the token, and forbids this request. The person's events wait, and hold nobody else up."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Intercom accepts the token, and forbids this request{f' ({code})' if code else ''}")


class Paused(Exception):  # noqa: N818  likewise
    """The whole delivery pauses until the token is valid again. Nothing is thrown away."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Intercom answers {status}")
        self.status = status


class ContactGone(Exception):  # noqa: N818  likewise
    """The contact that was known is not there any more: find or make it, and run the plan again."""


class Rejected(Exception):  # noqa: N818  likewise
    """The event is refused for good."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of Intercom's, with the request that it is for."""

    request: dict[str, Any]
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def body(self) -> dict[str, Any]:
        """The JSON object of the answer; empty where there is none."""
        try:
            found = json.loads(self.text)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def is_intercoms(self) -> bool:
        """Whether it has the form of Intercom's: 202 for an event, else a JSON object, or a list of errors."""
        if not self.ok:
            return self.body.get("type") == "error.list" or isinstance(self.body.get("errors"), list)
        if self.request["path"] == "/events":
            return self.status == 202
        try:
            return isinstance(json.loads(self.text), dict)
        except (ValueError, RecursionError):
            return False

    @property
    def id(self) -> str:
        """The id of the contact or company that the answer is about. Raises `NotIntercom` where it has none."""
        found = self.body.get("id")
        if not isinstance(found, str) or not found:
            raise NotIntercom(self.status)
        return found

    def check_id(self) -> None:
        """Raise `NotIntercom` where a success names no contact and no company: Intercom's always do."""
        _ = self.id

    @property
    def error(self) -> tuple[str, str]:
        """Code and message of the first error; empty where there are none."""
        errors = self.body.get("errors")
        first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
        return str(first.get("code") or ""), str(first.get("message") or "")

    @property
    def request_id(self) -> str | None:
        found = self.body.get("request_id") or self.headers.get("x-request-id")
        return str(found) if found else None

    @property
    def existing_id(self) -> str | None:
        """The contact that a 409 names."""
        found = CONFLICT_ID.search(self.error[1])
        return found[1] if found else None

    @property
    def canonical_id(self) -> str | None:
        """The contact that a 410 says this one was merged into."""
        found = CANONICAL.search(self.headers.get("link", ""))
        return found[1] if found else None

    def quoted(self) -> list[str]:
        """What stands in quotes in the error's message: names of fields."""
        return ["".join(parts) for parts in QUOTED.findall(self.error[1])]


def rejected(answer: Answer, code: str | None = None, message: str | None = None) -> Rejected:
    """The refusal of an event: Intercom's code, unless ours says more."""
    theirs = answer.error[0]
    said = message or f"Intercom answered {answer.status}{f' ({theirs})' if theirs else ''}"
    return Rejected(
        Refusal(
            code or theirs or f"status_{answer.status}",
            said,
            answer.request,
            answer.body or answer.text,
            answer.status,
            answer.request_id,
        )
    )
