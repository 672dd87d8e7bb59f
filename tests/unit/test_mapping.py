"""The mapping beyond the recorded vectors: settings that Segment never had, limits, input of no sane library."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.support.call_count import counted
from tests.support.mapped import calls_for, checked_settings

from intercom_destination.js.globals import undefined
from intercom_destination.web.session import end_session, new_session

IDENTITY = {"user_id": "u1", "id": "u1", "app_id": "demo"}
NO_GROUP: dict[str, Any] = {}


def settings(**given: Any) -> Any:
    def no_report(name: str, value: Any, allowed: str) -> None:
        pytest.fail(f"{name} is wrong: {value!r}, allowed is {allowed}")

    return checked_settings({"appId": "demo", **given}, no_report)


def calls(method: str, event: Any, **given: Any) -> Any:
    return calls_for(method, event, NO_GROUP, settings(**given), new_session())


def person(traits: Any, **given: Any) -> Any:
    """The fields of an identify's boot, except the identity."""
    [[method, fields]] = calls("identify", {"userId": "u1", "traits": traits}, **given)
    assert method == "boot"
    return {key: value for key, value in fields.items() if key not in IDENTITY}


def test_nested_custom_attributes_leave_intercoms_own_fields_on_top() -> None:
    traits = {
        "name": "Ada",
        "email": "a@b.co",
        "phone": "1",
        "avatar": {"type": "avatar"},
        "language_override": "en",
        "unsubscribed_from_emails": True,
        "plan": "pro",
        "size": 3,
    }
    on_top = {key: value for key, value in traits.items() if key != "size"}
    assert person(traits, customAttributes="nested") == {**on_top, "custom_attributes": {"size": 3}}


def test_nested_custom_attributes_given_as_such_win() -> None:
    traits = {"size": 3, "colour": "red", "custom_attributes": {"size": 4}}
    assert person(traits, customAttributes="nested") == {"custom_attributes": {"size": 4, "colour": "red"}}


def test_nested_custom_attributes_are_left_out_where_there_are_none() -> None:
    assert person({"name": "Ada"}, customAttributes="nested") == {"name": "Ada"}


def test_nested_custom_attributes_of_a_group_go_into_its_company() -> None:
    event = {"groupId": "c1", "traits": {"name": "One", "size": 3}}
    company = {"id": "c1", "name": "One", "custom_attributes": {"size": 3}}
    assert calls("group", event, customAttributes="nested") == [["update", {"company": company}]]


@pytest.mark.parametrize(("setting", "option", "sent"), [(True, None, True), (True, False, False), (False, True, True)])
def test_hide_default_launcher_of_a_call_wins(setting: bool, option: bool | None, sent: bool) -> None:
    event = {"context": {"Intercom": {"hideDefaultLauncher": option}}}
    [[_, fields]] = calls("page", event, hideDefaultLauncher=setting)
    assert fields == {"app_id": "demo", "hide_default_launcher": sent}


@pytest.mark.parametrize(("region", "url"), [("us", "api-iam"), ("eu", "api-iam.eu"), ("au", "api-iam.au")])
def test_api_base_region_stands_for_its_address(region: str, url: str) -> None:
    [[_, fields]] = calls("page", {}, apiBase=region)
    assert fields == {"app_id": "demo", "api_base": f"https://{url}.intercom.io"}


def test_string_is_truncated_at_255_utf_16_units_and_never_within_a_character() -> None:
    traits = {"long": "x" * 300, "pairs": "😀" * 200, "odd": "x" + "😀" * 127, "name": "n" * 300}
    assert person(traits) == {"long": "x" * 255, "pairs": "😀" * 127, "odd": "x" + "😀" * 127, "name": "n" * 300}


def test_address_of_an_avatar_is_not_cut() -> None:
    address = "https://site.example/" + "x" * 300
    assert person({"avatar": address}) == {"avatar": {"type": "avatar", "image_url": address}}


def test_value_that_contains_itself_is_left_out() -> None:
    company: dict[str, Any] = {"id": "c1"}
    company["parent"] = company
    company["children"] = [company, 1]
    assert person({"company": company}) == {"company": {"id": "c1", "children": [1]}}


def test_nesting_of_a_thousand_levels_ends_somewhere() -> None:
    deep: Any = "bottom"
    for _ in range(1000):
        deep = {"down": deep}
    assert "bottom" not in str(person({"company": {"id": "c1", "deep": deep}}))


def test_input_stays_as_it_was() -> None:
    event = {
        "userId": "u1",
        "traits": {"company": {"id": "c1", "created": "2014-01-01"}, "when": datetime(2020, 1, 1, tzinfo=UTC)},
        "context": {"Intercom": {"user_hash": "h"}},
    }
    before = copy.deepcopy(event)
    group = {"id": "c1", "traits": {"plan": "pro"}}
    calls_for("identify", event, group, settings(), new_session())
    assert event == before
    assert group == {"id": "c1", "traits": {"plan": "pro"}}


@pytest.mark.parametrize("event", [None, "text", 5, [], undefined])
@pytest.mark.parametrize("method", ["page", "identify", "group", "track"])
def test_event_that_is_none_sends_nothing(method: str, event: Any) -> None:
    assert calls(method, event) == []


def test_identify_of_another_person_ends_the_session_before_the_boot() -> None:
    session = new_session()
    for user_id in ("u1", "u1", "u2"):
        last = calls_for("identify", {"userId": user_id}, NO_GROUP, settings(), session)
    assert last == [["shutdown"], ["boot", {"app_id": "demo", "user_id": "u2", "id": "u2"}]]


def test_shutdown_on_logout_off_another_person_ends_nothing() -> None:
    session, given = new_session(), settings(shutdownOnLogout=False)
    calls_for("identify", {"userId": "u1"}, NO_GROUP, given, session)
    last = calls_for("identify", {"userId": "u2"}, NO_GROUP, given, session)
    assert last == [["update", {"app_id": "demo", "user_id": "u2", "id": "u2"}]]


def test_page_boots_after_the_end_of_a_session() -> None:
    session = new_session()
    calls_for("identify", {"userId": "u1"}, NO_GROUP, settings(), session)
    end_session(session)
    assert calls_for("page", {}, NO_GROUP, settings(), session) == [["boot", {"app_id": "demo"}]]


@pytest.mark.parametrize(("method", "source"), [("identify", "traits"), ("group", "traits"), ("track", "properties")])
def test_length_key_of_millions_costs_what_any_other_key_costs(method: str, source: str) -> None:
    counts = []
    for key in ("length", "height"):
        event = {"userId": "u1", "groupId": "c1", "event": "E", source: {key: 3_000_000, "plan": {key: 3_000_000}}}
        calls(method, event)  # what is made at the first call is kept
        made, count = counted(calls_for, method, event, NO_GROUP, settings(), new_session())
        fields = made[0][1]["company"] if method == "group" else made[0][-1]
        assert fields[key] == 3_000_000
        counts.append(count)
    assert 0 <= counts[0] - counts[1] < 10  # the notes name it
