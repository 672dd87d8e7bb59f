"""Whatever an event holds, only settings say where data goes, and no key that could reach a prototype comes out."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.support.mapped import calls_for, checked_settings
from tests.support.random_vectors import vector
from tests.support.tagged import decode

from intercom_destination.events.constants import RESERVED
from intercom_destination.js.globals import undefined
from intercom_destination.web.session import new_session

OURS = {"app_id": "demo", "api_base": "https://api-iam.eu.intercom.io", "widget": {"activator": "#chat"}}
SETTINGS = checked_settings({"appId": "demo", "apiBase": "eu", "activator": "#chat"}, lambda *_: None)
NESTED = checked_settings(
    {"appId": "demo", "apiBase": "eu", "activator": "#chat", "customAttributes": "nested"}, lambda *_: None
)
FROM_OPTIONS = {"user_hash", "intercom_user_jwt", "hide_default_launcher"}
REACHING_A_PROTOTYPE = {"__proto__", "constructor", "prototype"}

scalars = st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.just("https://evil.example/")
names = st.sampled_from([*RESERVED, *REACHING_A_PROTOTYPE, "email", "company", "custom_attributes", "avatar", "traits"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)
traits = st.dictionaries(names | st.text(max_size=3), values, max_size=8)
methods = st.sampled_from(["page", "identify", "group", "track"])


def calls(method: str, given_traits: Any, checked: Any, **more: Any) -> Any:
    event = {"userId": "u1", "groupId": "g1", "event": "e", "traits": given_traits, "properties": given_traits, **more}
    return calls_for(method, event, {"id": "g1", "traits": given_traits}, checked, new_session())


def keys_at_any_depth(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(keys_at_any_depth(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(keys_at_any_depth(item) for item in value))
    return set()


@given(methods, traits, st.sampled_from([SETTINGS, NESTED]))
def test_traits_never_set_what_only_settings_and_options_may(method: str, hostile: Any, checked: Any) -> None:
    for name, *arguments in calls(method, hostile, checked):
        if name in ("boot", "update"):
            expected = {} if method == "group" else OURS
            assert {key: value for key, value in arguments[0].items() if key in RESERVED} == expected


@given(methods, traits)
def test_options_set_the_launcher_the_hash_and_the_token_and_nothing_else(method: str, options: Any) -> None:
    around = {"integrations": {"Intercom": options}, "context": {"Intercom": options, **options}}
    for name, *arguments in calls(method, {}, SETTINGS, **around):
        if name in ("boot", "update"):
            reserved = {
                key: value for key, value in arguments[0].items() if key in RESERVED and key not in FROM_OPTIONS
            }
            assert reserved == ({} if method == "group" else OURS)


@given(methods, traits, st.sampled_from([SETTINGS, NESTED]))
def test_prototype_keys_never_come_out(method: str, hostile: Any, checked: Any) -> None:
    assert not keys_at_any_depth(calls(method, hostile, checked)) & REACHING_A_PROTOTYPE


@given(st.integers(0, 2**32))
def test_hostile_calls_never_raise_or_let_a_prototype_key_out(seed: int) -> None:
    made = vector(Random(seed))
    checked = checked_settings(decode(made["settings"]), lambda *_: None)
    group = {"id": made.get("group_id", undefined), "traits": decode(made["group_traits"])}
    session = new_session()
    for step in made["steps"]:
        found = calls_for(step["method"], decode(step["event"]), group, checked, session)
        assert not keys_at_any_depth(found) & REACHING_A_PROTOTYPE
        for name, *arguments in found:
            if name in ("boot", "update") and "app_id" in arguments[0]:
                assert arguments[0]["app_id"] == checked["appId"]
                assert arguments[0].get("api_base", "") == checked["apiBase"]
