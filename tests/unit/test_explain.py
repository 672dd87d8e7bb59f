"""Explanations: every diagnostic has an event that fires it, and every code has its row in the table."""

from __future__ import annotations

import re
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import intercom_destination
from intercom_destination import Explainer, explain
from intercom_destination.diagnostics.codes import DIAGNOSTICS, link, message
from intercom_destination.js.cpython import INVALID_DATE

SOURCE = Path(intercom_destination.__path__[0])
# Codes that only a page can meet.
PAGE_ONLY = {"rate-limited", "hash-missing", "queue-full", "widget-blocked"}


def identify(**traits: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": "1", "traits": traits}


def track(**properties: Any) -> dict[str, Any]:
    return {"type": "track", "userId": "1", "event": "E", "properties": properties}


def group(**traits: Any) -> dict[str, Any]:
    return {"type": "group", "groupId": "g", "traits": {"name": "n", **traits}}


def with_options(**options: Any) -> dict[str, Any]:
    return {**identify(), "integrations": {"Intercom": options}}


ENDLESS: Any = {"id": "1", "name": "n"}
ENDLESS["self"] = ENDLESS

# (code, key) -> the events that fire it, and settings. The last event is the one that counts.
CASES: dict[tuple[str, str], tuple[list[Any], dict[str, Any]]] = {
    ("another-person", "userId"): ([identify(), {**identify(), "userId": "2", "anonymousId": "a"}], {}),
    ("avatar", "avatar"): ([identify(avatar="https://a.b/c.png")], {}),
    ("invalid-event", "event"): ([5], {}),
    ("filled-from-group", "plan"): ([group(plan="pro"), identify(company={"id": "g"})], {}),
    ("company-incomplete", "name"): ([{"type": "group", "groupId": "g"}], {}),
    ("company-name", "company"): ([identify(company="Segment")], {}),
    ("created-passthrough", "created_at"): ([group(created_at="")], {}),
    ("currency", "currency"): ([track(revenue=5)], {}),
    ("truncated", "bio"): ([identify(bio="x" * 256)], {}),
    ("date-format", "created_at"): ([identify(createdAt="2021-02-15 18:52:31 UTC")], {}),
    ("date-needs-at-suffix", "since"): ([identify(since="2026-01-02")], {}),
    ("default-activator", "activator"): ([identify()], {"activator": ""}),
    ("circular-or-too-deep", "self"): ([identify(company=ENDLESS)], {}),
    ("event-date", "on"): ([track(on="2026-01-02")], {}),
    ("event-invalid-date", "on"): ([track(on=INVALID_DATE)], {}),
    ("too-many-event-names", "E120"): ([{**track(), "event": f"E{number}"} for number in range(121)], {}),
    ("event-spelling", "companyId"): ([track(companyId=5)], {}),
    ("flattened", "address"): ([identify(address={"city": "x"})], {"nestedData": "flatten"}),
    ("flattened-name", "created_at"): ([identify(created={"at": 5})], {"nestedData": "flatten"}),
    ("anonymous-identify", "userId"): ([{"type": "identify", "traits": {}}], {}),
    ("non-string-key", "5"): ([identify(company={"id": "1", 5: "x"})], {}),
    ("invalid-launcher-option", "hideDefaultLauncher"): ([with_options(hideDefaultLauncher="yes")], {}),
    ("milliseconds", "seen_at"): ([identify(seen_at=1404938234123)], {}),
    ("nested", "address"): ([identify(address={"city": "x"})], {}),
    ("nested-standard", "plan"): ([group(plan={"name": "x"})], {}),
    ("missing-app-id", "appId"): ([identify()], {"appId": ""}),
    ("invalid-company", "company"): ([identify(company=5)], {}),
    ("unserializable-value", "f"): ([identify(f=float("nan"))], {}),
    ("invalid-date", "created"): ([identify(created="soon")], {}),
    ("date-like-identifier", "name"): ([identify(name="2026-01-02")], {}),
    ("invalid-event-name", "event"): ([{"type": "track", "event": 5}], {}),
    ("invalid-user-id", "userId"): ([{**identify(email="a@b.c"), "userId": 0}], {}),
    ("not-an-object", "traits"): ([{**identify(), "traits": "x"}], {}),
    ("invalid-option", "user_hash"): ([with_options(user_hash="")], {}),
    ("null-options", "Intercom"): ([{**identify(), "context": {"Intercom": None}}], {}),
    ("invalid-price", "revenue"): ([track(revenue="abc")], {}),
    ("null-overwrites", "plan"): ([identify(plan=None)], {}),
    ("js-reserved-key", "length"): ([identify(length=5)], {}),
    ("nonstandard-option", "intercom_user_jwt"): ([with_options(intercom_user_jwt="x")], {}),
    ("metadata-order", "price"): ([track(a=1, revenue=5)], {}),
    ("unsupported-method", "type"): ([{"type": "alias"}], {}),
    ("price", "revenue"): ([track(revenue=19.99)], {}),
    ("metadata-hidden", "E"): ([track(**{f"p{number}": 1 for number in range(6)})], {}),
    ("metadata-dropped", "E"): ([track(**{f"p{number}": 1 for number in range(21)})], {}),
    ("prototype-key", "__proto__"): ([identify(__proto__=1)], {}),
    ("reserved", "api_base"): ([identify(api_base="https://evil.example")], {}),
    ("invalid-rich-link-setting", "richLinkProperties"): ([identify()], {"richLinkProperties": "article"}),
    ("rich-link-spelling", "Article"): ([track(Article="x")], {"richLinkProperties": ["article"]}),
    ("setting", "loadStrategy"): ([identify()], {"loadStrategy": "late"}),
    ("spelling", "Email"): ([identify(Email="a@b.c")], {}),
    ("disabled-by-integrations", "integrations"): ([{**identify(), "integrations": {"All": False}}], {}),
    ("js-throwing-key", "valueOf"): ([identify(valueOf=1)], {}),
    ("event-without-user", "E"): ([{**track(), "userId": None}], {}),
}


@pytest.mark.parametrize(("code", "key"), CASES)
def test_diagnostic_fires(code: str, key: str) -> None:
    events, settings = CASES[code, key]
    explainer = Explainer(settings)
    *_, last = [
        explainer.explain({"anonymousId": "a", **event} if isinstance(event, dict) else event) for event in events
    ]
    diagnostics = [*explainer.setting_diagnostics, *last.diagnostics]
    assert (code, key) in [(one.code, one.key) for one in diagnostics]
    for one in diagnostics:
        assert one.text.startswith(one.code)
        assert "\n" not in one.text


def test_codes_all_have_an_event_that_fires_them() -> None:
    assert {code for code, _ in CASES} == DIAGNOSTICS.keys() - PAGE_ONLY


def test_rules_are_the_diagnostics_by_the_name_of_before() -> None:
    explanation = explain({"type": "alias"})
    with pytest.warns(DeprecationWarning, match=r"Explanation\.rules is Explanation\.diagnostics now"):
        assert explanation.rules == explanation.diagnostics
    explainer = Explainer({"appId": 5})
    with pytest.warns(DeprecationWarning, match=r"Explainer\.setting_rules is Explainer\.setting_diagnostics now"):
        assert explainer.setting_rules == explainer.setting_diagnostics != []


def test_differences_all_have_a_code() -> None:
    assert {one[0] for one in DIAGNOSTICS.values()} - {""} == {f"D{number}" for number in range(1, 28)}


def test_codes_that_are_emitted_have_a_row() -> None:
    emitted = set()
    for path in [path for room in ("js", "events", "web", "diagnostics") for path in SOURCE.glob(f"{room}/**/*.py")]:
        emitted |= set(re.findall(r'\b(?:note\(|add\(found,)\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
    assert emitted <= DIAGNOSTICS.keys()
    assert len(emitted) > 20


def test_harmless_event_fires_nothing() -> None:
    event = identify(name="Iñigo Montoya", email="a@b.c", company={"id": "1", "name": "n"}, createdAt="2026-01-02")
    explanation = explain(event, {"appId": "abc"})
    assert explanation.diagnostics == []
    assert [call[0] for call in explanation.calls] == ["boot"]


@pytest.mark.parametrize(
    ("event", "differences"),
    [
        ({**track(total=5, currency="EUR"), "event": "Completed Orders Report"}, {"D2", "D19"}),
        (track(revenue=-5), {"D2", "D19"}),
        (identify(avatar={"type": "avatar"}), {"D7"}),
        (identify(createdAt={"day": 1}), {"D16", "D17"}),
        (identify(createdAt="20140101", created_at="2014-02-02"), {"D13"}),
        (identify(**{"company.created": 5}), {"D9"}),
        ({**identify(), "userId": "2014-01-01"}, {"D15"}),
        ({**identify(), "userId": "", "traits": "text"}, {"D9"}),
        ({**track(), "event": "2014-01-01"}, {"D15"}),
        (with_options(hide_default_launcher=True), {"D20"}),
        ({**with_options(x=1), "context": {"intercom": {"userHash": "h"}}}, {"D20"}),
        (with_options(userHash="h"), set()),
        (identify(createdAt="20140101"), set()),
        (track(revenue=5, Currency="USD", currency="USD"), set()),
    ],
)
def test_differences_are_all_named(event: dict[str, Any], differences: set[str]) -> None:
    assert {one.difference for one in explain(event).diagnostics} - {""} == differences


def test_message_names_code_difference_key_rule_and_value() -> None:
    assert message("invalid-date", "created", "soon") == (
        'invalid-date: "created": cannot be read as a date; dropped; got "soon"'
    )
    assert message("missing-app-id", "", None) == "missing-app-id: no appId; nothing is sent"
    assert message("truncated", "bio", "x" * 300).endswith('; got "' + "x" * 60 + '..."')
    assert link("metadata-hidden") == "https://segment.com/docs/destinations/intercom/#limited-properties"
    assert link("setting") == link("unheard of") == ""


def test_visitors_do_not_end_each_others_sessions() -> None:
    explainer = Explainer()
    for visitor in "ab":
        explanation = explainer.explain({**identify(), "anonymousId": visitor, "userId": visitor})
        assert [call[0] for call in explanation.calls] == ["boot"]


def test_visitors_are_forgotten_so_that_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intercom_destination.diagnostics.visitors.VISITORS", 2)
    explainer = Explainer()
    calls = [explainer.explain({"type": "page", "anonymousId": visitor}).calls[0][0] for visitor in "ababcab"]
    assert calls == ["boot", "boot", "update", "update", "boot", "boot", "boot"]


def test_event_stays_as_it_was() -> None:
    event = identify(Email="a@b.c", company="x", avatar="u")
    before = repr(event)
    explain(event)
    assert repr(event) == before


@pytest.mark.parametrize(
    ("zone", "seconds"),
    [("UTC", 1530446400), ("America/New_York", 1530460800), (ZoneInfo("Asia/Kathmandu"), 1530425700)],
)
def test_timezone_is_that_of_dates_without_one(zone: Any, seconds: int) -> None:
    for created in ("July 1, 2018 12:00", "2018-07-01 12:00", datetime(2018, 7, 1, 12)):  # noqa: DTZ001
        ((_, fields),) = explain(identify(createdAt=created), timezone=zone).calls
        assert fields["created_at"] == seconds
        ((_, fields),) = Explainer(timezone=zone).explain(identify(since_at=created)).calls
        assert fields["since_at"] == (created if str(created).startswith("July") else seconds)


@pytest.mark.parametrize(
    ("created", "seconds"),
    [
        ("2021-02-15 18:52:31 UTC", 1613415151),
        ("2021-02-15 18:52:31 +0000", 1613415151),
        ("Mon Feb 15 18:52:31 UTC 2021", 1613415151),
        ("Feb 15, 2021, 6:52:31 PM", 1613415151),
        ("2/15/2021 6:52 PM", 1613415120),
        ("2021/02/15", 1613347200),
        ("2021-2-5", 1612483200),
        ("3/26/2018 10:00:00 PM", 1522101600),
        ("2021-10-25 07:19:39.791605-05:00", 1635164379),
        ("15569389210", 15569389210),
        ("Plan 9", None),
        ("since 2014", None),
        ("x1556938921", None),
    ],
)
def test_created_at_is_the_date_that_was_printed(created: str, seconds: int | None) -> None:
    for event in (identify(createdAt=created), identify(company={"created": created}), group(created=created)):
        ((_, fields),) = explain(event, timezone="UTC").calls
        assert fields.get("company", fields).get("created_at") == seconds


def test_timezone_of_one_explainer_is_not_anothers() -> None:
    event = identify(createdAt="2018-07-01 12:00")
    kathmandu, utc = Explainer(timezone="Asia/Kathmandu"), Explainer(timezone="UTC")
    seconds = [explainer.explain(event).calls[0][1]["created_at"] for explainer in (kathmandu, utc, kathmandu)]
    assert seconds == [1530425700, 1530446400, 1530425700]


def test_timezone_is_the_machines_unless_given(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/New_York")
        time.tzset()
        ((_, fields),) = explain(identify(createdAt="July 1, 2018 12:00")).calls
    time.tzset()
    assert fields["created_at"] == 1530460800


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "America", "a\0b", "x" * 5000, 5, b"UTC", []])
def test_timezone_that_there_is_not_is_an_error(zone: Any) -> None:
    with pytest.raises(ValueError, match=r"^unknown time zone .*; wanted is a name such as Europe/Paris"):
        Explainer(timezone=zone)


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("2021-02-15 18:52", ["date-format"]),
        ("2021-02-15 18:52+02:00", ["date-format"]),
        ("Feb 15, 2021", ["date-format"]),
        ("Plan 9", ["date-format", "invalid-date"]),
        ("soon", ["invalid-date"]),
        ("x1556938921", ["invalid-date"]),
        ("2021-02-15", []),
        ("2021-02-15T18:52", []),
        ("20210215", []),
        ("1556938921", []),
        (1556938921, []),
    ],
)
def test_date_format_fires_where_another_browser_may_read_it_otherwise(value: Any, codes: list[str]) -> None:
    diagnostics = explain(identify(created_at=value)).diagnostics
    assert [(one.code, one.key, one.value) for one in diagnostics] == [(code, "created_at", value) for code in codes]


def test_date_format_fires_for_a_trait_that_is_a_local_date() -> None:
    diagnostics = explain(identify(seen_at="2021-02-15 18:52", since="2021-02-15", text="Feb 15, 2021")).diagnostics
    assert [(one.code, one.key) for one in diagnostics] == [
        ("date-format", "seen_at"),
        ("date-needs-at-suffix", "since"),
    ]
