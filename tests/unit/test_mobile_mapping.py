"""What an app's event says to Intercom's SDKs: names, types, dates, companies, prices, options, settings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.support.mobile_vectors import call_for

from intercom_destination.js.globals import undefined
from intercom_destination.mobile.mapping.settings import checked_settings, start_call

INT = 2**31
DATE = "2018-03-26T17:44:51Z"
SECONDS = 1522086291


def ignore(_name: str, _allowed: str) -> None:
    """Reports of wrong settings are another test's subject."""


def call(event: dict[str, Any], *, flat: bool = False, **settings: Any) -> Any:
    return call_for(event["type"], event, checked_settings(settings, ignore), flat)


def person(event: Any = None, **traits: Any) -> Any:
    return call({"type": "identify", "userId": "u1", "traits": traits, **(event or {})})[1]


def attributes(event: Any = None, **traits: Any) -> Any:
    return person(event, **traits)["attributes"]


def options(**given: Any) -> dict[str, Any]:
    return {"integrations": {"Intercom": given}}


def company(**traits: Any) -> Any:
    found = attributes(company=traits).get("companies")
    return found and found[0]


def data(flat: bool = False, rich: tuple[str, ...] = (), /, **properties: Any) -> Any:
    event = {"type": "track", "event": "Bought", "properties": properties}
    return call(event, flat=flat, richLinkProperties=list(rich))[2]


@pytest.mark.parametrize("name", ["email", "name", "phone", "language_override"])
@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("text", "text"),
        ("", ""),
        (12, "12"),
        (1.5, "1.5"),
        (0, "0"),
        (True, None),
        (None, None),
        (["a"], None),
        ({}, None),
    ],
)
def test_text_field_is_text_or_left_out(name: str, value: Any, sent: str | None) -> None:
    native = {"language_override": "languageOverride"}.get(name, name)
    assert attributes(**{name: value}) == ({} if sent is None else {native: sent})


@pytest.mark.parametrize(("value", "sent"), [(True, True), (False, False), ("true", None), (1, None), (None, None)])
def test_unsubscribed_trait_is_a_boolean_or_left_out(value: Any, sent: Any) -> None:
    found = attributes(unsubscribed_from_emails=value)
    assert found == ({} if sent is None else {"unsubscribedFromEmails": sent})


@pytest.mark.parametrize("name", ["signedUpAt", "signed_up_at", "created_at", "createdAt", "created"])
@pytest.mark.parametrize("value", [DATE, SECONDS, SECONDS * 1000, datetime.fromtimestamp(SECONDS, UTC)])
def test_sign_up_date_of_any_name_and_form_is_unix_seconds(name: str, value: Any) -> None:
    assert attributes(**{name: value}) == {"signedUpAt": SECONDS}


@pytest.mark.parametrize("name", ["signedUpAt", "created_at", "createdAt", "created"])
@pytest.mark.parametrize("value", ["soon", "", 0, None, True, [], 2**33])
def test_sign_up_date_that_is_none_is_left_out(name: str, value: Any) -> None:
    assert attributes(**{name: value}) == {}


def test_sign_up_date_of_the_traits_wins_over_the_creation_date_and_the_option() -> None:
    given = options(createdAt=1)
    assert attributes(given, signedUpAt=3, created_at=2) == {"signedUpAt": 3}
    assert attributes(given, signedUpAt="soon", created_at=2) == {"signedUpAt": 2}
    assert attributes(given, created_at=2, created=4) == {"signedUpAt": 2}
    assert attributes(given) == {"signedUpAt": 1}
    assert attributes(options(created_at=DATE)) == {"signedUpAt": SECONDS}
    assert attributes(options(createdAt=datetime.fromtimestamp(5, UTC))) == {"signedUpAt": 5}
    assert attributes(options(createdAt=lambda: 0)) == {}


@pytest.mark.parametrize(
    ("seconds", "sent"),
    [(INT - 1, True), (INT, False), (-INT, True), (-INT - 1, False), (1, True), (-1, True)],
)
def test_date_outside_javas_int_is_left_out(seconds: int, sent: bool) -> None:
    assert attributes(created_at=datetime.fromtimestamp(seconds, UTC)) == ({"signedUpAt": seconds} if sent else {})


