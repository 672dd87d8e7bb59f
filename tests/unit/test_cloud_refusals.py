"""Events that cannot be sent, and bad settings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.support.cloud_events import SECOND, attributes, contact, group, identify, sent, track

from intercom_destination.cloud import Refused, requests_for
from intercom_destination.cloud.mapping.event_json import MAX_BYTES
from intercom_destination.cloud.mapping.lane import lane_of
from intercom_destination.cloud.mapping.settings import Settings, checked_settings


def refusal(event: Any, **settings: Any) -> str:
    with pytest.raises(Refused) as refused:
        requests_for(event, settings)
    assert str(refused.value) == f"{refused.value.code}: {refused.value.message}"
    return str(refused.value)


@pytest.mark.parametrize(
    "event",
    [
        identify({"plan": "free"}, userId=None),
        identify({"email": ""}, userId="", anonymousId="anon-1"),
        identify({"email": "nobody"}, userId=None),
        identify(userId={"a": 1}),
        identify(userId=True, traits={"email": None}),
        group({"name": "Acme"}, userId=None, anonymousId="anon-1"),
        track(userId=None),
    ],
)
def test_event_about_nobody_is_refused(event: dict[str, Any]) -> None:
    message = "no_person: the event has neither a userId nor an email, so it is about nobody"
    assert refusal(event) == message
    with pytest.raises(Refused, match=r"^no_person: "):
        lane_of(event)


@pytest.mark.parametrize("name", [None, "", "  ", [], {}, True], ids=repr)
def test_track_without_event_name_is_refused(name: object) -> None:
    assert refusal(track(event=name)) == "no_event_name: a track call needs an event: the name, as a string"


@pytest.mark.parametrize("group_id", [None, "", [], {}, True], ids=repr)
def test_group_without_group_id_is_refused(group_id: object) -> None:
    event = group({"id": "other", "name": "Acme"}, groupId=group_id)
    assert refusal(event) == "no_group_id: a group call needs a groupId: a string or a number"


@pytest.mark.parametrize("group_id", [12, 12.0, "12"], ids=repr)
def test_group_id_is_a_text(group_id: object) -> None:
    assert sent(group({"id": "other", "company_id": "third"}, groupId=group_id))[0][2] == {"company_id": "12"}


@pytest.mark.parametrize("kind", [None, "Identify", "delete", ["track"], 5], ids=repr)
def test_unknown_type_is_refused(kind: object) -> None:
    allowed = "identify, group, track, page, screen, alias"
    assert refusal(identify(type=kind)) == f"unknown_type: there is no call of type {kind!r}; there are {allowed}"


def test_event_over_32_kilobytes_is_refused() -> None:
    room = MAX_BYTES - len('{"type":"identify","userId":"u","traits":{"note":""}}')
    event = {"type": "identify", "userId": "u", "traits": {"note": "é" * (room // 2) + "x" * (room % 2)}}
    assert len(sent(event)) == 1
    event["traits"] = {"note": "é" * (room // 2) + "x" * (room % 2 + 1)}
    assert refusal(event) == "too_large: the event has 32,769 bytes; allowed are 32,768"
    assert refusal({"type": "page", "name": "x" * MAX_BYTES}).startswith("too_large: ")


@pytest.mark.parametrize("event", [None, [], "identify", 5], ids=repr)
def test_non_object_is_refused(event: object) -> None:
    assert refusal(event) == f"not_json: an event is a JSON object, not {type(event).__name__}"


def test_invalid_json_is_refused() -> None:
    circular: dict[str, Any] = {}
    circular["self"] = circular
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"a": deep}
    start = "not_json: the event cannot be written as JSON: "
    assert refusal(identify({"tags": {1}})) == start + "a value of type set is no JSON"
    assert refusal(identify({("a",): 1})).startswith(start)
    assert refusal(identify(circular)).startswith(start)
    assert refusal(identify(deep)).startswith(start)


def test_event_deeper_than_100_levels_is_refused() -> None:
    deep: Any = "x"
    for _ in range(98):
        deep = [deep]
    assert attributes({"deep": deep, **{f"k{number}": [] for number in range(3)}}) == {}
    assert attributes({f"k{number}": {} for number in range(200)}) == {}
    assert refusal(identify({"deep": [deep]})) == "too_deep: the event is nested deeper than 100 levels"


def test_values_of_python_programs_are_read() -> None:
    aware = datetime(2018, 3, 26, 19, 44, 51, tzinfo=timezone(timedelta(hours=2)))
    traits = {
        "a": aware,
        "b": datetime(2018, 3, 26, 17, 44, 51),  # noqa: DTZ001  as programs have them
        "c": date(2018, 3, 26),
        "d": Decimal("1.5"),
        "e": UUID("12345678123456781234567812345678"),
        5: "five",
        "f": ("a",),
    }
    assert attributes(traits, nested="stringify") == {  # type: ignore[arg-type]  # a key that is no string
        "a_at": 1522086291,
        "b_at": 1522086291,
        "c_at": 1522022400,
        "d": 1.5,
        "e": "12345678-1234-5678-1234-567812345678",
        "5": "five",
        "f": '["a"]',
    }
    assert contact(identify({"createdAt": aware})) == {"signed_up_at": 1522086291}
    assert sent(track(timestamp=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)))[0][2]["created_at"] == SECOND


def test_lone_surrogates_are_counted() -> None:
    assert attributes({"half": "\ud800"}) == {"half": "\ud800"}


METHODS = "drop, flatten or stringify"


EVENTS = "an object with lists of event names, allow or deny"
BLACKLIST = f"an object that gives {METHODS} for a key"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("nested", "keep", METHODS),
        ("nested", ["drop"], METHODS),
        ("events", 5, EVENTS),
        ("events", ["Signed Up"], EVENTS),
        ("events", {"only": ["Signed Up"]}, EVENTS),
        ("events", {"deny": "Signed Up"}, EVENTS),
        ("metadataLimit", 0, "a whole number from 1"),
        ("metadataLimit", True, "a whole number from 1"),
        ("metadataLimit", 5.0, "a whole number from 1"),
        ("collectContext", "yes", "true or false"),
        ("keepClient", 1, "true or false"),
        ("richLinkProperties", "a", "a list of strings"),
        ("richLinkProperties", [1], "a list of strings"),
        ("blacklist", {"a": "ignore"}, BLACKLIST),
        ("blacklist", ["a"], BLACKLIST),
        ("blacklist", {1: "drop"}, BLACKLIST),
    ],
)
def test_bad_setting_names_what_is_allowed(name: str, value: object, allowed: str) -> None:
    with pytest.raises(ValueError, match="setting") as error:
        requests_for(identify(), {name: value})
    assert str(error.value) == f"setting {name}: {value!r} is not allowed; wanted is {allowed}"


def test_unknown_setting_names_those_that_there_are() -> None:
    with pytest.raises(ValueError, match="unknown setting") as error:
        requests_for(identify(), {"blacklst": {}})
    known = "blacklist, collectContext, events, keepClient, metadataLimit, nested, richLinkProperties"
    assert str(error.value) == f"unknown setting 'blacklst'; there are {known}"


def test_settings_that_are_none_are_the_defaults() -> None:
    names = ["blacklist", "collectContext", "events", "keepClient", "metadataLimit", "nested", "richLinkProperties"]
    assert checked_settings(dict.fromkeys(names)) == checked_settings(None) == checked_settings({}) == Settings()


def test_setting_that_is_none_hides_no_other() -> None:
    assert checked_settings({"nested": None, "keepClient": True}) == Settings(keep_client=True)


def test_settings_are_checked_once() -> None:
    settings = checked_settings(
        {
            "blacklist": {"My_Key": "drop"},
            "collectContext": True,
            "events": {"deny": ["Page Viewed"]},
            "keepClient": True,
            "metadataLimit": 20,
            "nested": "stringify",
            "richLinkProperties": ("article",),
        }
    )
    assert settings == Settings(
        blacklist={"mykey": "drop"},
        collect_context=True,
        events={"deny": frozenset({"page viewed"})},
        keep_client=True,
        metadata_limit=20,
        nested="stringify",
        rich_link_properties=frozenset({"article"}),
    )
    assert checked_settings(settings) is settings
    assert requests_for(identify({"MY KEY": 1}), settings) == requests_for(identify())
