"""What Intercom gets for a Segment event, and which rules made it so.

The same mapping as in the browser; the rules come from its notes. Visitors are told apart by anonymous id (else user
id), each with a session of its own, so that an export of many visitors can be read in one go. Memory is bounded: of the
visitors, those seen last are remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intercom_destination.diagnostics.codes import RULES, link, message
from intercom_destination.diagnostics.event_data import event_data
from intercom_destination.js.cpython import noted
from intercom_destination.js.cpython_dates import local_zone
from intercom_destination.js.globals import undefined
from intercom_destination.web.mapping.calls import calls_for
from intercom_destination.web.mapping.settings import checked_settings
from intercom_destination.web.session import new_session

METHODS = frozenset({"page", "identify", "group", "track"})
STAND_IN_APP_ID = "YOUR_APP_ID"
VISITORS = 10_000
IDENTITIES = frozenset({str, int, float, bool})
"""Exact types: a subclass may compare in ways of its own."""


class Rule(NamedTuple):
    """A rule that fired: its code, the offending key, and what was found there."""

    code: str
    key: str
    value: Any

    @property
    def difference(self) -> str:
        """D1, D2, ... where it is a deliberate difference from Segment's own integration, else empty."""
        return str(RULES[self.code][0])

    @property
    def text(self) -> str:
        return message(self.code, self.key, self.value)

    @property
    def link(self) -> str:
        """Where Segment's document speaks of it; empty where it does not."""
        return link(self.code)


class Explanation(NamedTuple):
    """Intercom's calls for an event, as [method, arguments...], and the rules that fired."""

    calls: list[list[Any]]
    rules: list[Rule]


class Visitor:
    """What a page remembers between the calls of one visitor: the session, and the host's group."""

    __slots__ = ("group", "session")

    def __init__(self, names: dict[str, Any]) -> None:
        self.session = {**new_session(), "names": names}
        self.group: dict[str, Any] = {}

    def make_plain(self) -> None:
        """Keep nothing that raises when it is read."""
        self.group = event_data(self.group)
        # The names are those of all visitors.
        self.session = {**event_data(self.session), "names": self.session["names"]}


class Explainer:
    """Explains one event after the other.

    `settings` are those of the destination; a missing appId gets a stand-in. `timezone` is where the browser is, for
    dates that name no zone: a name such as "Asia/Kathmandu" (ValueError where there is none), a tzinfo, or else the
    machine's.
    """

    def __init__(self, settings: Mapping[str, Any] | None = None, timezone: tzinfo | str | None = None) -> None:
        self._zone = time_zone(timezone)
        self.setting_rules: list[Rule] = []
        """Rules that fired for the settings."""

        def report(name: str, value: Any, _allowed: str) -> None:
            self.setting_rules.append(Rule("setting", name, value))

        given = {"appId": STAND_IN_APP_ID, **(settings or {})}
        with _Notes(self._zone) as notes:
            try:
                self._settings = checked_settings(given, report)
            except Exception:
                self.setting_rules.clear()
                self._settings = checked_settings(event_data(given), report)
        self.setting_rules += _rules(notes)
        # The limit on event names is the workspace's, not a visitor's.
        self._names: dict[str, Any] = {"seen": {}, "count": 0}
        self._visitors: dict[Any, Visitor] = {}

    def explain(self, event: Any) -> Explanation:
        """What becomes of an event, as `json.loads` gives it; its `type` says which call it is. Never raises."""
        try:
            return self._explain(event)
        except Exception:
            # Keys that are no strings, objects that raise when they are compared, ... Few events have such.
            with _Notes(self._zone) as notes:
                plain = event_data(event)
            calls, rules = self._explain(plain)
            return Explanation(calls, [*_rules(notes), *rules])

    def _explain(self, event: Any) -> Explanation:
        method = event.get("type") if isinstance(event, dict) else "page"
        if not isinstance(method, str) or method not in METHODS:
            return Explanation([], [Rule("other-type", "type", method)])
        visitor = self._visitor(event)
        session = dict(visitor.session)
        with _Notes(self._zone) as notes:
            try:
                calls = calls_for(method, event, visitor.group, self._settings, session)
            except Exception:
                visitor.make_plain()
                raise
        visitor.session = session
        if method == "group":
            visitor.group = {"id": event.get("groupId"), "traits": event.get("traits")}
        return Explanation(calls, _rules(notes) if notes else [])

    def _visitor(self, event: Any) -> Visitor:
        identity = None
        if isinstance(event, dict):
            identity = event.get("anonymousId") or event.get("userId")
            if type(identity) not in IDENTITIES:
                identity = str.__str__(identity) if isinstance(identity, str) else None
        visitor = self._visitors.pop(identity, None) or Visitor(self._names)
        self._visitors[identity] = visitor
        if len(self._visitors) > VISITORS:
            del self._visitors[next(iter(self._visitors))]
        return visitor


class _Notes:
    """Collects what the mapping notes, with local times in a zone."""

    __slots__ = ("_noted", "_zone", "_zone_before")

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone

    def __enter__(self) -> list[tuple[str, str, Any]]:
        notes: list[tuple[str, str, Any]] = []
        self._noted = noted.set(notes)
        self._zone_before = local_zone.set(self._zone)
        return notes

    def __exit__(self, *exception: object) -> None:
        local_zone.reset(self._zone_before)
        noted.reset(self._noted)


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


def _rules(notes: list[tuple[str, str, Any]]) -> list[Rule]:
    """Each code and key once: the mapping looks at some values more than once."""
    found: dict[tuple[str, str], Rule] = {}
    for code, key, value in notes:
        if (code, key) not in found:
            found[code, key] = Rule(code, key, None if value is undefined else value)
    return list(found.values())
