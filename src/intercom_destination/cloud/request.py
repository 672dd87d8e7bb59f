"""One request to Intercom's REST API, as the mapping plans it and delivery sends it.

The mapping knows no contact's and no company's id of Intercom's. It writes placeholders, which delivery fills in:
``{person}`` is the contact that the event is about, ``{company:ID}`` the company whose ``company_id`` is ``ID``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """A request to Intercom's REST API.

    ``path`` and the strings of ``body`` may hold placeholders. ``known`` is what to send instead when the contact's id
    is known already, such as ``PUT /contacts/{person}``. ``gives`` names the placeholder that the answer's ``id``
    fills: ``person``, ``company:ID``, or nothing.
    """

    method: str
    path: str
    body: dict[str, Any]
    known: str | None = None
    gives: str | None = None