@pytest.mark.parametrize(
    ("spend", "sent"),
    [
        *((12.5, 13), (12.4, 12), (-0.5, 0), (0, 0), (INT - 1, INT - 1), (INT - 0.5, None), (INT, None), (-INT, -INT)),
        *(("12", None), (None, None), (True, None), (-INT - 1, None)),
    ],
)
def test_monthly_spend_is_a_whole_int_or_left_out(spend: Any, sent: Any) -> None:
    expected = {"id": "1"} if sent is None else {"id": "1", "monthlySpend": sent}
    assert company(id=1, monthly_spend=spend) == expected
    assert company(id=1, monthlySpend=spend) == expected


def test_custom_attributes_are_scalars_truncated_to_255_characters() -> None:
    traits = {"t": "x" * 256, "i": 12, "d": 1.5, "b": False, "n": None, "l": [1], "o": {"a": 1}, "plan": "y" * 300}
    assert attributes(**traits) == {
        "customAttributes": {"t": "x" * 255, "i": 12, "d": 1.5, "b": False, "n": None, "plan": "y" * 255}
    }


def test_dates_of_custom_attributes_are_unix_seconds() -> None:
    day = datetime.fromtimestamp(SECONDS, UTC)
    assert attributes(trial=DATE, seen=day) == {"customAttributes": {"trial": SECONDS, "seen": SECONDS}}


def test_avatar_is_a_custom_attribute_where_it_is_text() -> None:
    assert attributes(avatar="https://x") == {"customAttributes": {"avatar": "https://x"}}
    assert attributes(avatar={"image_url": "https://x"}) == {}


@pytest.mark.parametrize("name", ["id", "user_id", "userId", "USER ID", "anonymousId", "anonymous_id"])
def test_ids_among_the_traits_are_not_sent(name: str) -> None:
    assert attributes(**{name: "x"}) == {}


@pytest.mark.parametrize("unusable", [{}, ["x"], float("nan"), undefined])
def test_name_is_taken_by_the_first_spelling_that_may_be_sent(unusable: Any) -> None:
    assert attributes(Email=unusable, EMAIL="a@b.c") == {"email": "a@b.c"}
    assert company(id=1, Plan=unusable, PLAN="pro") == {"id": "1", "plan": "pro"}
    group = call({"type": "group", "groupId": 1, "traits": {"Plan": unusable, "PLAN": "pro"}})
    assert group[1] == {"companies": [{"id": "1", "plan": "pro"}]}


@pytest.mark.parametrize("name", ["app_id", "user_hash", "constructor", "__proto__"])
def test_reserved_and_prototype_names_are_not_sent(name: str) -> None:
    assert attributes(**{name: "x"}) == {}


def test_name_comes_of_first_and_last_name() -> None:
    parts = {"firstName": " Ann ", "last_name": "Lee"}
    assert attributes(**parts) == {"name": "Ann Lee", "customAttributes": parts}
    assert attributes(firstName="Ann") == {"customAttributes": {"firstName": "Ann"}}
    assert attributes(**parts, name="A. Lee")["name"] == "A. Lee"
    assert attributes(Name=" A ") == {"name": "A"}


@pytest.mark.parametrize(
    ("user_id", "sent"), [("u1", "u1"), (7, "7"), (0, None), ("", None), (True, None), (None, None)]
)
def test_user_id_is_text(user_id: Any, sent: str | None) -> None:
    found = person({"userId": user_id})["userId"]
    assert found == sent if sent else found is undefined


@pytest.mark.parametrize("where", ["integrations", "context"])
@pytest.mark.parametrize("name", ["Intercom", "intercom"])
def test_options_are_read_in_either_spelling(where: str, name: str) -> None:
    for spelled in (
        {"user_hash": "h", "intercom_user_jwt": "t", "language_override": "de", "unsubscribed": True},
        {"userHash": "h", "intercomUserJwt": "t", "languageOverride": "de", "unsubscribedFromEmails": True},
        {"userHash": "h", "intercomUserJwt": "t", "languageOverride": "de", "unsubscribed_from_emails": True},
    ):
        found = person({where: {name: spelled}})
        assert (found["hash"], found["jwt"]) == ("h", "t")
        assert found["attributes"] == {"languageOverride": "de", "unsubscribedFromEmails": True}


