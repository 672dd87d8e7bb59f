"""The requests of cloud mode, call by call: the document's rows."""

from __future__ import annotations

import subprocess
import sys
from copy import deepcopy

import pytest
from tests.support.cloud_events import (
    SECOND,
    company,
    group,
    identify,
    sent,
    track,
)

from intercom_destination import cloud
from intercom_destination.cloud import Request, requests_for

MEMBERSHIPS = "/contacts/{person}/companies"


def test_identify_becomes_contact_company_and_membership() -> None:
    event = identify(
        {
            "name": "Iñigo Montoya",
            "email": "avenger@gmail.com",
            "company": {"id": "123", "name": "Iñigo & Friends Holding Company"},
            "createdAt": "Mon Mar 26 2018 17:44:51 GMT+0000 (UTC)",
        },
        userId="su3r73",
    )
    assert requests_for(event) == [
        Request(
            "POST",
            "/contacts",
            {
                "role": "user",
                "external_id": "su3r73",
                "email": "avenger@gmail.com",
                "name": "Iñigo Montoya",
                "signed_up_at": 1522086291,
                "last_seen_at": SECOND,
            },
            known="PUT /contacts/{person}",
            gives="person",
        ),
        Request(
            "POST",
            "/companies",
            {"company_id": "123", "name": "Iñigo & Friends Holding Company"},
            gives="company:123",
        ),
        Request("POST", MEMBERSHIPS, {"id": "{company:123}"}),
    ]


def test_identify_sends_every_standard_trait() -> None:
    traits = {
        "email": "e@example.org",
        "name": " Ines ",
        "phone": "+34 600",
        "avatar": "https://e.org/a.png",
        "createdAt": "2018-03-26",
        "lastRequestAt": 1522086291,
        "plan": "pro",
    }
    event = identify(traits, context={"Intercom": {"unsubscribedFromEmails": True}})
    assert sent(event) == [
        [
            "POST",
            "/contacts",
            {
                "role": "user",
                "external_id": "u-17",
                "email": "e@example.org",
                "name": "Ines",
                "phone": "+34 600",
                "avatar": "https://e.org/a.png",
                "signed_up_at": 1522022400,
                "last_seen_at": 1522086291,
                "unsubscribed_from_emails": True,
                "custom_attributes": {"plan": "pro"},
            },
        ]
    ]


def test_identify_by_email_names_the_contact_by_email() -> None:
    event = identify({"email": "Ines@example.org"}, userId=None)
    assert sent(event)[0][2] == {"role": "user", "email": "Ines@example.org", "last_seen_at": SECOND}


def test_group_becomes_company_contact_and_membership() -> None:
    assert requests_for(group({"name": "Segment"})) == [
        Request("POST", "/companies", {"company_id": "g-5", "name": "Segment"}, gives="company:g-5"),
        Request(
            "POST",
            "/contacts",
            {"role": "user", "external_id": "u-17", "last_seen_at": SECOND},
            known="PUT /contacts/{person}",
            gives="person",
        ),
        Request("POST", MEMBERSHIPS, {"id": "{company:g-5}"}),
    ]


def test_group_of_an_inactive_person_leaves_the_contact_alone() -> None:
    paths = [path for _, path, _ in sent(group({"name": "Segment"}, context={"active": False}))]
    assert paths == ["/companies", MEMBERSHIPS]


def test_group_sends_every_standard_trait_of_a_company() -> None:
    traits = {
        "name": "Acme",
        "plan": "pro",
        "monthlySpend": 99.95,
        "size": "1,200",
        "website": "https://acme.example",
        "industry": "Toys",
        "createdAt": "2018-03-26",
        "seats": 5,
    }
    assert company(traits) == {
        "name": "Acme",
        "plan": "pro",
        "monthly_spend": 99,
        "size": 1200,
        "website": "https://acme.example",
        "industry": "Toys",
        "remote_created_at": 1522022400,
        "custom_attributes": {"seats": 5},
    }


@pytest.mark.parametrize("given", [None, 0, "", False])
def test_group_reads_properties_where_there_are_no_traits(given: object) -> None:
    event = {**group(properties={"name": "Acme"}), "traits": given}
    assert sent(event)[0][2] == {"company_id": "g-5", "name": "Acme"}


def test_traits_of_a_group_hide_its_properties_also_when_empty_as_in_the_browser() -> None:
    assert sent(group(properties={"name": "Acme"}))[0][2] == {"company_id": "g-5"}
    both = group({"plan": "pro"}, properties={"name": "Acme"})
    assert sent(both)[0][2] == {"company_id": "g-5", "plan": "pro"}


def test_track_becomes_an_event_by_user_id() -> None:
    assert requests_for(track({"category": "boots"})) == [
        Request(
            "POST",
            "/events",
            {
                "event_name": "Report Exported",
                "user_id": "u-17",
                "created_at": SECOND,
                "metadata": {"category": "boots"},
            },
        )
    ]


def test_track_by_email_names_the_person_by_placeholder() -> None:
    event = track({"email": "e@example.org"}, userId="")
    assert sent(event)[0][2] == {
        "event_name": "Report Exported",
        "id": "{person}",
        "created_at": SECOND,
        "metadata": {"email": "e@example.org"},
    }


def test_track_without_properties_has_no_metadata() -> None:
    assert "metadata" not in sent(track())[0][2]


def test_track_is_filtered_by_the_name_of_the_event() -> None:
    assert sent(track(event="Signed Up"), events={"allow": ["signed up", "x"]}) == sent(track(event="Signed Up"))
    assert sent(track(event="Signed In"), events={"allow": ["signed up"]}) == []
    assert sent(track(event="Signed Up"), events={"deny": ["SIGNED UP"]}) == []
    assert len(sent(track(event="Signed In"), events={"deny": ["Signed Up"]})) == 1
    assert sent(track(event="x"), events={"allow": ["x"], "deny": ["x"]}) == []


@pytest.mark.parametrize("kind", ["page", "screen", "alias"])
def test_page_screen_and_alias_send_nothing(kind: str) -> None:
    assert sent({"type": kind, "userId": "u-17"}) == []


def test_input_is_never_changed() -> None:
    events = [
        identify({"tags": ["a", {"b": 1}], "company": {"id": 1, "deep": {"x": 1}}}, context={"ip": "1.2.3.4"}),
        group({"a": {"b": 1}, "plan": None}),
        track({"article": {"url": "u", "value": "v"}, "revenue": 5, "list": [1]}),
    ]
    before = deepcopy(events)
    for event in events:
        [request, *_] = requests_for(event, {"nested": "flatten", "richLinkProperties": ["article"]})
        request.body.get("metadata", {}).get("article", {})["url"] = "changed"
    assert events == before


def test_importing_the_mapping_loads_no_extra_and_no_other_mode() -> None:
    code = "import sys; from intercom_destination.cloud import requests_for; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    ours = {name.split(".")[1] for name in loaded if name.startswith("intercom_destination.")}
    assert ours == {"cloud", "events", "js"}
    assert not {"click", "httpx", "jinja2", "jwt"} & set(loaded)


def test_cloud_has_no_other_names() -> None:
    names = {"AsyncClient", "Client", "Full", "Refused", "Report", "Request", "requests_for"}
    assert {getattr(cloud, name).__name__ for name in cloud.__all__} == names
    with pytest.raises(AttributeError, match=r"module 'intercom_destination.cloud' has no attribute 'nothing'"):
        cloud.nothing  # noqa: B018
