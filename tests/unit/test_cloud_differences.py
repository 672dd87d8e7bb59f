"""Names, money, dates, nested data and the blacklist: S1 to S8."""

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

MEMBERSHIPS = "/contacts/{person}/companies"


@pytest.mark.parametrize(
    ("traits", "seconds"),
    [
        ({"created": "2018-03-26", "createdAt": "2019-01-02"}, 1522022400),
        ({"createdAt": "2019-01-02", "signed_up_at": 1}, 1546387200),
        ({"signedUpAt": "2018-03-26", "remote_created_at": 1}, 1522022400),
        ({"remoteCreatedAt": 1522086291123}, 1522086291),
        ({"created": "no", "createdAt": 0, "remote_created_at": "1522086291"}, 1522086291),
    ],
)
def test_signed_up_at_is_the_first_creation_date_that_can_be_read(traits: dict[str, Any], seconds: int) -> None:  # S1
    assert contact(identify(traits)) == {"signed_up_at": seconds}


def test_created_at_of_an_event_is_its_own_second() -> None:  # S2
    assert sent(track(timestamp="2018-03-26T17:44:51.999Z"))[0][2]["created_at"] == 1522086291


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"revenue": 19.99}, {"price": {"amount": 1999, "currency": "usd"}}),
        ({"revenue": "1,999.99", "currency": "EUR"}, {"price": {"amount": 199999, "currency": "EUR"}}),
        ({"revenue": "$5", "Currency": 7}, {"price": {"amount": 500, "currency": "7"}}),
        ({"revenue": 5, "currency": True}, {"price": {"amount": 500, "currency": "usd"}}),
        ({"Revenue": 4.35, "price": 1, "CURRENCY": ""}, {"price": {"amount": 435, "currency": "usd"}}),
        ({"revenue": 0, "currency": "eur"}, {"revenue": 0, "currency": "eur"}),
        ({"revenue": -5}, {"revenue": -5}),
        ({"revenue": "free"}, {"revenue": "free"}),
        ({"price": 99.95}, {"price": 99.95}),
    ],
)
def test_revenue_is_whole_cents_or_a_plain_property(properties: Any, expected: Any) -> None:  # S3
    assert metadata(properties) == expected


def test_total_counts_for_a_completed_order_alone() -> None:  # S3
    price = {"amount": 1999, "currency": "usd"}
    assert metadata({"total": 19.99}, name="Order Completed") == {"price": price, "total": 19.99}
    assert metadata({"total": 19.99}, name="Completed Orders") == {"total": 19.99}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("renewal", "renewal_at"),
        ("renewal_at", "renewal_at"),
        ("renewalAt", "renewalAt"),
        ("renewal at", "renewal_at"),
        ("renewalAT", "renewalAT_at"),
        ("renewal_date", "renewal_date_at"),
    ],
)
def test_attribute_dates_are_told_by_at(key: str, name: str) -> None:  # S5
    assert attributes({key: "2018-03-26"}) == {name: 1522022400}


@pytest.mark.parametrize(("key", "name"), [("due", "due_date"), ("due_date", "due_date"), ("due_at", "due_at_date")])
def test_metadata_dates_are_told_by_date(key: str, name: str) -> None:  # S5
    assert metadata({key: "2018-03-26T00:00:00Z"}) == {name: 1522022400}


def test_ids_names_and_emails_are_never_dates() -> None:  # S5
    date = "2018-03-26"
    event = identify({"name": date, "company": {"id": date, "name": date}}, userId=date)
    assert sent(event) == [
        [
            "POST",
            "/contacts",
            {"role": "user", "external_id": date, "name": date, "last_seen_at": SECOND},
        ],
        ["POST", "/companies", {"company_id": date, "name": date}],
        ["POST", MEMBERSHIPS, {"id": f"{{company:{date}}}"}],
    ]
    assert sent(track(event=date))[0][2]["event_name"] == date
    assert company({"email": date}) == {"custom_attributes": {"email": date}}


def test_key_of_the_callers_beats_a_key_made_for_a_date() -> None:  # S5
    assert attributes({"renewal": "2018-03-26", "renewal_at": "soon"}) == {"renewal_at": "soon"}
    assert attributes({"renewal_at": "soon", "renewal": "2018-03-26"}) == {"renewal_at": "soon"}
    assert metadata({"due": "2018-03-26", "due_date": 1}) == {"due_date": 1}
    parts = {"x_y_at": "soon", "x": {"y_at": "2018-03-26"}}
    assert attributes(parts, nested="flatten") == {"x_y_at": "soon"}
    blacklist = {"a": "flatten", "a_b": "stringify"}
    assert attributes({"a": {"b": 1}, "a_b": 2}, blacklist=blacklist) == {"a_b": "2"}


