"""Random events, odd ones above all: cloud mode sends something that the API can read, or refuses with a code."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from intercom_destination.diagnostics.cloud_explain import CloudExplainer
from intercom_destination.events.constants import MAX_STRING

DATE = "2018-03-26"
LONG = "x" * (MAX_STRING + 1)
FIELDS = "userId groupId event traits properties context options integrations timestamp sentAt receivedAt"
KEYS = st.sampled_from(
    "id userId name email firstName phone avatar created createdAt company companies remove size plan revenue currency"
    " total price article a a_b length Intercom unsubscribed active ip device os type All integrations traits".split()
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", DATE, "false", "Acme", LONG]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
EVENTS = st.fixed_dictionaries(
    {"type": st.sampled_from(["identify", "group", "track"])},
    optional=dict.fromkeys(FIELDS.split(), VALUES),
)


@settings(max_examples=300, deadline=None)
@given(
    EVENTS,
    st.sampled_from(["drop", "flatten", "stringify"]),
    st.dictionaries(KEYS, st.sampled_from(["drop", "flatten", "stringify"]), max_size=3),
)
def test_explain_never_raises_in_cloud_mode(event: Any, nested: str, blacklist: dict[str, str]) -> None:
    given = {"nested": nested, "blacklist": blacklist, "richLinkProperties": ["article"], "collectContext": True}
    explanation = CloudExplainer({**given, "keepClient": True}).explain(event)
    assert explanation.refused is None or explanation.refused.code.startswith(("no_", "not_"))
    for request in explanation.requests:
        assert all(value is not None for value in request.body.values())
        json.dumps(request.body, allow_nan=False)
