"""The settings of delivery: each with what is allowed. All other settings are the mapping's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

DAY = 24 * 3600

WAIT = re.compile(r"wait:(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """How delivery goes about it. Times are in seconds, sizes in bytes."""

    lanes: int = 32
    share: float = 0.9
    max_age: float = 7 * DAY
    max_events: int = 10_000_000
    min_free_disk: int = 100_000_000
    unknown_person: str = "create"
    archived: str = "restore"
    unknown_attributes: str = "create"
    same_second: str = "shift"
    fold: bool = True

    @property
    def person_wait(self) -> float:
        """Seconds that the event of an unknown person waits for somebody else to make the person."""
        found = WAIT.fullmatch(self.unknown_person)
        return float(found[1]) if found else 0.0


def _number(low: float, high: float, *, whole: bool) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        fits = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
        kind = "a whole number" if whole else "a number"
        return None if fits and low <= value <= high else f"{kind} from {low:,} to {high:,}"

    return check


def _one_of(*allowed: str) -> Callable[[Any], str | None]:
    return lambda value: None if value in allowed else " or ".join(allowed)


def _unknown_person(value: Any) -> str | None:
    fits = value in ("create", "refuse") or (isinstance(value, str) and WAIT.fullmatch(value))
    return None if fits else "create, refuse or wait:SECONDS"


#: Setting -> the field of `DeliverySettings`, and the check that says what is allowed.
TABLE: dict[str, tuple[str, Callable[[Any], str | None]]] = {
    "lanes": ("lanes", _number(1, 256, whole=True)),
    "share": ("share", _number(0.05, 1, whole=False)),
    "maxAge": ("max_age", _number(1, 365 * DAY, whole=False)),
    "maxEvents": ("max_events", _number(1, 10**9, whole=True)),
    "minFreeDisk": ("min_free_disk", _number(0, 10**15, whole=True)),
    "unknownPerson": ("unknown_person", _unknown_person),
    "archived": ("archived", _one_of("restore", "refuse")),
    "unknownAttributes": ("unknown_attributes", _one_of("create", "drop", "refuse")),
    "sameSecond": ("same_second", _one_of("shift", "keep")),
    "fold": ("fold", lambda value: None if isinstance(value, bool) else "true or false"),
}


def split_settings(settings: Mapping[str, Any]) -> tuple[DeliverySettings, dict[str, Any]]:
    """The settings of delivery, and the rest, which the mapping checks; None stands for a default.

    Raises `ValueError` with what is allowed.
    """
    fields = {}
    for name, (field, check) in TABLE.items():
        if settings.get(name) is not None:
            allowed = check(settings[name])
            if allowed:
                raise ValueError(f"setting {name}: {settings[name]!r} is not allowed; give {allowed}")
            fields[field] = settings[name]
    return DeliverySettings(**fields), {name: value for name, value in settings.items() if name not in TABLE}
