"""What Intercom's API gets for a server's Segment event, and which diagnostics fire: `explain` of cloud mode."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any, NamedTuple

from intercom_destination.cloud.mapping.event_json import event_json
from intercom_destination.cloud.mapping.plan import planned
from intercom_destination.cloud.mapping.settings import checked_settings
from intercom_destination.cloud.request import Refused, Request
from intercom_destination.diagnostics.cloud_checks import check_cloud_event
from intercom_destination.diagnostics.cloud_codes import CLOUD_DIAGNOSTICS, cloud_link, cloud_message
from intercom_destination.diagnostics.explain import Diagnostic, in_zone

MOST_NAMES = 120
"""Active event names that Intercom takes in a workspace."""


class CloudDiagnostic(Diagnostic):
    """A diagnostic of cloud mode that fired."""

    @property
    def difference(self) -> str:
        """S1, S2, ... where it is a deliberate difference from Segment's own integration, else empty."""
        return CLOUD_DIAGNOSTICS[self.code][0]

    @property
    def text(self) -> str:
        return cloud_message(self.code, self.key, self.value)

    @property
    def link(self) -> str:
        """Where Segment's document speaks of it; empty where it does not."""
        return cloud_link(self.code)


class CloudExplanation(NamedTuple):
    """The requests for an event, the diagnostics that fired, and why it is refused, where it is."""

    requests: list[Request]
    diagnostics: list[CloudDiagnostic]
    refused: Refused | None

    @property
    def sent(self) -> int:
        """How many requests there are."""
        return len(self.requests)

    @property
    def is_refused(self) -> bool:
        return self.refused is not None


class CloudExplainer:
    """Explains one event after the other. Raises ValueError for a bad setting."""

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        self._settings = checked_settings(settings)
        # The limit on event names is the workspace's.
        self._names: set[str] = set()

    def explain(self, event: Any) -> CloudExplanation:
        """What becomes of an event, as `json.loads` gives it. Never raises."""
        diagnostics: dict[tuple[str, str], CloudDiagnostic] = {}

        def add(code: str, key: str, value: object) -> None:
            diagnostics.setdefault((code, key), CloudDiagnostic(code, key, value))

        try:
            read = event_json(event)
            requests = planned(read, self._settings)
        except Refused as refused:
            return CloudExplanation([], [], refused)
        with in_zone(UTC):
            check_cloud_event(add, read, self._settings)
        for request in requests:
            if request.path == "/events" and self._is_one_too_many(request.body["event_name"]):
                add("too-many-event-names", request.body["event_name"], None)
        return CloudExplanation(requests, list(diagnostics.values()), None)

    def _is_one_too_many(self, name: str) -> bool:
        """Whether the workspace has no room for an event name; Intercom's are the same in any capitals."""
        folded = name.lower()
        if len(self._names) < MOST_NAMES:
            self._names.add(folded)
        return folded not in self._names
