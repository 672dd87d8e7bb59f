"""What `explain --mobile` says of an app's events: the native calls, and what is left out or lost on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from intercom_destination.cli.main import main
from intercom_destination.diagnostics.codes import DIAGNOSTICS
from intercom_destination.diagnostics.mobile_codes import MOBILE_DIAGNOSTICS
from intercom_destination.diagnostics.mobile_explain import MobileExplainer

OFF = {"All": False}


def codes(event: Any, system: str = "ios", **settings: Any) -> list[tuple[str, str]]:
    return [(one.code, one.key) for one in MobileExplainer(system, settings).explain(event).diagnostics]


def identify(**traits: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": "u1", "traits": traits}


def track(**properties: Any) -> dict[str, Any]:
    return {"type": "track", "event": "Bought", "properties": properties}


@pytest.mark.parametrize(
    ("event", "code", "key"),
    [
        (identify(email=["a"]), "nested", "email"),
        (identify(email=True), "wrong-type", "email"),
        (identify(email=None), "null-attribute", "email"),
        (identify(createdAt="soon"), "invalid-date", "createdAt"),
        (identify(signedUpAt="soon"), "invalid-date", "signedUpAt"),
        (identify(signedUpAt=2**33 * 1000), "date-out-of-range", "signedUpAt"),
        (identify(user_id="x"), "id-trait", "user_id"),
        (identify(anonymousId="x"), "id-trait", "anonymousId"),
        (identify(app_id="x"), "reserved", "app_id"),
        (identify(constructor="x"), "prototype-key", "constructor"),
        (identify(x=float("nan")), "unserializable-value", "x"),
        (identify(bio="x" * 256), "truncated", "bio"),
        (identify(company="Acme"), "company-name", "company"),
        (identify(companies="Acme"), "wrong-type", "companies"),
        (identify(companies={"id": 1}), "wrong-type", "companies"),
        (identify(company={}), "company-without-id", "company"),
        (identify(company={"id": 1, "monthlySpend": 2.5}), "rounded", "company.monthlySpend"),
        (identify(companies=[{"id": 1, "plan": []}]), "nested", "companies.plan"),
        ({"type": "identify", "userId": {}, "traits": {}}, "invalid-user-id", "userId"),
        ({"type": "group", "traits": {}}, "company-without-id", "groupId"),
        ({"type": "group", "groupId": 1, "traits": {"name": True}}, "wrong-type", "name"),
        (track(a={}), "nested", "a"),
        (track(constructor=1), "prototype-key", "constructor"),
        ({"type": "track", "event": ""}, "invalid-event-name", "event"),
        ({"type": "track", "event": "A"}, "held", ""),
        ({"type": "track", "event": "A", "integrations": OFF}, "disabled-by-integrations", ""),
        ({"type": "screen"}, "mobile-method", "type"),
        (5, "invalid-event", ""),
    ],
)
def test_rule_fires_for_the_event(event: Any, code: str, key: str) -> None:
    assert (code, key) in codes(event)


def test_hash_of_an_unidentified_person_is_named() -> None:
    event = {
        "type": "identify",
        "traits": {},
        "integrations": {"Intercom": {"user_hash": "h", "intercom_user_jwt": "t"}},
    }
    assert codes(event) == [("hash-without-user", "user_hash"), ("hash-without-user", "intercom_user_jwt")]


def test_companies_that_are_no_list_are_not_said_to_be_sent() -> None:
    assert codes(identify(companies="Acme")) == [("wrong-type", "companies")]
    assert codes(identify(companies=None)) == []


def test_plain_identify_has_no_rules() -> None:
    event = identify(email="a@b.c", plan="pro", createdAt="2018-03-26", company={"id": 1, "remove": True})
    assert codes(event) == []


def test_android_names_what_the_bridge_would_lose() -> None:
    event = track(revenue=5, link={"url": "u", "value": "v"})
    assert codes(event, "android", richLinkProperties=["link"]) == [
        ("flat-rich-link", "link"),
        ("flat-price", "revenue"),
        ("held", ""),
    ]
    assert codes(event, "ios", richLinkProperties=["link"]) == [("held", "")]


def test_session_of_each_person_goes_on_from_event_to_event() -> None:
    explainer = MobileExplainer("ios")
    events = [
        {"type": "track", "event": "A", "anonymousId": "a"},
        {"type": "identify", "userId": "u1", "anonymousId": "a", "traits": {"email": "e"}},
        {"type": "identify", "userId": "u1", "anonymousId": "a", "traits": {"email": "e"}},
        {"type": "track", "event": "A", "anonymousId": "b"},
        {"type": "identify", "userId": "u2", "anonymousId": "a", "traits": {"email": "e"}},
        {"type": "reset", "anonymousId": "a"},
    ]
    found = [explainer.explain(event) for event in events]
    assert [[call[0] for call in explanation.calls] for explanation in found] == [
        [],
        ["loginUser", "updateUser", "logEvent"],
        [],
        [],
        ["logout", "loginUser", "updateUser"],
        ["logout"],
    ]
    assert [[one.code for one in explanation.diagnostics] for explanation in found] == [
        ["held"],
        [],
        ["repeated-update"],
        ["held"],
        ["inherited-traits", "another-person"],
        [],
    ]


def test_known_visitors_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intercom_destination.diagnostics.visitors.VISITORS", 1)
    explainer = MobileExplainer("ios")
    for anonymous_id in ("a", "b", "a"):
        explanation = explainer.explain({**identify(), "anonymousId": anonymous_id})
        assert explanation.calls[0][0] == "loginUser"


def test_visitors_with_ids_of_a_string_subclass_are_told_apart() -> None:
    class Id(str):
        __slots__ = ()

    explainer = MobileExplainer("ios")
    for anonymous_id in ("a", "b"):
        explanation = explainer.explain({**identify(), "anonymousId": Id(anonymous_id)})
        assert [call[0] for call in explanation.calls] == ["loginUser", "updateUser"]


def test_event_of_odd_objects_is_explained() -> None:
    class Hostile(dict[str, Any]):
        def get(self, *_args: Any) -> Any:
            raise RuntimeError

    assert codes({"type": "identify", "userId": "u1", "traits": {1: 2}}) == [("non-string-key", "1")]
    assert MobileExplainer("ios").explain(Hostile(type="track")).calls == []


def test_setting_that_is_wrong_is_named() -> None:
    (diagnostic,) = MobileExplainer("ios", {"collectContext": "yes"}).setting_diagnostics
    assert (diagnostic.code, diagnostic.key, diagnostic.value) == ("setting", "collectContext", "yes")


def test_unknown_system_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown system 'windows'; there are ios and android"):
        MobileExplainer("windows")


def test_codes_all_say_their_rule_and_where_the_document_speaks_of_it() -> None:
    (diagnostic,) = MobileExplainer("ios").explain(identify(email=True)).diagnostics
    assert diagnostic.difference == "M10"
    assert diagnostic.text == 'wrong-type: "email": not of the one type that Intercom\'s SDKs take here; left out'
    assert diagnostic.link.endswith("#identify")
    (shown,) = MobileExplainer("ios").explain(identify(user_id="x")).diagnostics
    assert shown.text.endswith("got 'x'")
    assert not MOBILE_DIAGNOSTICS.keys() & (DIAGNOSTICS.keys() - {"another-person"})


def test_command_prints_native_calls(tmp_path: Path) -> None:
    events = tmp_path / "events.jsonl"
    events.write_text(json.dumps(identify(plan="pro")))
    run = CliRunner().invoke(main, ["explain", "--mobile", "android", str(events)])
    assert run.exit_code == 0, run.output
    assert '-> loginUser {"userId": "u1"}' in run.stdout
    assert '-> updateUser {"customAttributes": {"plan": "pro"}}' in run.stdout
    run = CliRunner().invoke(main, ["explain", "--mobile", "ios", "--format", "json", str(events)])
    assert json.loads(run.stdout)["calls"][0] == {"method": "loginUser", "arguments": [{"userId": "u1"}]}
