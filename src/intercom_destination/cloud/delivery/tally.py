"""What has become of events since a client was made, counted; the names outside are those of Prometheus."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of events: `received` ones were queued, of `not_sent` ones nothing becomes, such as page calls.

    `paused` is the status that makes delivery pause just now, `pauses` how often it has paused; `forbidden` has the
    lanes in which Intercom forbids just now what the first event asks for, with why. `people_created` were made for a
    track or group, before anybody had identified them.
    """

    received: int = 0
    not_sent: int = 0
    delivered: int = 0
    refused: int = 0
    paused: int | None = None
    pauses: int = 0
    forbidden: dict[str, str] = field(default_factory=dict)
    people_created: int = 0
    attributes_created: int = 0

    def metrics(self) -> dict[str, int]:
        """The numbers by their names."""
        return {
            "received_total": self.received,
            "not_sent_total": self.not_sent,
            "delivered_total": self.delivered,
            "refused_total": self.refused,
            "paused": int(self.paused is not None),
            "pauses_total": self.pauses,
            "lanes_forbidden": len(self.forbidden),
            "people_created_for_track_total": self.people_created,
            "attributes_created_total": self.attributes_created,
        }
