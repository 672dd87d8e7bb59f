"""Whom an event is about, and when it happened."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.cloud_events import SECOND, TIME, group, identify, sent, track
from tests.support.local_time import local_time

from intercom_destination.cloud import Refused
from intercom_destination.cloud.mapping.lane import lane_of, person_of
from intercom_destination.cloud.mapping.settings import Settings


@pytest.mark.parametrize(
    ("event", "lane"),
    [
        (identify(userId=4711), "user:4711"),
        (identify({"email": "Ines@Example.ORG"}, userId=None), "email:ines@example.org"),
        (track({"E-Mail": "a@b.c"}, userId=""), "email:a@b.c"),
        (track(userId=None, context={"traits": {"email": "a@b.c"}}), "email:a@b.c"),
        (track(userId=None, options={"traits": {"email": "a@b.c"}}), "email:a@b.c"),
        (group({"email": "a@b.c"}, userId=None), "email:a@b.c"),
        (track({"email": "p@b.c"}, userId=None, traits={"email": "t@b.c"}), "email:t@b.c"),
        (track({"email": ""}, userId=None, context={"traits": {"email": "c@b.c"}}), "email:c@b.c"),
        (track(userId=0), "user:0"),
        ({"type": "track", "properties": {1: 2, "email": "a@b.c"}}, "email:a@b.c"),
    ],
)
def test_lane_is_the_persons_key(event: dict[str, Any], lane: str) -> None:
    assert lane_of(event) == lane


def test_lane_of_an_event_of_a_program_has_keys_of_any_type() -> None:
    assert lane_of({"type": "identify", "traits": {5: "x", "Email": "ann@example.org"}}) == "email:ann@example.org"


def test_lane_follows_the_blacklist() -> None:
    event = identify({"email": "a@b.c"}, userId=None)
    with pytest.raises(Refused, match=r"^no_person: "):
        lane_of(event, {"blacklist": {"email": "drop"}})


def test_person_of_an_identify_has_both_keys() -> None:
    assert person_of(identify({"email": "a@b.c"}), Settings()) == ("u-17", "a@b.c")
    assert person_of(identify(userId="ines@example.org"), Settings()) == ("ines@example.org", "ines@example.org")
    both = identify({"email": "a@b.c"}, userId="ines@example.org")
    assert person_of(both, Settings()) == ("ines@example.org", "a@b.c")
    assert person_of(identify(userId="ines@example"), Settings()) == ("ines@example", None)
    assert person_of(identify(userId="x ines@example.org"), Settings(blacklist={"email": "drop"}))[1] is None


def test_email_of_somebody_else_is_not_the_persons() -> None:
    assert person_of(track({"email": "friend@example.org"}), Settings()) == ("u-17", None)
    assert person_of(group({"email": "office@example.org"}), Settings()) == ("u-17", None)
    away = identify(context={"traits": {"email": "old@example.org"}}, properties={"email": "other@example.org"})
    assert person_of(away, Settings()) == ("u-17", None)


@pytest.mark.parametrize(
    ("times", "second"),
    [
        ({"timestamp": TIME}, SECOND),
        ({"timestamp": 1522086291}, 1522086291),
        ({"timestamp": 1522086291.9}, 1522086291),
        ({"timestamp": 1522086291999}, 1522086291),
        ({"timestamp": "1970-01-01T00:00:00Z"}, 0),
        ({"timestamp": "1969-12-31T23:59:59Z"}, None),
        ({"timestamp": TIME, "originalTimestamp": "2000-01-01", "sentAt": "2000-01-02", "receivedAt": TIME}, SECOND),
        ({"timestamp": "2018-03-26T17:44:51Z", "sentAt": TIME}, 1522086291),
        ({"timestamp": "2018-03-26T17:44:51Z", "receivedAt": TIME}, 1522086291),
        (
            {
                "timestamp": "2018-03-26T17:44:51.600Z",
                "sentAt": "2018-03-26T17:44:52,000Z",
                "receivedAt": "2018-03-26T17:45:02.5Z",
            },
            1522086302,
        ),
        ({"timestamp": 1522086291.6, "sentAt": 1522086292, "receivedAt": 1522086302500}, 1522086302),
        ({"timestamp": 1522086291600, "sentAt": 1522086292000, "receivedAt": 1522086302500}, 1522086302),
        ({"timestamp": 31557600000, "sentAt": 0.5, "receivedAt": 1}, 31557600),
        (
            {
                "originalTimestamp": "2018-03-26T17:44:51Z",
                "sentAt": "2018-03-26T17:44:52Z",
                "receivedAt": "2018-03-26T17:44:42Z",
            },
            1522086281,
        ),
        ({"timestamp": "never", "originalTimestamp": "2018-03-26T17:44:51Z"}, 1522086291),
        ({"timestamp": "never", "sentAt": "2018-03-26T17:44:51Z"}, 1522086291),
        ({"sentAt": "2017-01-01", "receivedAt": "2018-03-26T17:44:51Z"}, 1522086291),
        ({"timestamp": "2018-03-26 17:44:51"}, 1522086291),
        ({}, None),
        ({"timestamp": None}, None),
    ],
)
def test_second_of_an_event_is_corrected_for_the_clock(times: dict[str, Any], second: int | None) -> None:
    event = {"type": "track", "event": "x", "userId": "u", **times}
    with local_time("Asia/Kathmandu"):
        assert sent(event) == [
            [
                "POST",
                "/events",
                {"event_name": "x", "user_id": "u"} | ({} if second is None else {"created_at": second}),
            ]
        ]


def test_identify_without_any_time_has_no_last_seen_at() -> None:
    assert sent({"type": "identify", "userId": "u"}) == [["POST", "/contacts", {"role": "user", "external_id": "u"}]]