def test_options_win_over_traits_and_what_is_no_option_is_ignored() -> None:
    traits = {"language_override": "fr", "unsubscribed_from_emails": True}
    assert attributes(options(language_override="de", unsubscribed=False), **traits) == {
        "languageOverride": "de",
        "unsubscribedFromEmails": False,
    }
    assert attributes(options(language_override="", unsubscribed="no"), **traits) == {
        "languageOverride": "fr",
        "unsubscribedFromEmails": True,
    }
    found = person(options(user_hash="", intercom_user_jwt={}))
    assert found["hash"] is undefined
    assert found["jwt"] is undefined
    assert person(options(user_hash=12))["hash"] == "12"
    assert person(options(user_hash=True))["hash"] is undefined
    assert person(options(intercom_user_jwt=12))["jwt"] == "12"


def test_company_has_one_type_a_field_and_keeps_the_rest() -> None:
    given = {
        "id": 7,
        "name": 8,
        "plan": 9,
        "createdAt": DATE,
        "industry": "IT",
        "address": {},
        "n": None,
        "remove": True,
        "company_id": "other",
        "bio": "x" * 256,
    }
    assert company(**given) == {
        "id": "7",
        "name": "8",
        "plan": "9",
        "createdAt": SECONDS,
        "customAttributes": {"industry": "IT", "n": None, "bio": "x" * 255},
    }
    assert given["id"] == 7


@pytest.mark.parametrize(
    ("traits", "identity"),
    [
        ({"id": "1", "company_id": "2", "name": "Acme"}, "1"),
        ({"company_id": "2", "name": "Acme"}, "2"),
        ({"id": 0, "companyId": 2}, "2"),
        ({"id": True, "name": "Acme"}, "2087422127"),
        ({"name": "Acme"}, "2087422127"),
        ({"company_id": True, "name": "Acme"}, "2087422127"),
    ],
)
def test_company_id_is_its_own_or_comes_of_the_name(traits: dict[str, Any], identity: str) -> None:
    assert company(**traits)["id"] == identity


@pytest.mark.parametrize("given", [{}, {"plan": "pro"}, {"name": ""}, {"name": True}, "", 5, True, None, []])
def test_company_without_id_and_name_is_not_sent(given: Any) -> None:
    assert attributes(company=given) == {}
    assert attributes(companies=[given]) == {}


def test_companies_are_those_of_both_traits() -> None:
    acme = {"id": "2087422127", "name": "Acme"}
    assert attributes(company="Acme") == {"companies": [acme]}
    assert attributes(Companies=["Acme", {"id": 1}], Company={"id": 2}) == {
        "companies": [acme, {"id": "1"}, {"id": "2"}]
    }
    assert attributes(companies={"id": 1}) == {}


def test_creation_date_of_a_company_in_two_names_is_the_documented_one() -> None:
    assert company(id=1, created=1, created_at=2)["createdAt"] == 2
    assert company(id=1, created=0) == {"id": "1"}
    assert company(id=1, created_at=0) == {"id": "1"}


def test_group_is_an_update_with_one_company() -> None:
    group = {
        "type": "group",
        "groupId": 7,
        "traits": {"id": "other", "Name": "Acme", "monthlySpend": 5, "company": "x"},
    }
    assert call(group) == [
        "updateUser",
        {"companies": [{"id": "7", "name": "Acme", "monthlySpend": 5, "customAttributes": {"company": "x"}}]},
    ]
    assert call({"type": "group", "groupId": "g", "properties": {"plan": "p"}}) == [
        "updateUser",
        {"companies": [{"id": "g", "plan": "p"}]},
    ]
    assert call({"type": "group", "traits": {"id": 1}})[1] == {"companies": [{"id": "1"}]}
    assert call({"type": "group", "traits": {"plan": "p"}}) is undefined
    assert call({"type": "group", "groupId": True, "traits": {"id": 1}})[1] == {"companies": [{"id": "1"}]}
    assert call({"type": "group", "groupId": "g", "traits": "text"})[1] == {"companies": [{"id": "g"}]}


