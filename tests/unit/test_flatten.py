"""`nestedData: flatten`: what is nested, and would be dropped, under names of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.support.diagnostics_of import diagnostics, group, identify, track
from tests.support.mapped import calls_for, checked_settings

from intercom_destination import Explainer
from intercom_destination.js.globals import undefined
from intercom_destination.web.session import new_session

RICH = {"url": "https://a.b", "value": "A"}
LOOP: dict[str, Any] = {"a": 1}
LOOP["self"] = LOOP
ROUND: dict[str, Any] = {"city": "Rome"}
ROUND["list"] = [ROUND, 5]


def calls(event: dict[str, Any], library_group: Any = None, **settings: Any) -> Any:
    given = checked_settings({"appId": "demo", "nestedData": "flatten", **settings}, None)
    return calls_for(event["type"], event, library_group, given, new_session())


def person(traits: Any, library_group: Any = None, **settings: Any) -> Any:
    """What an identify says of a person, except the app and the id."""
    [[_, fields]] = calls(identify(traits), library_group, **settings)
    return {key: value for key, value in fields.items() if key not in ("app_id", "id", "user_id")}


def company(traits: Any, **settings: Any) -> Any:
    """What a group says of a company, except the id and the name."""
    [[_, fields]] = calls(group(**traits), **settings)
    return {key: value for key, value in fields["company"].items() if key not in ("id", "name")}


def metadata(properties: Any, **settings: Any) -> Any:
    [[_, _, sent]] = calls(track(properties), **settings)
    return sent


# Nested fields, and what becomes of them in traits, in a company and in an event.
EVERYWHERE: list[tuple[Any, Any]] = [
    ({"address": {"city": "Rome", "zip": 5}}, {"address_city": "Rome", "address_zip": 5}),
    ({"tags": ["a", "b"]}, {"tags_0": "a", "tags_1": "b"}),
    ({"a": [{"b": [True, None]}]}, {"a_0_b_0": True, "a_0_b_1": None}),
    ({"a": {}, "b": []}, {}),
    ({"a": {"b": {"c": {"d": {"e": 1, "f": {"g": 2}, "h": []}}}}}, {"a_b_c_d_e": 1}),
    ({"a_b": 1, "a": {"b": 2, "c": 3}}, {"a_b": 1, "a_c": 3}),
    ({"a": {"b": 2, "c": 3}, "a_b": 1}, {"a_b": 1, "a_c": 3}),
    ({"a": {"b_c": 1}, "a_b": {"c": 2}}, {"a_b_c": 1}),
    ({"a": {"x": 1, "loop": LOOP}}, {"a_x": 1, "a_loop_a": 1}),
    ({"a": ROUND}, {"a_city": "Rome", "a_list_1": 5}),
    ({"a": {"b": "x" * 300}}, {"a_b": "x" * 255}),
    ({"a": {"b": float("nan"), "c": object(), "d": undefined}, "e": [object()]}, {}),
    ({"a": {"__proto__": {"b": 1}, "constructor": 1, "prototype": 1, "b": 1}}, {"a_b": 1}),
    ({"": {"_proto__": None, "x": 1}}, {"_x": 1}),
    ({"plan": {"name": "pro"}}, {"plan_name": "pro"}),
    ({"created": {"at": 5, "on": 6}}, {"created_on": 6}),
    ({"Created": {"At": 5}, "user": {"id": 5, "name": "A"}}, {"user_name": "A"}),
    ({"article": RICH, "related": [RICH]}, {"article": RICH, "related_0_url": "https://a.b", "related_0_value": "A"}),
    ({"deep": {"article": RICH}}, {"deep_article_url": "https://a.b", "deep_article_value": "A"}),
    ({"see": {"also": RICH}}, {"see_also": RICH}),
]


@pytest.mark.parametrize(("fields", "sent"), EVERYWHERE)
def test_nested_data_flatten_makes_keys_of_what_would_be_dropped(fields: Any, sent: Any) -> None:
    rich = ["article", "see_also"]
    assert person(fields, richLinkProperties=rich) == sent
    assert company(fields, richLinkProperties=rich) == sent
    assert metadata(fields, richLinkProperties=rich) == sent
    traits = {"company": {"id": "c1", "name": "One", **fields}}
    short = {key: value for key, value in sent.items() if key != "a_b" or value != "x" * 255}
    sent_company = person(traits, richLinkProperties=rich)["company"]
    assert {key: sent_company[key] for key in ["id", "name", *short]} == {"id": "c1", "name": "One", **short}
    assert len(sent_company) == len(sent) + 2


@pytest.mark.parametrize("event", [identify, track, group])
def test_nested_data_drop_is_the_default(event: Any) -> None:
    fields = {"address": {"city": "Rome"}, "tags": ["a"]}
    settings = checked_settings({"appId": "demo"}, None)
    given = event(**fields) if event is group else event(fields)
    assert "Rome" not in str(calls_for(given["type"], given, None, settings, new_session()))


def test_nested_data_flatten_leaves_what_passes_nested() -> None:
    traits = {
        "company": {"id": "c1", "custom_attributes": {"size": 5}},
        "Companies": [{"id": "c2"}],
        "custom_attributes": {"since": {"year": 1}},
        "avatar": {"type": "avatar", "image_url": "u"},
    }
    assert person(traits) == {
        "company": {"id": "c1", "custom_attributes": {"size": 5}},
        "companies": [{"id": "c2"}],
        "custom_attributes": {"since": {"year": 1}},
        "avatar": {"type": "avatar", "image_url": "u"},
    }
    assert person({"company": ["c1"], "avatar": ["u"]}) == {}


@pytest.mark.parametrize("nested", ["flat", "nested"])
@pytest.mark.parametrize(
    "traits",
    [
        {"user": {"hash": "x"}},
        {"app": {"id": "x"}},
        {"api": {"base": "https://evil.example"}},
        {"intercom": {"user": {"jwt": "x"}}},
        {"custom_launcher": {"selector": "x"}},
        {"hide": [], "hide_default": {"launcher": True}},
        {"created": {"at": 5}},
        {"company": {"id": "c1"}, "custom": {"attributes": {"a": 1}}},
    ],
)
def test_nested_data_flatten_never_makes_a_reserved_or_standard_name(traits: Any, nested: str) -> None:
    assert person(traits, customAttributes=nested).keys() <= {"company"}


def test_nested_data_flatten_reads_dates_as_of_any_value() -> None:
    when = datetime(2014, 1, 1, tzinfo=UTC)
    assert person({"trip": {"start_at": "2014-01-01", "end": when}}) == {
        "trip_start_at": 1388534400,
        "trip_end": 1388534400,
    }
    assert metadata({"trip": {"start_at": "2014-01-01", "end": "2014-01-01"}}) == {
        "trip_start_at": 1388534400,
        "trip_end": "2014-01-01",
    }


def test_nested_data_flatten_goes_under_custom_attributes_where_these_are_nested() -> None:
    assert person({"address": {"city": "Rome"}, "email": "a@b.co"}, customAttributes="nested") == {
        "email": "a@b.co",
        "custom_attributes": {"address_city": "Rome"},
    }
    assert company({"address": {"city": "Rome"}}, customAttributes="nested") == {
        "custom_attributes": {"address_city": "Rome"}
    }


def test_nested_data_flatten_makes_no_name_of_a_person() -> None:
    assert person({"first": {"name": "Ada"}, "last": {"name": "L"}}) == {"first_name": "Ada", "last_name": "L"}


def test_nested_data_flatten_fills_a_company_from_the_group() -> None:
    known = {"id": "c1", "traits": {"address": {"city": "Rome"}}}
    assert person({"company": {"id": "c1"}}, known) == {"company": {"id": "c1", "address_city": "Rome"}}


def test_nested_data_flatten_keeps_the_order_of_an_events_properties() -> None:
    sent = metadata({"b": {"x": 1, "2": 2}, "a": 1, "c": ["z"], "revenue": 5, "price": {"was": 6}})
    assert list(sent) == ["price", "b_2", "b_x", "a", "c_0", "price_was"]


def test_nested_data_flatten_writes_nothing_to_the_event() -> None:
    event = identify({"a": {"b": [1]}, "company": {"id": "c1", "a": {"b": 1}}})
    before = repr(event)
    calls(event)
    assert repr(event) == before


@pytest.mark.parametrize(
    ("traits", "fired"),
    [
        ({"a": {"b": 1}, "c": 1}, [("flattened", "a", {"b": 1})]),
        ({"a": {"b": {"c": 1}}}, [("flattened", "a", {"b": {"c": 1}})]),
        ({"a_b": 1, "a": {"b": 2}}, [("flattened", "a", {"b": 2}), ("flattened-name", "a_b", 2)]),
        ({"a": {"b": 2}, "a_b": 1}, [("flattened", "a", {"b": 2}), ("flattened-name", "a_b", 2)]),
        ({"created": {"at": 5}}, [("flattened", "created", {"at": 5}), ("flattened-name", "created_at", 5)]),
        ({"user": {"hash": 5}}, [("flattened", "user", {"hash": 5}), ("reserved", "user_hash", 5)]),
        ({"company": {"id": "c1", "name": "One"}, "avatar": {}}, [("avatar", "avatar", {})]),
    ],
)
def test_nested_data_flatten_fires_these_diagnostics(traits: Any, fired: list[Any]) -> None:
    assert diagnostics(identify(traits), nestedData="flatten") == fired


def test_nested_data_flatten_notes_what_is_too_deep_or_endless() -> None:
    deep = {"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}
    assert diagnostics(track(deep), nestedData="flatten") == [
        ("flattened", "a", deep["a"]),
        ("nested", "a_b_c_d_e", {"f": 1}),
    ]
    explanation = Explainer({"nestedData": "flatten"}).explain(track({"a": LOOP}))
    assert [(one.code, one.key) for one in explanation.diagnostics] == [
        ("flattened", "a"),
        ("circular-or-too-deep", "a_self"),
    ]