NESTED = {"prefs": {"theme": "dark", "deep": {"er": 1}}, "tags": ["a", {"on": "2018-03-26"}], "none": {}, "plan": "pro"}


def test_nested_values_are_dropped() -> None:  # S6
    assert attributes(NESTED) == {"plan": "pro"}
    assert metadata(NESTED) == {"plan": "pro"}
    assert company(NESTED) == {"plan": "pro"}


def test_nested_values_are_flattened_with_underscores() -> None:  # S6
    flat = {"prefs_theme": "dark", "prefs_deep_er": 1, "tags_0": "a", "tags_1_on_at": 1522022400, "plan": "pro"}
    assert attributes(NESTED, nested="flatten") == flat
    assert attributes({"a": {"b": 2}, "a_b": 1}, nested="flatten") == {"a_b": 1}
    assert attributes({"a_b": 1, "a": {"b": 2}}, nested="flatten") == {"a_b": 1}
    deep = {"a": {"b": {"c": {"d": {"e": 1}, "f": 2}}}}
    assert attributes(deep, nested="flatten") == {"a_b_c_d_e": 1, "a_b_c_f": 2}
    assert attributes({"x": deep}, nested="flatten") == {"x_a_b_c_f": 2}


def test_nested_values_are_written_as_json() -> None:  # S6
    text = {"prefs": '{"theme":"dark","deep":{"er":1}}', "tags": '["a",{"on":"2018-03-26"}]', "none": "{}"}
    assert attributes(NESTED, nested="stringify") == {**text, "plan": "pro"}
    assert attributes({"town": ["Peña"]}, nested="stringify") == {"town": '["Peña"]'}


def test_blacklist_drops_in_any_spelling_before_renaming() -> None:  # S7
    blacklist = {"my_secret": "drop", "EMAIL": "drop", "revenue": "drop", "renewal_at": "drop"}
    told = contact(identify({"mySecret": 1, "e-mail": "e@example.org", "renewal": "2018-03-26"}), blacklist=blacklist)
    assert told == {"custom_attributes": {"renewal_at": 1522022400}}
    assert metadata({"revenue": 5, "MySecret": 1}, blacklist=blacklist) == {}
    assert company({"name": "Acme", "my secret": 1}, blacklist={"name": "drop", "mysecret": "drop"}) == {}


def test_blacklist_reaches_no_id_and_no_removal_of_a_company() -> None:  # S7
    blacklist = {"id": "drop", "company_id": "drop", "remove": "drop"}
    event = identify({"companies": [{"id": 1}, {"companyId": 2}, {"id": 3, "remove": True}]})
    assert [body for _, _, body in sent(event, blacklist=blacklist)[1:]] == [
        {"company_id": "1"},
        {"id": "{company:1}"},
        {"company_id": "2"},
        {"id": "{company:2}"},
        {},
    ]


def test_blacklist_flattens_and_stringifies_single_keys() -> None:  # S7
    traits = {"A A": {"b": 1}, "C-C": {"d": 1}, "e": "text", "f": None, "g": "g"}
    blacklist = {"aa": "flatten", "c_c": "stringify", "e": "stringify", "f": "stringify", "g": "flatten"}
    expected = {"A A_b": 1, "C-C": '{"d":1}', "e": '"text"', "f": "null", "g": "g"}
    assert attributes(traits, blacklist=blacklist) == expected
    assert attributes({"a": {"b": 1}}, blacklist={"other": "drop"}, nested="flatten") == {"a_b": 1}


def test_id_and_parts_of_the_name_are_no_custom_attributes() -> None:  # S8
    assert contact(identify({"id": 5, "ID": 6, "firstName": "Ines ", "last_name": " Ruiz"})) == {"name": "Ines Ruiz"}
    assert contact(identify({"lastName": "Ruiz"})) == contact(identify({"firstName": "Ines"})) == {}
    assert contact(identify({"name": " "})) == {}
    assert contact(identify({"name": "Inés R.", "firstName": "Ines", "lastName": "Ruiz"})) == {"name": "Inés R."}
    assert contact(identify({"name": " ", "firstName": "Ines", "lastName": "Ruiz"})) == {"name": "Ines Ruiz"}