CONTEXT = {
    "device": {"type": "ios", "manufacturer": "Apple", "model": ""},
    "os": {"name": "iOS", "version": 17},
    "app": {"name": "x" * 300, "version": "1.2"},
}


def test_collect_context_sends_what_is_text_and_no_trait_has() -> None:
    event = {"type": "identify", "userId": "u1", "traits": {"app_version": "mine"}, "context": CONTEXT}
    assert call(event, collectContext=True)[1]["attributes"] == {
        "customAttributes": {
            "device_type": "ios",
            "device_manufacturer": "Apple",
            "os_name": "iOS",
            "app_name": "x" * 255,
            "app_version": "mine",
        }
    }
    assert call(event)[1]["attributes"] == {"customAttributes": {"app_version": "mine"}}
    for odd in ({}, {"device": 5}, {"os": None}, None):
        assert call({**event, "context": odd, "traits": {}}, collectContext=True)[1]["attributes"] == {}


def test_collect_context_sends_all_seven() -> None:
    context = {
        "device": {"type": "a", "manufacturer": "b", "model": "c"},
        "os": {"name": "d", "version": "e"},
        "app": {"name": "f", "version": "g"},
    }
    event = {"type": "identify", "userId": "u1", "context": context}
    assert list(call(event, collectContext=True)[1]["attributes"]["customAttributes"].values()) == list("abcdefg")


@pytest.mark.parametrize(
    ("properties", "sent"),
    [
        ({"revenue": 19.99}, {"price": {"amount": 1999, "currency": "usd"}}),
        ({"Revenue": "$1,234.56", "Currency": "EUR"}, {"price": {"amount": 123456, "currency": "EUR"}}),
        ({"revenue": 0, "currency": "EUR"}, {"revenue": 0, "currency": "EUR"}),
        ({"total": 5, "x": 1}, {"price": {"amount": 500, "currency": "usd"}, "x": 1}),
        ({"Total": "5"}, {"price": {"amount": 500, "currency": "usd"}}),
        ({"revenue": 2, "total": 5}, {"price": {"amount": 200, "currency": "usd"}, "total": 5}),
        ({"revenue": "free", "total": 5}, {"revenue": "free", "total": 5}),
        ({"price": 3, "revenue": 2}, {"price": {"amount": 200, "currency": "usd"}}),
        ({"price": 3, "currency": "EUR"}, {"price": 3, "currency": "EUR"}),
        ({"price": {"amount": 1}}, {}),
        ({"revenue": float("nan"), "total": 5}, {"price": {"amount": 500, "currency": "usd"}}),
    ],
)
def test_price_comes_of_revenue_or_total(properties: dict[str, Any], sent: dict[str, Any]) -> None:
    assert data(**properties) == sent


def test_metadata_has_price_then_rich_links_then_the_rest() -> None:
    link = {"url": "https://x", "value": "One"}
    found = data(False, ("link", "plain"), a=1, link=link, plain="p", revenue=1, nested={"a": 1}, tags=["b"])
    assert found == {"price": {"amount": 100, "currency": "usd"}, "link": link, "plain": "p", "a": 1}
    assert list(found) == ["price", "link", "plain", "a"]
    assert list(data(False, ("link",), link=link, **{"1": 2})) == ["1", "link"]


def test_metadata_for_a_bridge_that_drops_what_is_nested_is_flat() -> None:
    link = {"url": "https://x/" + "y" * 300, "value": "One"}
    given = {"a": 1, "link": link, "plain": "p", "bad": {"url": ["x"]}, "list": ["x"], "revenue": 1, "total": 2}
    found = data(True, ("link", "plain", "bad", "list"), **given)
    assert found == {"link": link["url"][:255], "plain": "p", "a": 1, "revenue": 1, "total": 2}
    assert list(found) == ["link", "plain", "a", "revenue", "total"]


