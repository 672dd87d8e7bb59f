"""The examples of Segment's document for this destination, in its order, in real hosts.

https://segment.com/docs/connections/destinations/catalog/intercom/
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.host_page import HostPage

HASH = "6b4c1ee5a5f6a4d3d8a8b4b7bf3d8b3f1d2c7a90d8a7c6b5e4f3a2b1c0d9e8f7"


def test_page_boots_the_messenger_and_a_second_page_updates_it(host: HostPage) -> None:
    host.open()
    assert host.settings() is None
    host.send("page")
    host.send("page", "Pricing")
    assert host.calls() == [["boot", {"app_id": "demo"}], ["update", {"app_id": "demo"}]]
    assert host.settings() == {"app_id": "demo"}


def test_identify_with_a_company_and_a_created_date(host: HostPage) -> None:
    host.open()
    host.send(
        "identify",
        "su3r73",
        {
            "name": "Iñigo Montoya",
            "email": "avenger@gmail.com",
            "company": {"id": "123", "name": "Iñigo & Friends Holding Company"},
            "createdAt": "Mon Mar 26 2018 17:44:51 GMT+0000 (UTC)",
        },
    )
    expected = {
        "app_id": "demo",
        "user_id": "su3r73",
        "id": "su3r73",
        "name": "Iñigo Montoya",
        "email": "avenger@gmail.com",
        "company": {"id": "123", "name": "Iñigo & Friends Holding Company"},
        "created_at": 1522086291,
    }
    assert host.calls() == [["boot", expected]]
    assert host.settings() == expected


def test_identify_after_page_is_an_update(host: HostPage) -> None:
    host.open()
    host.send("page")
    host.send("identify", "su3r73", {"plan": "pro"})
    person = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "plan": "pro"}
    assert host.calls() == [["boot", {"app_id": "demo"}], ["update", person]]
    assert host.settings() == person


def test_identify_without_a_user_id_and_an_email_makes_no_lead(host: HostPage) -> None:
    host.open()
    host.send("identify", {"plan": "pro"})
    assert host.calls() == []
    assert host.settings() is None


def test_company_given_by_name_gets_the_id_that_segments_server_gives_it(host: HostPage) -> None:
    host.open()
    host.send("identify", "su3r73", {"company": "Segment"})
    company = {"id": "2017828326", "name": "Segment"}
    expected = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "company": company}
    assert host.calls() == [["boot", expected]]


def test_trait_over_255_characters_is_truncated(host: HostPage) -> None:
    host.open()
    host.send("identify", "su3r73", {"bio": "x" * 300})
    assert host.calls()[0][1]["bio"] == "x" * 255


def test_track_an_event_with_a_price_and_a_currency_of_its_own(host: HostPage) -> None:
    host.open()
    properties = {
        "order_ID": "2969302398",
        "category": "boots",
        "product_name": "yellow_cowboy_boots",
        "price": 99.95,
        "currency": "EUR",
    }
    host.send("track", "Product Purchased", properties)
    assert host.calls() == [["trackEvent", "Product Purchased", properties]]
    assert host.settings() is None


@pytest.mark.parametrize(
    ("properties", "price"),
    [
        ({"revenue": 19.99, "currency": "EUR"}, {"amount": 1999, "currency": "EUR"}),
        ({"revenue": 19.99}, {"amount": 1999, "currency": "usd"}),
        ({"revenue": "$1,234.56"}, {"amount": 123456, "currency": "usd"}),
    ],
)
def test_track_with_revenue_sends_a_price_in_cents_first(
    host: HostPage, properties: dict[str, Any], price: dict[str, Any]
) -> None:
    host.open()
    host.send("track", "Product Purchased", {"order_ID": "2969302398", **properties})
    assert host.calls() == [["trackEvent", "Product Purchased", {"price": price, "order_ID": "2969302398"}]]
    assert list(host.calls()[0][2]) == ["price", "order_ID"]


def test_group_updates_the_company_without_an_app_id(host: HostPage) -> None:
    host.open()
    host.send("identify", "su3r73")
    host.send(
        "group",
        "companyId123",
        {"name": "Segment", "monthlySpend": 500, "createdAt": "2018-03-26T17:44:51.000Z"},
    )
    person = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73"}
    company = {
        "id": "companyId123",
        "name": "Segment",
        "monthly_spend": 500,
        "created_at": 1522086291,
    }
    assert host.calls() == [["boot", person], ["update", {"company": company}]]
    assert host.settings() == {**person, "company": company}


def test_company_of_an_identify_is_filled_from_the_hosts_group(host: HostPage) -> None:
    host.open()
    host.send("group", "companyId123", {"name": "Segment", "plan": "pro"})
    host.send("identify", "su3r73", {"company": {"size": 20}})
    company = {"id": "companyId123", "name": "Segment", "plan": "pro", "size": 20}
    assert host.calls()[1][1]["company"] == company


def test_arrays_and_objects_are_dropped_from_traits_and_properties(host: HostPage) -> None:
    host.open()
    host.send("identify", "su3r73", {"tags": ["a"], "address": {"city": "Rome"}, "plan": "pro"})
    host.send("track", "Read", {"tags": ["a"], "address": {"city": "Rome"}, "pages": 3})
    person = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "plan": "pro"}
    assert host.calls() == [["boot", person], ["trackEvent", "Read", {"pages": 3}]]


def test_user_hash_goes_with_identify_and_stays_for_the_pages_after_it(host: HostPage) -> None:
    host.open()
    host.send("identify", "su3r73", {"plan": "pro"}, {"Intercom": {"user_hash": HASH}})
    host.send("page")
    person = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "plan": "pro"}
    secured = {**person, "user_hash": HASH}
    assert host.calls() == [["boot", secured], ["update", {"app_id": "demo"}]]
    assert host.settings() == secured


def test_intercom_user_jwt_goes_the_way_of_a_user_hash(host: HostPage) -> None:
    host.open()
    options = {"integrations": {"Intercom": {"intercom_user_jwt": "a.b.c"}}}
    host.send("identify", "su3r73", {}, options)
    secured = {"user_id": "su3r73", "id": "su3r73", "intercom_user_jwt": "a.b.c"}
    assert host.calls() == [["boot", {"app_id": "demo", **secured}]]


@pytest.mark.parametrize("hide", [True, False])
def test_hide_default_launcher_on_page_identify_and_group(host: HostPage, hide: bool) -> None:
    host.open()
    options = {"Intercom": {"hideDefaultLauncher": hide}}
    host.send("page", {}, options)
    host.send("identify", "teemo", {"someTrait": "x"}, options)
    host.send("group", "g", {"name": "Yordles"}, options)
    launcher = {"hide_default_launcher": hide}
    teemo = {"app_id": "demo", "user_id": "teemo", "id": "teemo", "someTrait": "x"}
    company = {"company": {"id": "g", "name": "Yordles"}}
    assert host.calls() == [
        ["boot", {"app_id": "demo", **launcher}],
        ["update", {**teemo, **launcher}],
        ["update", {**company, **launcher}],
    ]
    assert host.settings() == {**teemo, **company, **launcher}


def test_launcher_option_that_is_no_boolean_is_not_sent(host: HostPage) -> None:
    host.open()
    host.send("page", {}, {"Intercom": {"hideDefaultLauncher": "yes"}})
    assert host.calls() == [["boot", {"app_id": "demo"}]]


def test_activator_reaches_the_call_and_todays_messenger(host: HostPage) -> None:
    host.open(activator="#chat")
    host.send("page")
    assert host.calls() == [["boot", {"app_id": "demo", "widget": {"activator": "#chat"}}]]
    assert host.settings() == {"app_id": "demo", "custom_launcher_selector": "#chat"}


def test_rich_links_pass_in_identify_group_and_track(host: HostPage) -> None:
    host.open(richLinkProperties=["article"])
    article = {"url": "https://example.com/a", "value": "An article"}
    host.send("identify", "su3r73", {"article": article, "other": article})
    host.send("group", "g", {"article": article, "other": article})
    host.send("track", "Read", {"pages": 3, "article": article, "other": article})
    assert host.calls() == [
        ["boot", {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "article": article}],
        ["update", {"company": {"id": "g", "article": article}}],
        ["trackEvent", "Read", {"article": article, "pages": 3}],
    ]
    assert list(host.calls()[2][2]) == ["article", "pages"]


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("eu", "https://api-iam.eu.intercom.io"),
        ("https://intercom.example.com", "https://intercom.example.com"),
    ],
)
def test_api_base_goes_with_boots_and_updates(host: HostPage, given: str, sent: str) -> None:
    host.open(apiBase=given)
    host.send("page")
    host.send("identify", "su3r73")
    host.send("group", "g")
    base = {"app_id": "demo", "api_base": sent}
    person = {**base, "user_id": "su3r73", "id": "su3r73"}
    assert host.calls() == [
        ["boot", base],
        ["update", person],
        ["update", {"company": {"id": "g"}}],
    ]
    assert host.settings() == {**person, "company": {"id": "g"}}


def test_custom_attributes_nested_as_the_documents_table_says(host: HostPage) -> None:
    host.open(customAttributes="nested")
    host.send("identify", "su3r73", {"email": "a@example.com", "plan": "pro", "level": 3})
    assert host.calls() == [
        [
            "boot",
            {
                "app_id": "demo",
                "user_id": "su3r73",
                "id": "su3r73",
                "email": "a@example.com",
                "plan": "pro",
                "custom_attributes": {"level": 3},
            },
        ]
    ]


@pytest.mark.parametrize("switches", [{"All": False}, {"Intercom": False}])
def test_destination_that_is_switched_off_gets_nothing(host: HostPage, switches: dict[str, Any]) -> None:
    host.open()
    options = {"integrations": switches}
    host.send("page", {}, options)
    host.send("identify", "su3r73", {"plan": "pro"}, options)
    host.send("group", "g", {"name": "G"}, options)
    host.send("track", "Read", {"pages": 3}, options)
    assert host.calls() == []
    assert host.settings() is None


def test_destination_that_alone_is_switched_on_gets_its_options(host: HostPage) -> None:
    host.open()
    options = {"integrations": {"All": False, "Intercom": {"user_hash": HASH}}}
    host.send("identify", "su3r73", {"plan": "pro"}, options)
    host.send("track", "Read", {"pages": 3}, {"integrations": {"All": False, "Intercom": True}})
    person = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "plan": "pro"}
    assert host.calls() == [
        ["boot", {**person, "user_hash": HASH}],
        ["trackEvent", "Read", {"pages": 3}],
    ]
