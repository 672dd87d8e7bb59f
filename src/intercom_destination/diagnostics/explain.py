"""What Intercom gets for a Segment event, and which diagnostics fire.

The same mapping as in the browser, and the same checks as in a development build. Each visitor has a session of their
own, so that an export of many visitors can be read in one go.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intercom_destination.diagnostics.codes import DIAGNOSTICS, link, message
from intercom_destination.diagnostics.diagnostic_types import Found
from intercom_destination.diagnostics.event_checks import check_event, new_names
from intercom_destination.diagnostics.event_data import event_data
from intercom_destination.diagnostics.settings_checks import check_settings
from intercom_destination.diagnostics.visitors import Visitors
from intercom_destination.events.event_types import Group
from intercom_destination.js.cpython_dates import local_zone
from intercom_destination.js.globals import undefined
from intercom_destination.web.mapping.calls import calls_for
from intercom_destination.web.mapping.settings import checked_settings
from intercom_destination.web.session import new_session

METHODS = frozenset({"page", "identify", "group", "track"})
STAND_IN_APP_ID = "YOUR_APP_ID"


class Diagnostic(NamedTuple):
    """A diagnostic: its code, the offending key, and what was found there."""

    code: str
    key: str
    value: Any

    @property
    def difference(self) -> str:
        """D1, D2, ... where it is a deliberate difference from Segment's own integration, else empty."""
        return str(DIAGNOSTICS[self.code][0])

    @property
    def text(self) -> str:
        return message(self.code, self.key, self.value)

    @property
    def link(self) -> str:
        """Where Segment's document speaks of it; empty where it does not."""
        return link(self.code)


class Explanation(NamedTuple):
    """Intercom's calls for an event, as [method, arguments...], and the diagnostics that fired."""

    calls: list[list[Any]]
    diagnostics: list[Diagnostic]

    @property
    def rules(self) -> list[Diagnostic]:
        """The diagnostics, by the name that they had up to 1.1."""
        warnings.warn("Explanation.rules is Explanation.diagnostics now", DeprecationWarning, stacklevel=2)
        return self.diagnostics

    @property
    def sent(self) -> int:
        """How many calls there are."""
        return len(self.calls)

    @property
    def is_refused(self) -> bool:
        """A page's event never is; one that nothing comes of has a diagnostic that says so."""
        return False


class Visitor:
    """What a page remembers between the calls of one visitor: the session, and the library's group."""

    __slots__ = ("group", "session")

    def __init__(self) -> None:
        self.session = new_session()
        self.group: Group = {}

    def make_plain(self) -> None:
        """Keep nothing that raises when it is read."""
        self.group = event_data(self.group, [])
        self.session = event_data(self.session, [])


class Explainer:
    """Explains one event after the other.

    `settings` are those of the destination; a missing appId gets a stand-in. `timezone` is where the browser is, for
    dates that name no zone: a name such as "Asia/Kathmandu" (ValueError where there is none), a tzinfo, or else the
    machine's.
    """

    def __init__(self, settings: Mapping[str, Any] | None = None, timezone: tzinfo | str | None = None) -> None:
        self._zone = time_zone(timezone)
        found: Found = []
        invalid: list[Diagnostic] = []

        def report(name: str, value: Any, _allowed: str) -> None:
            invalid.append(Diagnostic("setting", name, value))

        given = {"appId": STAND_IN_APP_ID, **(settings or {})}
        with in_zone(self._zone):
            try:
                self._settings = checked_settings(given, report)
                checked = check_settings(given)
            except Exception:
                invalid.clear()
                given = event_data(given, found)
                self._settings = checked_settings(given, report)
                checked = check_settings(given)
        self.setting_diagnostics: list[Diagnostic] = [*invalid, *_diagnostics([*found, *checked])]
        """Diagnostics of the settings."""
        # The limit on event names is the workspace's, not a visitor's.
        self._names = new_names()
        self._visitors = Visitors(Visitor)

    @property
    def setting_rules(self) -> list[Diagnostic]:
        """The diagnostics of the settings, by the name that they had up to 1.1."""
        warnings.warn("Explainer.setting_rules is Explainer.setting_diagnostics now", DeprecationWarning, stacklevel=2)
        return self.setting_diagnostics

    def explain(self, event: Any) -> Explanation:
        """What becomes of an event, as `json.loads` gives it; its `type` says which call it is. Never raises."""
        return explained(self._explain, event, _diagnostics)

    def _explain(self, event: Any) -> Explanation:
        method = event.get("type") if isinstance(event, dict) else "page"
        if not isinstance(method, str) or method not in METHODS:
            return Explanation([], [Diagnostic("unsupported-method", "type", method)])
        visitor = self._visitors.of(event)
        session = visitor.session.copy()
        with in_zone(self._zone):
            try:
                calls = calls_for(method, event, visitor.group, self._settings, session)
                found = check_event(method, event, visitor.group, self._settings, session, calls, self._names, False)
            except Exception:
                visitor.make_plain()
                raise
        visitor.session = session
        if method == "group":
            visitor.group = {"id": event.get("groupId"), "traits": event.get("traits")}
        return Explanation(calls, _diagnostics(found))


def explained(
    explain_data: Callable[[Any], Explanation], event: Any, diagnostics_of: Callable[[Found], Sequence[Diagnostic]]
) -> Explanation:
    """What becomes of an event; of its data alone, where something else in it raises, with diagnostics that say so."""
    try:
        return explain_data(event)
    except Exception:
        # Keys that are no strings, objects that raise when they are compared, ... Few events have such.
        found: Found = []
        calls, diagnostics = explain_data(event_data(event, found))
        return Explanation(calls, [*diagnostics_of(found), *diagnostics])


@contextmanager
def in_zone(zone: tzinfo | None) -> Iterator[None]:
    """Local times are those of a zone."""
    before = local_zone.set(zone)
    try:
        yield
    finally:
        local_zone.reset(before)


def explain(event: Any, settings: Mapping[str, Any] | None = None, timezone: tzinfo | str | None = None) -> Explanation:
    """What becomes of one event, of a visitor who has done nothing before; the arguments are `Explainer`'s."""
    return Explainer(settings, timezone).explain(event)


def time_zone(name: tzinfo | str | None) -> tzinfo | None:
    """The time zone of a name. Raises ValueError where there is none."""
    if name is None or isinstance(name, tzinfo):
        return name
    try:
        return ZoneInfo(name)
    except (AttributeError, OSError, TypeError, ValueError, ZoneInfoNotFoundError):
        raise ValueError(
            f"unknown time zone {name!r}; wanted is a name such as Europe/Paris"
            " (where the system has no time zones, as on Windows: pip install tzdata)"
        ) from None


def _diagnostics(found: Found) -> list[Diagnostic]:
    """Each code and key once: a value may be read under two names."""
    diagnostics: dict[tuple[str, str], Diagnostic] = {}
    for code, key, value in found:
        if (code, key) not in diagnostics:
            diagnostics[code, key] = Diagnostic(code, key, None if value is undefined else value)
    return list(diagnostics.values())