def test_metadata_is_truncated_and_its_dates_are_read_where_the_name_says_so() -> None:
    assert data(note="x" * 256, seen_at=DATE, when=DATE) == {"note": "x" * 255, "seen_at": SECONDS, "when": DATE}


@pytest.mark.parametrize("properties", [None, {}, {"constructor": 1}, "text"])
def test_event_without_properties_has_no_data(properties: Any) -> None:
    assert call({"type": "track", "event": "Seen", "properties": properties}) == ["logEvent", "Seen"]


@pytest.mark.parametrize("name", ["", None, 5, ["a"]])
def test_event_without_a_name_is_not_sent(name: Any) -> None:
    assert call({"type": "track", "event": name, "properties": {}}) is undefined


@pytest.mark.parametrize("method", ["page", "screen", "alias", "flush"])
def test_calls_of_other_kinds_become_nothing(method: str) -> None:
    assert call({"type": method, "event": "A", "userId": "u1", "groupId": "g"}) is undefined


@pytest.mark.parametrize("method", ["identify", "group", "track"])
@pytest.mark.parametrize("integrations", [{"All": False}, {"Intercom": False}, {"all": False}, {"intercom": False}])
def test_switched_off_event_is_not_sent(method: str, integrations: Any) -> None:
    event = {"type": method, "event": "A", "userId": "u1", "groupId": "g", "integrations": integrations}
    assert call(event) is undefined


DEFAULTS = {
    "appId": "",
    "mobileApiKey": "",
    "apiKeyIOS": "",
    "apiKeyAndroid": "",
    "collectContext": False,
    "shutdownOnLogout": True,
    "richLinkProperties": [],
}


@pytest.mark.parametrize("given", [{}, {"appId": None, "collectContext": "", "shutdownOnLogout": None}])
def test_settings_have_defaults(given: Any) -> None:
    assert checked_settings(given, ignore) == DEFAULTS


@pytest.mark.parametrize(
    ("name", "right", "wrong", "allowed"),
    [
        *((key, "x", 5, "a string") for key in ("appId", "mobileApiKey", "apiKeyIOS", "apiKeyAndroid")),
        ("collectContext", True, "yes", "true or false"),
        ("shutdownOnLogout", False, 0, "true or false"),
        ("richLinkProperties", ["a"], ["a", 1], "a list of strings"),
    ],
)
def test_setting_of_a_wrong_type_is_reported_and_the_default_used(
    name: str, right: Any, wrong: Any, allowed: str
) -> None:
    reports: list[tuple[str, str]] = []
    found: Any = checked_settings({name: right, "other": 1}, lambda *report: reports.append(report))
    assert (found[name], found["other"], reports) == (right, 1, [])
    found = checked_settings({name: wrong}, lambda *report: reports.append(report))
    assert (found[name], reports) == (DEFAULTS[name], [(name, allowed)])


@pytest.mark.parametrize(
    ("platform", "given", "made"),
    [
        ("ios", {"mobileApiKey": "m"}, ["m", "app"]),
        ("android", {"mobileApiKey": "m"}, ["m", "app"]),
        ("", {"mobileApiKey": "m"}, ["m", "app", "m"]),
        ("ios", {"mobileApiKey": "m", "apiKeyIOS": "i", "apiKeyAndroid": "a"}, ["i", "app"]),
        ("android", {"mobileApiKey": "m", "apiKeyIOS": "i", "apiKeyAndroid": "a"}, ["a", "app"]),
        ("", {"apiKeyIOS": "i", "apiKeyAndroid": "a"}, ["i", "app", "a"]),
        ("", {"apiKeyAndroid": "a"}, ["", "app", "a"]),
        ("", {"apiKeyIOS": "i"}, ["i", "app", ""]),
        ("ios", {"apiKeyAndroid": "a"}, None),
        ("android", {"apiKeyIOS": "i"}, None),
        ("ios", {"mobileApiKey": "m", "appId": ""}, None),
        ("", {}, None),
    ],
)
def test_start_needs_an_app_id_and_a_key_of_the_platform(platform: str, given: Any, made: Any) -> None:
    found = start_call(checked_settings({"appId": "app", **given}, ignore), platform)
    assert found == ["initialize", *made] if made else found is undefined
