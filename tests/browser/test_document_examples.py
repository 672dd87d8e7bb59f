"""The examples of Segment's document for this destination, in its order, in real libraries.

https://segment.com/docs/connections/destinations/catalog/intercom/
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.library_page import LibraryPage

HASH = "6b4c1ee5a5f6a4d3d8a8b4b7bf3d8b3f1d2c7a90d8a7c6b5e4f3a2b1c0d9e8f7"


def test_page_boots_the_messenger_and_a_second_page_updates_it(library: LibraryPage) -> None:
    library.open()
    assert library.settings() is None
    library.send("page")
    library.send("page", "Pricing")
    assert library.calls() == [["boot", {"app_id": "demo"}], ["update", {"app_id": "demo"}]]
    assert library.settings() == {"app_id": "demo"}


def test_identify_with_a_company_and_a_created_date(library: LibraryPage) -> None:
    library.open()
    library.send(
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
    assert library.calls() == [["boot", expected]]
    assert library.settings() == expected


def test_identify_after_page_is_an_update(library: LibraryPage) -> None:
    library.open()
    library.send("page")
    library.send("identify", "su3r73", {"plan": "pro"})
    person = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "plan": "pro"}
    assert library.calls() == [["boot", {"app_id": "demo"}], ["update", person]]
    assert library.settings() == person


def test_identify_without_a_user_id_and_an_email_makes_no_lead(library: LibraryPage) -> None:
    library.open()
    library.send("identify", {"plan": "pro"})
    assert library.calls() == []
    assert library.settings() is None


def test_company_given_by_name_gets_the_id_that_segments_server_gives_it(library: LibraryPage) -> None:
    library.open()
    library.send("identify", "su3r73", {"company": "Segment"})
    company = {"id": "2017828326", "name": "Segment"}
    expected = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "company": company}
    assert library.calls() == [["boot", expected]]


def test_trait_over_255_characters_is_truncated(library: LibraryPage) -> None:
    library.open()
    library.send("identify", "su3r73", {"bio": "x" * 300})
    assert library.calls()[0][1]["bio"] == "x" * 255


def test_track_an_event_with_a_price_and_a_currency_of_its_own(library: LibraryPage) -> None:
    library.open()
    properties = {
        "order_ID": "2969302398",
        "category": "boots",
        "product_name": "yellow_cowboy_boots",
        "price": 99.95,
        "currency": "EUR",
    }
    library.send("track", "Product Purchased", properties)
    assert library.calls() == [["trackEvent", "Product Purchased", properties]]
    assert library.settings() is None


@pytest.mark.parametrize(
    ("properties", "price"),
    [
        ({"revenue": 19.99, "currency": "EUR"}, {"amount": 1999, "currency": "EUR"}),
        ({"revenue": 19.99}, {"amount": 1999, "currency": "usd"}),
        ({"revenue": "$1,234.56"}, {"amount": 123456, "currency": "usd"}),
    ],
)
def test_track_with_revenue_sends_a_price_in_cents_first(
    library: LibraryPage, properties: dict[str, Any], price: dict[str, Any]
) -> None:
    library.open()
    library.send("track", "Product Purchased", {"order_ID": "2969302398", **properties})
    assert library.calls() == [["trackEvent", "Product Purchased", {"price": price, "order_ID": "2969302398"}]]
    assert list(library.calls()[0][2]) == ["price", "order_ID"]


def test_group_updates_the_company_without_an_app_id(library: LibraryPage) -> None:
    library.open()
    library.send("identify", "su3r73")
    library.send(
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
    assert library.calls() == [["boot", person], ["update", {"company": company}]]
    assert library.settings() == {**person, "company": company}


def test_company_of_an_identify_is_filled_from_the_librarys_group(library: LibraryPage) -> None:
    library.open()
    library.send("group", "companyId123", {"name": "Segment", "plan": "pro"})
    library.send("identify", "su3r73", {"company": {"size": 20}})
    company = {"id": "companyId123", "name": "Segment", "plan": "pro", "size": 20}
    assert library.calls()[1][1]["company"] == company


def test_arrays_and_objects_are_dropped_from_traits_and_properties(library: LibraryPage) -> None:
    library.open()
    library.send("identify", "su3r73", {"tags": ["a"], "address": {"city": "Rome"}, "plan": "pro"})
    library.send("track", "Read", {"tags": ["a"], "address": {"city": "Rome"}, "pages": 3})
    person = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "plan": "pro"}
    assert library.calls() == [["boot", person], ["trackEvent", "Read", {"pages": 3}]]


def test_user_hash_goes_with_identify_and_stays_for_the_pages_after_it(library: LibraryPage) -> None:
    library.open()
    library.send("identify", "su3r73", {"plan": "pro"}, {"Intercom": {"user_hash": HASH}})
    library.send("page")
    person = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "plan": "pro"}
    secured = {**person, "user_hash": HASH}
    assert library.calls() == [["boot", secured], ["update", {"app_id": "demo"}]]
    assert library.settings() == secured


def test_intercom_user_jwt_goes_the_way_of_a_user_hash(library: LibraryPage) -> None:
    library.open()
    options = {"integrations": {"Intercom": {"intercom_user_jwt": "a.b.c"}}}
    library.send("identify", "su3r73", {}, options)
    secured = {"user_id": "su3r73", "id": "su3r73", "intercom_user_jwt": "a.b.c"}
    assert library.calls() == [["boot", {"app_id": "demo", **secured}]]


@pytest.mark.parametrize("hide", [True, False])
def test_hide_default_launcher_on_page_identify_and_group(library: LibraryPage, hide: bool) -> None:
    library.open()
    options = {"Intercom": {"hideDefaultLauncher": hide}}
    library.send("page", {}, options)
    library.send("identify", "teemo", {"someTrait": "x"}, options)
    library.send("group", "g", {"name": "Yordles"}, options)
    launcher = {"hide_default_launcher": hide}
    teemo = {"app_id": "demo", "user_id": "teemo", "id": "teemo", "someTrait": "x"}
    company = {"company": {"id": "g", "name": "Yordles"}}
    assert library.calls() == [
        ["boot", {"app_id": "demo", **launcher}],
        ["update", {**teemo, **launcher}],
        ["update", {**company, **launcher}],
    ]
    assert library.settings() == {**teemo, **company, **launcher}


def test_launcher_option_that_is_no_boolean_is_not_sent(library: LibraryPage) -> None:
    library.open()
    library.send("page", {}, {"Intercom": {"hideDefaultLauncher": "yes"}})
    assert library.calls() == [["boot", {"app_id": "demo"}]]


def test_activator_reaches_the_call_and_todays_messenger(library: LibraryPage) -> None:
    library.open(activator="#chat")
    library.send("page")
    assert library.calls() == [["boot", {"app_id": "demo", "widget": {"activator": "#chat"}}]]
    assert library.settings() == {"app_id": "demo", "custom_launcher_selector": "#chat"}


def test_rich_links_pass_in_identify_group_and_track(library: LibraryPage) -> None:
    library.open(richLinkProperties=["article"])
    article = {"url": "https://example.com/a", "value": "An article"}
    library.send("identify", "su3r73", {"article": article, "other": article})
    library.send("group", "g", {"article": article, "other": article})
    library.send("track", "Read", {"pages": 3, "article": article, "other": article})
    assert library.calls() == [
        ["boot", {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "article": article}],
        ["update", {"company": {"id": "g", "article": article}}],
        ["trackEvent", "Read", {"article": article, "pages": 3}],
    ]
    assert list(library.calls()[2][2]) == ["article", "pages"]


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("eu", "https://api-iam.eu.intercom.io"),
        ("https://intercom.example.com", "https://intercom.example.com"),
    ],
)
def test_api_base_goes_with_boots_and_updates(library: LibraryPage, given: str, sent: str) -> None:
    library.open(apiBase=given)
    library.send("page")
    library.send("identify", "su3r73")
    library.send("group", "g")
    base = {"app_id": "demo", "api_base": sent}
    person = {**base, "user_id": "su3r73", "id": "su3r73"}
    assert library.calls() == [
        ["boot", base],
        ["update", person],
        ["update", {"company": {"id": "g"}}],
    ]
    assert library.settings() == {**person, "company": {"id": "g"}}


def test_custom_attributes_nested_as_the_documents_table_says(library: LibraryPage) -> None:
    library.open(customAttributes="nested")
    library.send("identify", "su3r73", {"email": "a@example.com", "plan": "pro", "level": 3})
    assert library.calls() == [
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
def test_destination_that_is_switched_off_gets_nothing(library: LibraryPage, switches: dict[str, Any]) -> None:
    library.open()
    options = {"integrations": switches}
    library.send("page", {}, options)
    library.send("identify", "su3r73", {"plan": "pro"}, options)
    library.send("group", "g", {"name": "G"}, options)
    library.send("track", "Read", {"pages": 3}, options)
    assert library.calls() == []
    assert library.settings() is None


def test_destination_that_alone_is_switched_on_gets_its_options(library: LibraryPage) -> None:
    library.open()
    options = {"integrations": {"All": False, "Intercom": {"user_hash": HASH}}}
    library.send("identify", "su3r73", {"plan": "pro"}, options)
    library.send("track", "Read", {"pages": 3}, {"integrations": {"All": False, "Intercom": True}})
    person = {"app_id": "demo", "user_id": "su3r73", "id": "su3r73", "plan": "pro"}
    assert library.calls() == [
        ["boot", {**person, "user_hash": HASH}],
        ["trackEvent", "Read", {"pages": 3}],
    ]
