"""Options of a single call, and the switch: where they are looked for, and which of them counts."""

from __future__ import annotations

from typing import Any

import pytest

from intercom_destination.events.options import call_options, is_off, launcher_option, user_hash, user_jwt
from intercom_destination.js.globals import undefined

ONE = {"user_hash": "one"}
TWO = {"user_hash": "two"}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"Intercom": ONE}, "one"),
        ({"INTERCOM": ONE}, "one"),
        ({"$inter com": ONE}, "one"),
        ({"intercom": ONE, "Intercom": TWO}, "two"),
        ({"intercom": ONE, "INTERCOM": TWO}, "one"),
        ({"intercom": ONE, "Intercom": {}}, undefined),
        ({"intercom": ONE, "Intercom": False}, "one"),
        ({"intercom.": ONE}, undefined),
    ],
)
def test_destinations_name_counts_exactly_else_in_its_first_spelling(options: Any, found: Any) -> None:
    assert user_hash(call_options({"integrations": options})) == found
    assert user_hash(call_options({"context": options})) == found


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ({"integrations": {"Intercom": ONE}, "context": {"Intercom": TWO}}, "one"),
        ({"integrations": {"Intercom": {"user_hash": 0}}, "context": {"Intercom": TWO}}, "two"),
        ({"integrations": {"Intercom": True}, "context": {"Intercom": TWO}}, "two"),
        ({"context": {"providers": {"Intercom": ONE}, "Intercom": TWO}}, "one"),
        ({"options": {"Intercom": ONE}, "context": {"Intercom": TWO}}, "one"),
        ({"options": {}, "context": {"Intercom": TWO}}, undefined),
        ({"options": 0, "context": {"Intercom": TWO}}, "two"),
    ],
)
def test_integrations_go_before_context_and_options_stand_in_for_it(event: Any, found: Any) -> None:
    assert user_hash(call_options(event)) == found


@pytest.mark.parametrize("nothing", [None, "Intercom", 5, True, [], [ONE], undefined])
def test_options_that_are_no_object_hold_none(nothing: Any) -> None:
    assert user_hash(call_options({"integrations": nothing, "context": nothing})) is undefined
    assert user_hash(call_options({"integrations": {"Intercom": nothing}, "options": nothing})) is undefined
    assert not is_off({"integrations": nothing, "context": nothing})


@pytest.mark.parametrize(
    ("read", "name", "other_name", "value", "other_value"),
    [
        (launcher_option, "hideDefaultLauncher", "hide_default_launcher", True, False),
        (user_hash, "user_hash", "userHash", "one", 2),
        (user_jwt, "intercom_user_jwt", "intercomUserJwt", "one", 2),
    ],
)
def test_options_have_two_names_each(read: Any, name: str, other_name: str, value: Any, other_value: Any) -> None:
    assert read([undefined, {name: value}]) == value
    assert read([undefined, {other_name: other_value}]) == other_value
    assert read([undefined, {other_name: other_value, name: value}]) == value
    assert read([undefined, {name: None, other_name: other_value}]) == other_value
    assert read([undefined, {name.upper(): value}]) is undefined


@pytest.mark.parametrize(
    ("event", "off"),
    [
        ({"integrations": {"Intercom": False}}, True),
        ({"integrations": {"intercom": False}}, True),
        ({"integrations": {"Intercom": None}}, False),
        ({"integrations": {"All": False}}, True),
        ({"integrations": {"ALL": False, "Intercom": None}}, False),
        ({"integrations": {"All": "no"}}, False),
        ({"context": {"All": False}}, True),
        ({"context": {"All": False}, "integrations": {"Mixpanel": True}}, True),
        ({"context": {"All": False}, "integrations": {"Intercom": True}}, False),
        ({"context": {"All": True}, "integrations": {"All": False}}, False),
        ({"context": {"providers": {"All": False}, "All": True}}, True),
        ({"context": {"providers": {"All": True}, "All": False}}, False),
        ({"context": {"providers": {"All": False}}, "integrations": {"All": True}}, True),
        ({}, False),
    ],
)
def test_switched_off_by_name_or_by_the_first_all(event: Any, off: bool) -> None:
    assert is_off(event) is off
