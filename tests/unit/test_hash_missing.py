"""`hash-missing` fires only where the site has taken the hash or token out of the page, which only a page can know."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.diagnostics_of import group, identify, raw_diagnostics, track

from intercom_destination.js.globals import undefined
from intercom_destination.web.session import new_session


@pytest.mark.parametrize("event", [identify(), {"type": "page"}, group()])
def test_hash_missing_fires_where_the_site_has_taken_the_hash_out(event: dict[str, Any]) -> None:
    missing = [("hash-missing", "user_hash", undefined)]
    assert raw_diagnostics(event, new_session(), is_unverified=True) == missing
    assert raw_diagnostics(event, new_session(), is_unverified=False) == []
    assert raw_diagnostics(event, new_session()) == []


@pytest.mark.parametrize("option", [{"user_hash": "h"}, {"intercom_user_jwt": "j"}])
def test_hash_missing_does_not_fire_where_the_call_has_one(option: dict[str, Any]) -> None:
    event = identify(integrations={"Intercom": option})
    assert "hash-missing" not in [code for code, _, _ in raw_diagnostics(event, new_session(), is_unverified=True)]


def test_hash_missing_is_not_said_of_an_event() -> None:
    assert raw_diagnostics(track(), new_session(), is_unverified=True) == []
