"""What a phone's Intercom SDK is told for a Segment event of an app, and which diagnostics fire.

As `explain`, with the mapping and the session of apps. Whether an SDK refuses a call, nobody can tell from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from intercom_destination.diagnostics.explain import Explanation, explained, in_zone, time_zone
from intercom_destination.diagnostics.mobile_checks import check_event
from intercom_destination.diagnostics.mobile_codes import MobileDiagnostic, diagnostic
from intercom_destination.diagnostics.visitors import Visitors
from intercom_destination.js.globals import undefined
from intercom_destination.mobile.mapping.calls import call_for
from intercom_destination.mobile.mapping.settings import checked_settings
from intercom_destination.mobile.session import calls_in, end_session, new_session, released

SYSTEMS = ("ios", "android")


class MobileExplainer:
    """Explains the events of apps, one after the other; each person has a session of their own.

    `system` is ios or android: Android's bridge in React Native drops what is nested in an event. `settings` and
    `timezone` are as `Explainer` takes them.
    """

    def __init__(
        self, system: str, settings: Mapping[str, Any] | None = None, timezone: tzinfo | str | None = None
    ) -> None:
        if system not in SYSTEMS:
            raise ValueError(f"unknown system {system!r}; there are {' and '.join(SYSTEMS)}")
        self._flat = system == "android"
        self._zone = time_zone(timezone)
        self._sessions = Visitors(_nobody)
        self.setting_diagnostics: list[MobileDiagnostic] = []
        """Diagnostics of the settings."""

        def report(name: str, _allowed: str) -> None:
            self.setting_diagnostics.append(diagnostic("setting", name, (settings or {}).get(name)))

        self._settings = checked_settings(dict(settings or {}), report)

    def explain(self, event: Any) -> Explanation:
        """What becomes of an event, as `json.loads` gives it; its `type` says which call it is. Never raises."""
        return explained(self._explain, event, lambda found: [diagnostic(code, key) for code, key, _value in found])

    def _explain(self, event: Any) -> Explanation:
        method = event.get("type") if isinstance(event, dict) else ""
        session = self._sessions.of(event)
        if method == "reset":
            end_session(session)
            return Explanation([["logout"]], [])
        method = method if isinstance(method, str) else ""
        with in_zone(self._zone):
            diagnostics: list[Any] = list(check_event(method, event, self._settings, self._flat))
            call = call_for(method, event, self._settings, self._flat)

        def note(code: str, name: str, _text: str) -> None:
            diagnostics.append(diagnostic(code, name))

        if call is undefined:
            return Explanation([], diagnostics)
        before = session["person_id"]
        # React Native's library hands the traits of one person over as another's.
        calls = calls_in(session, call, self._settings["shutdownOnLogout"], True, note)
        if calls == [] and before is None:
            diagnostics.append(diagnostic("held"))
        elif ["logout"] in calls:
            diagnostics.append(diagnostic("another-person", "userId"))
        elif call[0] in ("identify", "updateUser") and not any(made[0] == "updateUser" for made in calls):
            diagnostics.append(diagnostic("repeated-update"))
        return Explanation([*calls, *released(session)], diagnostics)


def _nobody() -> Any:
    """The session of an app in which nobody is logged in."""
    session = new_session()
    end_session(session)
    return session
