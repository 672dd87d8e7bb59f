"""What the context and the options of an event say: S9, S10, S11, S16, and Collect Context."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.cloud_events import (
    SECOND,
    attributes,
    contact,
    group,
    identify,
    sent,
    track,
)


def test_user_id_becomes_external_id_signed_up_at_and_last_seen_at() -> None:  # S1
    body = sent(identify({"created": "2018-03-26"}, userId=4711))[0][2]
    assert body == {"role": "user", "external_id": "4711", "signed_up_at": 1522022400, "last_seen_at": SECOND}


@pytest.mark.parametrize("active", [False, 0, 0.0, "false", "False"], ids=repr)
def test_active_false_sends_no_last_seen_at(active: object) -> None:  # S9
    event = identify({"lastRequestAt": 1522086291}, context={"active": active})
    assert sent(event)[0][2] == {"role": "user", "external_id": "u-17"}


@pytest.mark.parametrize("active", [True, 1, "true", "", None, "0", []], ids=repr)
def test_active_of_any_other_value_sends_last_seen_at(active: object) -> None:  # S9
    assert sent(identify(context={"active": active}))[0][2]["last_seen_at"] == SECOND


@pytest.mark.parametrize(
    "given", ["2018-03-26T17:44:51Z", 1522086291, 1522086291123, "1522086291", "26 Mar 2018 17:44:51"], ids=repr
)
def test_last_request_at_is_a_date_in_any_form(given: object) -> None:  # S9
    assert sent(identify({"lastRequestAt": given}))[0][2]["last_seen_at"] == 1522086291
    assert sent(identify(context={"LastRequestAt": given}))[0][2]["last_seen_at"] == 1522086291
    assert sent(group(context={"lastRequestAt": given}))[1][2]["last_seen_at"] == 1522086291


def test_last_request_at_that_is_no_date_leaves_the_events_own() -> None:  # S9
    assert sent(identify({"lastRequestAt": "soon"}))[0][2] == {
        "role": "user",
        "external_id": "u-17",
        "last_seen_at": SECOND,
    }


def test_last_seen_at_trait_is_read_too() -> None:  # S9
    assert sent(identify({"last_seen_at": 1522086291}))[0][2]["last_seen_at"] == 1522086291


def test_ip_and_user_agent_are_sent_with_keep_client_alone() -> None:  # S10
    event = identify(context={"ip": "1.2.3.4", "userAgent": "Mozilla"})
    assert contact(event) == {}
    kept = {"last_seen_ip": "1.2.3.4", "last_seen_user_agent": "Mozilla"}
    assert contact(event, keepClient=True) == {"custom_attributes": kept}
    assert contact(event, keepClient=True, blacklist={"last_seen_ip": "drop"}) == {
        "custom_attributes": {"last_seen_user_agent": "Mozilla"}
    }
    assert contact(identify(context={"ip": {}, "user_agent": ""}), keepClient=True) == {}
    odd = identify(context={"ip": {}, "IP": 5, "userAgent": True, "user_agent": "curl"})
    kept = {"last_seen_ip": "5", "last_seen_user_agent": "curl"}
    assert contact(odd, keepClient=True) == {"custom_attributes": kept}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"context": {"Intercom": {"unsubscribedFromEmails": True}}}, True),
        ({"integrations": {"intercom": {"unsubscribed": False}}}, False),
        ({"options": {"integrations": {"Intercom": {"unsubscribed_from_emails": "TRUE"}}}}, None),
        ({"options": {"integrations": {"Intercom": {"unsubscribed_from_emails": "true"}}}}, True),
        ({"context": {"Intercom": {"unsubscribed": "false"}}}, False),
        ({"context": {"Intercom": {"Unsubscribed": True, "unsubscribed": False}}}, False),
        ({"context": {"Intercom": {"unsubscribedFromEmails": 1, "unsubscribed": True}}}, True),
        ({"context": {"Intercom": {"unsubscribedFromEmails": None}}}, None),
        ({"context": {"Intercom": {"unsubscribedFromEmails": []}}}, None),
        (
            {
                "integrations": {"Intercom": {"user_hash": "x"}},
                "context": {"Intercom": {"unsubscribedFromEmails": True}},
            },
            True,
        ),
        (
            {
                "integrations": {"Intercom": {"unsubscribedFromEmails": False}},
                "context": {"Intercom": {"unsubscribedFromEmails": True}},
            },
            False,
        ),
    ],
)
def test_unsubscribe_option_is_read_wherever_it_is(where: dict[str, Any], expected: bool | None) -> None:  # S11
    assert contact(identify(**where)).get("unsubscribed_from_emails") is expected


def test_unsubscribe_trait_stays_an_attribute() -> None:  # S11
    assert attributes({"unsubscribed_from_emails": True}) == {"unsubscribed_from_emails": True}


@pytest.mark.parametrize(
    "where",
    [
        {"integrations": {"Intercom": False}},
        {"integrations": {"intercom": False}},
        {"integrations": {"All": False}},
        {"integrations": {"all": False}},
        {"context": {"integrations": {}, "Intercom": False}},
    ],
)
def test_switched_off_events_send_nothing(where: dict[str, Any]) -> None:  # S16
    assert sent(identify(**where)) == []
    assert sent(track(**where)) == []
    assert sent({"type": "group", **where}) == []


def test_options_object_counts_as_on() -> None:  # S16
    assert len(sent(identify(integrations={"All": False, "Intercom": {"user_hash": "x"}}))) == 1


CONTEXT = {
    "device": {"type": "android", "manufacturer": "Fairphone", "model": "FP5", "id": "x"},
    "os": {"name": "Android", "version": 14},
    "app": {"name": "Paperboat", "version": "2.1", "build": 9},
}


COLLECTED = {
    "device_type": "android",
    "device_manufacturer": "Fairphone",
    "device_model": "FP5",
    "os_name": "Android",
    "os_version": 14,
    "app_name": "Paperboat",
    "app_version": "2.1",
}


def test_collect_context_makes_attributes_of_the_device() -> None:
    event = identify({"device_type": "mine"}, context=CONTEXT)
    assert contact(event) == {"custom_attributes": {"device_type": "mine"}}
    assert contact(event, collectContext=True) == {"custom_attributes": COLLECTED}
    some = identify(options={"device": {"type": "ios", "model": None}, "os": None, "app": []})
    assert contact(some, collectContext=True) == {"custom_attributes": {"device_type": "ios"}}
    assert contact(some, collectContext=True, blacklist={"deviceType": "drop"}) == {}
