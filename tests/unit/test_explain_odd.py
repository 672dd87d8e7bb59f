"""Explanations of events that only Python can have: never an exception, and a clear answer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import UserString
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from intercom_destination import Explainer, explain

BOOT = {"user_id": "1", "id": "1", "app_id": "YOUR_APP_ID"}
EAST, WEST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))


class Uncomparable:
    """As an array of numbers is, whose truth has more than one value."""

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        raise RuntimeError


class Unreadable(dict[str, Any]):
    def items(self) -> Any:
        raise RuntimeError

    def get(self, *_: Any) -> Any:
        raise RuntimeError


class Plan(str):
    """A string of a kind of its own, which does not take part in anything."""

    __slots__ = ()

    def __getitem__(self, _: Any) -> str:
        raise RuntimeError


class Level(int):
    pass


def identify(**traits: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": "1", "anonymousId": "a", "traits": traits}


def codes(event: Any, settings: Any = None) -> list[tuple[str, str]]:
    return [(one.code, one.key) for one in explain(event, settings).diagnostics]


def nested(depth: int, odd: Any) -> Any:
    value = odd
    for _ in range(depth):
        value = {"a": value}
    return value


KEYS: list[tuple[Any, str]] = [
    (5, "5"),
    (1.5, "1.5"),
    (True, "True"),
    (None, "None"),
    ((1, 2), "<tuple>"),
    (b"a", "<bytes>"),
    (10**5000, "<int>"),
    (Level(5), "<Level>"),
    (object(), "<object>"),
]


@pytest.mark.parametrize(("key", "shown"), KEYS, ids=[shown for _, shown in KEYS])
def test_key_not_string_at_any_depth(key: Any, shown: str) -> None:
    cases: list[tuple[dict[Any, Any], dict[str, Any]]] = [
        ({key: "x", "plan": "pro"}, {"plan": "pro"}),
        ({"company": {"id": "1", "name": "n", key: "x"}}, {"company": {"id": "1", "name": "n"}}),
        ({"companies": [[{"a": [{key: "x"}]}]]}, {"companies": [[{"a": [{}]}]]}),
    ]
    for traits, sent in cases:
        explanation = explain({**identify(), "traits": traits})
        assert explanation.calls == [["boot", {**BOOT, **sent}]]
        assert [(one.code, one.key) for one in explanation.diagnostics] == [("non-string-key", shown)]
        assert explanation.diagnostics[0].text == f'non-string-key: "{shown}": a key that is not a string; dropped'


def test_key_not_string_in_options_and_context() -> None:
    event = {**identify(), "integrations": {"Intercom": {"user_hash": "h", 5: 1}, 6: 1}, "context": {7: 1}}
    explanation = explain(event)
    assert explanation.calls == [["boot", {**BOOT, "user_hash": "h"}]]
    assert [one.key for one in explanation.diagnostics] == ["5", "6", "7"]


def test_key_not_string_in_settings() -> None:
    explainer = Explainer({5: "x", "appId": "abc", "loadStrategy": "late"})  # type: ignore[dict-item]
    assert [(one.code, one.key) for one in explainer.setting_diagnostics] == [
        ("setting", "loadStrategy"),
        ("non-string-key", "5"),
    ]
    assert explainer.explain({"type": "page"}).calls == [["boot", {"app_id": "abc"}]]


def test_key_not_string_in_a_group_call_does_not_come_back_in_the_next_event() -> None:
    explainer = Explainer()
    odd = {"type": "group", "anonymousId": "a", "groupId": "g", "traits": {5: 1, "plan": "pro"}}
    off = {**odd, "integrations": {"Intercom": False}}
    for event in (odd, off):
        explainer.explain(event)
        explanation = explainer.explain(identify(company={"id": "g"}))
        assert explanation.calls[0][1]["company"] == {"id": "g", "plan": "pro"}


def test_session_is_as_if_the_event_had_been_read_once() -> None:
    explainer = Explainer()
    first = explainer.explain(identify(plan=Uncomparable()))
    second = explainer.explain(identify(company={"id": "1", "name": "n", 5: 1}))
    assert [call[0] for call in [*first.calls, *second.calls]] == ["boot", "update"]


NO_DATA = [
    (1, 2),
    {1, 2},
    frozenset(),
    b"x",
    bytearray(b"x"),
    range(3),
    date(2026, 1, 2),
    Decimal("19.99"),
    Decimal("sNaN"),
    10**400,
    -(10**5000),
    UserString("x"),
    object(),
    Uncomparable(),
]


@pytest.mark.parametrize("value", NO_DATA, ids=map(str, range(len(NO_DATA))))
def test_unserializable_values_are_left_out(value: Any) -> None:
    explanation = explain(identify(a=value, b=[value], company={"id": "1", "name": "n", "c": value}))
    assert explanation.calls == [["boot", {**BOOT, "company": {"id": "1", "name": "n"}}]]
    assert {(one.code, one.key) for one in explanation.diagnostics} == {
        ("unserializable-value", "a"),
        ("nested", "b"),
        ("unserializable-value", "c"),
    }
    assert codes({"type": "track", "event": "E", "userId": "1", "properties": {"revenue": value}})


@pytest.mark.parametrize("name", ["userId", "groupId", "event", "traits", "properties", "context", "integrations"])
@pytest.mark.parametrize("method", ["page", "identify", "group", "track"])
def test_unserializable_values_anywhere_in_an_event(method: str, name: str) -> None:
    loop: list[Any] = []
    loop.append(loop)
    for value in ((1,), {1}, b"x", Decimal("sNaN"), 10**5000, Uncomparable(), Unreadable(a=1), loop, Plan("x")):
        explain({"type": method, "userId": "1", "event": "E", name: value})
        explain({"type": method, "anonymousId": value, "integrations": {"Intercom": value}, "traits": {name: value}})


NO_DICTS = [None, 5, "page", [], (), {1}, b"x", object(), Uncomparable(), 10**5000, date(2026, 1, 2)]


@pytest.mark.parametrize("event", NO_DICTS, ids=map(str, range(len(NO_DICTS))))
def test_event_that_is_no_dict_is_a_bad_event(event: Any) -> None:
    explanation = explain(event)
    assert explanation.calls == []
    assert [one.code for one in explanation.diagnostics] == ["invalid-event"]


@pytest.mark.parametrize("method", [None, 5, b"page", ["page"], Uncomparable()])
def test_type_that_is_no_string_is_another_type(method: Any) -> None:
    assert codes({"type": method}) == [("unsupported-method", "type")]


def test_subclasses_are_read_as_what_they_are() -> None:
    explanation = explain(
        {**identify(plan=Plan("pro"), level=Level(5)), "traits": Unreadable(identify(plan=Plan("pro"))["traits"])}
    )
    assert explanation.calls == [["boot", {**BOOT, "plan": "pro"}]]


def test_event_of_any_depth() -> None:
    for odd in (1, {5: 1}):
        deep = nested(50_000, odd)
        assert explain(identify(address=deep)).calls == [["boot", BOOT]]
        explanation = explain(
            {**identify(company={"id": "1", "name": "n", "deep": deep}), "context": {"x": deep}, "x": {5: 1}}
        )
        assert [one.code for one in explanation.diagnostics] == ["circular-or-too-deep"]


def test_event_that_contains_itself() -> None:
    event = identify(company={"id": "1", "name": "n"})
    event["traits"]["company"]["event"] = event
    event["self"] = event
    assert codes(event) == [("circular-or-too-deep", "company"), ("circular-or-too-deep", "self")]
    event["traits"]["company"][5] = 1
    assert codes(event) == [
        ("non-string-key", "5"),
        ("circular-or-too-deep", "company"),
        ("circular-or-too-deep", "self"),
    ]


def test_dates_at_the_ends_of_time() -> None:
    first, last = (datetime.fromisoformat(text) for text in ("0001-01-01", "9999-12-31T23:59:59"))
    for when in (first.replace(tzinfo=EAST), last.replace(tzinfo=WEST), last.replace(tzinfo=UTC), first, last):
        explanation = explain(identify(created=when, on=when, company={"id": "1", "name": "n", "created": when}))
        assert [call[0] for call in explanation.calls] == ["boot"]


@pytest.mark.parametrize(("flags", "variables"), [(["-O"], {}), ([], {"PYTHONOPTIMIZE": "1"})])
def test_explain_names_diagnostics_where_python_optimizes(flags: list[str], variables: dict[str, str]) -> None:
    code = "from intercom_destination import explain; print(__debug__, explain({'type': 'alias'}).diagnostics[0].code,"
    code += "*[one.code for one in explain({'type': 'identify', 'userId': '1', 'traits': {'a': [1]}}).diagnostics])"
    command = [sys.executable, *flags, "-c", code]
    found = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=True)
    assert found.stdout == "False unsupported-method nested\n"
