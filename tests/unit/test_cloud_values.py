"""Values that standard fields, attributes and metadata take: S14, S15, S17 and S18."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.cloud_events import (
    SECOND,
    attributes,
    company,
    contact,
    identify,
    metadata,
    sent,
    track,
)


def test_metadata_has_price_and_rich_links_first_and_is_cut() -> None:  # S4
    properties: dict[str, Any] = {f"k{number}": number for number in range(11)}
    assert list(metadata(properties)) == [f"k{number}" for number in range(10)]
    properties |= {"article": {"url": "u", "value": "v"}, "revenue": 5}
    found = metadata(properties, richLinkProperties=["article"])
    assert list(found) == ["price", "article", *(f"k{number}" for number in range(8))]
    assert list(metadata(properties, metadataLimit=2)) == ["price", "k0"]


def test_null_is_sent_for_custom_attributes_alone() -> None:  # S14
    nothing = dict.fromkeys(["email", "name", "phone", "avatar", "createdAt", "lastRequestAt", "company", "plan"])
    assert contact(identify(nothing)) == {"custom_attributes": {"plan": None}}
    assert company({"name": None, "plan": None, "size": None, "seats": None}) == {"custom_attributes": {"seats": None}}
    assert metadata({"a": None, "b": 1}) == {"b": 1}


def test_text_is_cut_to_255() -> None:  # S15
    long = "x" * 300
    cut = "x" * 255
    assert contact(identify({"name": long, "phone": long, "note": long})) == {
        "name": cut,
        "phone": cut,
        "custom_attributes": {"note": cut},
    }
    assert contact(identify({"firstName": long, "lastName": "R"})) == {"name": cut}
    assert company({"name": long, "plan": long, "industry": long}) == {"name": cut, "plan": cut, "industry": cut}
    assert metadata({"note": long}) == {"note": cut}


def test_event_names_and_values_of_rich_links_are_cut_to_255() -> None:  # S15
    long, cut = "x" * 300, "x" * 255
    assert sent(track(event=long))[0][2]["event_name"] == cut
    link = {"url": long, "value": long}
    assert metadata({"link": link}, richLinkProperties=["link"]) == {"link": {"url": long, "value": cut}}


@pytest.mark.parametrize("date", [1_700_000_000_000_000, 10**13, "9999-12-31", "2286-11-20T17:46:40Z"])
def test_dates_after_2286_are_dropped(date: object) -> None:  # S15
    assert contact(identify({"createdAt": date, "lastRequestAt": date})) == {}
    assert company({"createdAt": date}) == {}
    assert contact(identify({"createdAt": date, "signedUpAt": 5})) == {"signed_up_at": 5}
    event = track(timestamp=date)
    assert "created_at" not in sent(event)[0][2]
    assert sent(identify(timestamp=date))[0][2] == {"role": "user", "external_id": "u-17"}


def test_last_date_that_is_taken() -> None:  # S15
    assert contact(identify({"createdAt": "2286-11-20T17:46:39Z"})) == {"signed_up_at": 9_999_999_999}


@pytest.mark.parametrize("date", ["1950-01-01", "9999-12-31"])
def test_dates_that_intercom_takes_for_none_stay_text(date: str) -> None:
    assert attributes({"birthday": date}) == {"birthday": date}
    assert metadata({"birthday": date}) == {"birthday": date}


def test_numbers_under_the_name_of_a_date_are_seconds() -> None:
    found = metadata({"a_date": 1_700_000_000_000, "b_date": 1_700_000_000_000_000, "c_date": 0, "d_date": -5, "e": -5})
    assert found == {"a_date": 1_700_000_000, "c_date": 0, "e": -5}


def test_time_that_the_clock_is_corrected_to_is_in_range() -> None:
    event = track(timestamp=5, sentAt="2026-01-01", receivedAt="2025-01-01")
    assert "created_at" not in sent(event)[0][2]


def test_whole_numbers_have_64_bits() -> None:
    large = {"n": 2**63 - 1, "m": 2**63, "o": -(2**63), "f": 1e300}
    kept = {"n": 2**63 - 1, "f": 1e300}
    assert attributes(large) == kept
    assert metadata(large) == kept


def test_prices_have_64_bits() -> None:
    assert metadata({"revenue": 1e300}) == {"revenue": 1e300}
    money = {"amount": 2**63, "currency": "usd"}
    assert metadata({"cost": money}, richLinkProperties=["cost"]) == {}
    most = {"amount": 2**63 - 1, "currency": "usd"}
    assert metadata({"cost": most}, richLinkProperties=["cost"]) == {"cost": most}


def test_metadata_has_one_key_in_any_capitals_and_none_without_a_name() -> None:
    assert metadata({"Plan": 1, "plan": 2, "": 3, "PLAN": 4, "other": 5}) == {"Plan": 1, "other": 5}
    assert list(metadata({"Price": 1, "revenue": 5})) == ["price"]


def test_ids_and_addresses_are_not_cut() -> None:  # S15
    long = "https://e.org/@" + "x" * 300
    event = identify({"avatar": long, "email": long, "company": {"id": long, "website": long}}, userId=long)
    assert [body for _, _, body in sent(event)] == [
        {"role": "user", "external_id": long, "email": long, "avatar": long, "last_seen_at": SECOND},
        {"company_id": long, "website": long},
        {"id": f"{{company:{long}}}"},
    ]


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        (99.99, 99),
        (0, 0),
        (-1.5, None),
        (-0.5, None),
        (-5, None),
        ("99", 99),
        ("$1,999.99", 1999),
        (" 12 ", 12),
        (2**31 - 1, 2**31 - 1),
        (2**31, None),
        (-(2**31), None),
        ("9,999,999,999", None),
        ("11-50", None),
        ("1,99", None),
        ("€5", None),
        ("", None),
        (True, None),
        ([5], None),
    ],
    ids=repr,
)
def test_spend_and_size_are_whole_numbers(given: object, whole: int | None) -> None:  # S15
    expected = {} if whole is None else {"monthly_spend": whole, "size": whole}
    assert company({"monthly_spend": given, "size": given}) == expected


def test_numbers_in_text_fields_become_texts() -> None:  # S15
    event = identify({"name": 7, "phone": 34600000000}, userId=0)
    assert sent(event)[0][2] == {
        "role": "user",
        "external_id": "0",
        "name": "7",
        "phone": "34600000000",
        "last_seen_at": SECOND,
    }
    assert company({"name": 7, "plan": 1.5, "website": 1, "industry": 2.0}) == {
        "name": "7",
        "plan": "1.5",
        "website": "1",
        "industry": "2",
    }
    assert sent(track(event=5))[0][2]["event_name"] == "5"


def test_values_of_a_wrong_type_are_dropped() -> None:  # S15
    wrong = {"name": True, "phone": ["1"], "avatar": 5, "createdAt": {"year": 2018}, "email": []}
    assert contact(identify(wrong)) == contact(identify({"email": "nobody"})) == contact(identify({"email": 12})) == {}
    assert contact(identify({"created": -5, "createdAt": "1969-12-31", "signedUpAt": 5})) == {"signed_up_at": 5}
    assert company({"name": False, "plan": {"name": "pro"}, "website": [], "createdAt": "soon"}) == {}
    assert attributes({"bad": float("nan"), "worse": float("inf"), "good": 1}) == {"good": 1}
    assert metadata({"bad": float("nan"), "good": True, "no": False}) == {"good": "true", "no": "false"}


def test_avatar_object_of_the_messenger_is_an_address() -> None:
    assert contact(identify({"avatar": {"type": "avatar", "image_url": "https://e.org/a"}})) == {
        "avatar": "https://e.org/a"
    }
    assert contact(identify({"avatar": ""})) == {}


def test_phones_stand_in_for_phone() -> None:
    assert contact(identify({"phones": ["+34 600", "+34 601"]})) == {"phone": "+34 600"}
    assert contact(identify({"phone": "1", "phones": ["2"]})) == {"phone": "1"}
    assert contact(identify({"phones": [34600]})) == {"phone": "34600"}
    assert contact(identify({"phones": []})) == {}
    assert contact(identify({"phones": [None], "Phones": ["2"]})) == {"phone": "2"}
    assert contact(identify({"phones": [True], "Phones": ["2"]})) == {"phone": "2"}
    assert contact(identify({"Phones": ["1"], "phones": ["2"]})) == {"phone": "2"}
    assert contact(identify({"phones": "2"})) == {"custom_attributes": {"phones": "2"}}


def test_keys_that_mean_something_to_javascript_are_ordinary() -> None:  # S17
    odd = {"length": 3, "hasOwnProperty": "x", "constructor": "y", "__proto__": "z", "prototype": 1, "0": "n"}
    assert attributes(odd) == odd
    assert metadata(odd) == odd
    assert company(odd) == {"custom_attributes": odd}
    assert attributes({"a": {"__proto__": 1}}, nested="flatten") == {"a___proto__": 1}


def test_unknown_attributes_are_left_to_delivery() -> None:  # S18
    assert attributes({"größe": "L", "a.b": 1, "owner_id": 12}) == {"größe": "L", "a.b": 1, "owner_id": 12}


@pytest.mark.parametrize(
    ("traits", "email"),
    [
        ({"Email": "a@x.io", "email": "b@y.io"}, "b@y.io"),
        ({"Email": "a@x.io", "email": None}, "a@x.io"),
        ({"E-mail": "nobody", "E_mail": "a@x.io", "Email": "b@y.io"}, "a@x.io"),
        ({"email": "@", "Email": "a@x.io"}, "a@x.io"),
        ({"email": "@"}, None),
        ({"email": "a@"}, None),
    ],
)
def test_exact_spelling_of_an_email_wins_then_the_first_that_is_one(traits: dict[str, Any], email: str | None) -> None:
    assert contact(identify(traits)).get("email") == email


def test_exact_spelling_of_context_and_options_wins_then_the_first_usable_one() -> None:
    def seen(**context: Any) -> int:
        body = sent(identify(context=context))[0][2]
        return int(body["last_seen_at"])

    assert seen(last_request_at=5, lastRequestAt=7) == 7
    assert seen(lastRequestAt="soon", last_request_at=5) == 5
    client = {"user_agent": "A", "userAgent": "B", "IP": "1", "ip": None}
    assert contact(identify(context=client), keepClient=True) == {
        "custom_attributes": {"last_seen_ip": "1", "last_seen_user_agent": "B"}
    }
    options: dict[str, object] = {"unsubscribed_from_emails": True, "unsubscribedFromEmails": False}
    assert contact(identify(context={"Intercom": options})) == {"unsubscribed_from_emails": False}
    options = {"unsubscribedFromEmails": "maybe", "unsubscribed_from_emails": True}
    assert contact(identify(context={"Intercom": options})) == {"unsubscribed_from_emails": True}
    assert contact(identify({"Phones": [], "phones": ["1"]}))["phone"] == "1"


def test_exact_spelling_of_a_standard_trait_wins() -> None:
    assert contact(identify({"Name": "N", "name": "n"})) == {"name": "n"}
    assert contact(identify({"name": "n", "NAME": "N"})) == {"name": "n"}
    assert contact(identify({"Pho-ne": "1", "PHONE": "2"})) == {"phone": "1"}


def test_rich_links_keep_url_and_value() -> None:
    link = {"url": "https://e.org/a", "value": "A", "more": {"x": 1}}
    money = {"amount": 500, "currency": "eur"}
    names = ["article", "refund", "text", "bad", "odd", "worse", "cash", "free", "yes"]
    properties = {
        "article": link,
        "refund": {**money, "more": 1},
        "text": "plain",
        "bad": {"url": "x"},
        "odd": {"url": 5, "value": "A"},
        "worse": {"amount": 1.5, "currency": "eur"},
        "cash": {"amount": 5, "currency": 5},
        "free": {"amount": 0, "currency": "eur"},
        "yes": {"amount": True, "currency": "eur"},
        "other": link,
    }
    found = metadata(properties, richLinkProperties=names)
    assert found == {"article": {"url": "https://e.org/a", "value": "A"}, "refund": money, "text": "plain"}


def test_rich_link_named_price_gives_way_to_the_revenue() -> None:
    properties = {"price": {"amount": 1, "currency": "eur"}, "revenue": 5}
    assert metadata(properties, richLinkProperties=["price"]) == {"price": {"amount": 500, "currency": "usd"}}
    del properties["revenue"]
    assert metadata(properties, richLinkProperties=["price"]) == {"price": {"amount": 1, "currency": "eur"}}


def test_made_name_never_takes_that_of_a_rich_link() -> None:
    properties = {"a": {"date": 5}, "a_date": {"url": "u", "value": "v"}}
    found = metadata(properties, richLinkProperties=["a_date"], nested="flatten")
    assert found == {"a_date": {"url": "u", "value": "v"}}
