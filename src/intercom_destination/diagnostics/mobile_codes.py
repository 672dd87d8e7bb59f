"""What each diagnostic code of mobile apps says. `explain --mobile` reads this table."""

from __future__ import annotations

from typing import Any

from intercom_destination.diagnostics.codes import DIAGNOSTICS, DOCUMENT, LONGEST_SHOWN
from intercom_destination.diagnostics.explain import Diagnostic

# Code -> the difference (docs/mobile.md), empty where Segment does the same; section of the document; text.
MOBILE_DIAGNOSTICS: dict[str, tuple[str, str, str]] = {
    "another-person": ("M2", "reset", "another person than the one who is logged in, who is logged out first"),
    "company-without-id": ("M11", "group", "no id and no name; an SDK takes no such company; left out"),
    "date-out-of-range": ("M7", "identify", "a date that Android's bridge cannot carry; left out"),
    "flat-price": ("M9", "revenue-and-currency", "Android's bridge drops objects; stays an ordinary property"),
    "flat-rich-link": ("M9", "limited-properties", "Android's bridge drops objects; its address is sent"),
    "hash-without-user": ("M1", "identity-verification", "no user id, so that there is nobody to prove; left out"),
    "held": ("M3", "track", "nobody is logged in yet; kept until the next login, at most 100 of them"),
    "id-trait": ("M12", "identify", "says nothing on phones: whom a login is about says the event's user id"),
    "inherited-traits": ("M15", "reset", "the very same as the last person's; left out. Call reset() between people"),
    "mobile-method": ("", "identify", "no call of Intercom's mobile SDKs comes of it"),
    "null-attribute": ("M6", "identify", "null counts as not given"),
    "repeated-update": ("M2", "identify", "says what the last update has said; left out"),
    "rounded": ("M10", "group", "Android's bridge carries whole numbers only; rounded"),
    "wrong-type": ("M10", "identify", "not of the one type that Intercom's SDKs take here; left out"),
}


class MobileDiagnostic(Diagnostic):
    """A diagnostic of mobile apps that fired."""

    __slots__ = ()

    @property
    def difference(self) -> str:
        """M1, M2, ... where it is a deliberate difference from Segment's own integrations, else empty."""
        return MOBILE_DIAGNOSTICS[self.code][0] if self.code in MOBILE_DIAGNOSTICS else ""

    @property
    def text(self) -> str:
        _, _, text = MOBILE_DIAGNOSTICS.get(self.code) or DIAGNOSTICS[self.code]
        shown = repr(self.value)[:LONGEST_SHOWN] if isinstance(self.value, str) else ""
        key = f'"{self.key}": ' if self.key else ""
        return f"{self.code}: {key}{text}" + (f"; got {shown}" if shown else "")

    @property
    def link(self) -> str:
        """Where Segment's document speaks of it; empty where it does not."""
        _, section, _ = MOBILE_DIAGNOSTICS.get(self.code) or DIAGNOSTICS[self.code]
        return f"{DOCUMENT}#{section}" if section else ""


def diagnostic(code: str, key: str = "", value: Any = None) -> MobileDiagnostic:
    return MobileDiagnostic(code, key, value)
