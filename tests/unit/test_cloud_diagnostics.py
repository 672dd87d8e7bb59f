"""What `explain` says of an event in cloud mode: each code has an event that fires it, and a plain event has none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.support.cloud_events import SECOND, TIME, group, identify, track
from tests.support.cloud_vectors import SETTINGS, answer, vectors
from tests.unit.test_diagnostic_links import SECTIONS

import intercom_destination.diagnostics
from intercom_destination.diagnostics.cloud_codes import CLOUD_DIAGNOSTICS, cloud_link, cloud_message
from intercom_destination.diagnostics.cloud_explain import CloudExplainer
from intercom_destination.events.constants import MAX_STRING

DATE = "2018-03-26"
LONG = "x" * (MAX_STRING + 1)
MICROSECONDS = 1_700_000_000_000_000
LINK = {"url": "u", "value": "v"}
FLAT = {"nested": "flatten"}

# (code, key): (event, settings).
CASES: dict[tuple[str, str], tuple[Any, dict[str, Any]]] = {
    ("attribute-date", "renewal"): (identify({"renewal": DATE}), {}),
    ("blacklisted", "My Key"): (track({"My Key": 1}), {"blacklist": {"my_key": "drop"}}),
    ("boolean-as-text", "paid"): (track({"paid": True}), {}),
    ("clock-corrected", "timestamp"): (track(sentAt=TIME, receivedAt="2026-03-04T05:06:09Z"), {}),
    ("company-by-name", "name"): (identify({"company": {"name": "Acme"}}), {}),
    ("company-in-company", "company"): (group({"company": "Acme"}), {}),
    ("company-name", "companies"): (identify({"companies": ["Acme"]}), {}),
    ("currency", "currency"): (track({"revenue": 5, "currency": {}}), {}),
    ("date-like-identifier", "name"): (identify({"name": DATE}), {}),
    ("disabled-by-integrations", "integrations"): (identify(integrations={"intercom": False}), {}),
    ("empty-text", "phone"): (identify({"phone": ""}), {}),
    ("event-not-taken", "event"): (track(), {"events": {"allow": ["Other"]}}),
    ("flattened", "a"): (identify({"a": {"b": 1}}), FLAT),
    ("group-person", "unsubscribed"): (group(context={"Intercom": {"unsubscribed": True}}), {}),
    ("id-trait", "ID"): (identify({"ID": 5}), {}),
    ("inactive", "active"): (identify(context={"active": False}), {}),
    ("invalid-company", "company"): (identify({"company": {"plan": "x"}}), {}),
    ("invalid-date", "createdAt"): (identify({"createdAt": "soon"}), {}),
    ("invalid-email", "email"): (identify({"email": "nobody"}), {}),
    ("invalid-price", "revenue"): (track({"revenue": "free"}), {}),
    ("invalid-remove", "remove"): (identify({"company": {"id": 1, "remove": "yes"}}), {}),
    ("invalid-rich-link", "a"): (track({"a": {"url": 5}}), {"richLinkProperties": ["a"]}),
    ("invalid-unsubscribe", "unsubscribedFromEmails"): (
        identify(context={"Intercom": {"unsubscribedFromEmails": 1}}),
        {},
    ),
    ("js-reserved-key", "length"): (identify({"length": 5}), {}),
    ("key-characters", "a.b"): (identify({"a.b": 1}), {}),
    ("metadata-date", "due"): (track({"due": DATE}), {}),
    ("metadata-dropped", "b"): (track({"a": 1, "b": 2}), {"metadataLimit": 1}),
    ("metadata-hidden", "Report Exported"): (track({f"k{number}": 1 for number in range(6)}), {}),
    ("metadata-order", "price"): (track({"a": 1, "revenue": 5}), {}),
    ("name-part", "lastName"): (identify({"lastName": "Ruiz"}), {}),
    ("name-taken", "a_b"): (identify({"a": {"b": 1}, "a_b": 2}), FLAT),
    ("nested", "tags"): (identify({"tags": []}), {}),
    ("no-client-field", "ip"): (identify(context={"ip": "1.2.3.4"}), {}),
    ("no-time", "timestamp"): (track(timestamp=None), {}),
    ("not-sent", "type"): ({"type": "screen"}, {}),
    ("null-dropped", "name"): (identify({"name": None}), {}),
    ("null-overwrites", "plan"): (identify({"plan": None}), {}),
    ("number-as-text", "phone"): (identify({"phone": 34}), {}),
    ("price", "revenue"): (track({"revenue": "1,999.99"}), {}),
    ("rich-link", "a"): (track({"a": {**LINK, "more": 1}}), {"richLinkProperties": ["a"]}),
    ("spelling", "Email"): (identify({"Email": "a@b.c", "email": "d@e.f"}), {}),
    ("stringified", "a"): (identify({"a": "text"}), {"blacklist": {"a": "stringify"}}),
    ("too-deep", "a"): (identify({"a": {"b": {"c": {"d": {"e": {}}}}}}), FLAT),
    ("truncated", "note"): (identify({"note": LONG}), {}),
    ("unsubscribe-trait", "unsubscribed"): (identify({"unsubscribed": True}), {}),
    ("unused-date", "createdAt"): (identify({"created": DATE, "createdAt": DATE + "T01:00"}), {}),
    ("whole-number", "monthlySpend"): (group({"monthlySpend": 99.9}), {}),
    ("wrong-type", "avatar"): (identify({"avatar": 5}), {}),
}
# More that fires one of these codes.
MORE: list[tuple[str, str, Any, dict[str, Any]]] = [
    ("wrong-type", "plan", group({"plan": {}}), {}),
    ("wrong-type", "userId", identify({"email": "a@b.c"}, userId={}), {}),
    ("wrong-type", "size", group({"size": "11-50"}), {}),
    ("wrong-type", "bad", identify({"bad": float("nan")}), {}),
    ("number-as-text", "userId", track(userId=5), {}),
    ("number-as-text", "event", track(event=5), {}),
    ("number-as-text", "id", identify({"company": {"id": 5}}), {}),
    ("date-like-identifier", "userId", identify(userId=DATE), {}),
    ("date-like-identifier", "groupId", group(groupId=DATE), {}),
    ("date-like-identifier", "event", track(event=DATE), {}),
    ("date-like-identifier", "company_id", identify({"company": {"company_id": DATE}}), {}),
    ("date-like-identifier", "name", group({"name": DATE}), {}),
    ("truncated", "phone", identify({"phone": LONG}), {}),
    ("truncated", "industry", group({"industry": LONG}), {}),
    ("null-dropped", "a", track({"a": None}), {}),
    ("null-dropped", "avatar", identify({"avatar": None}), {}),
    ("null-dropped", "size", group({"size": None}), {}),
    ("null-dropped", "created", group({"created": None}), {}),
    ("null-overwrites", "a_b", group({"a": {"b": None}}), FLAT),
    ("invalid-email", "e-mail", identify({"e-mail": 5}), {}),
    ("null-dropped", "email", identify({"email": None}), {}),
    ("invalid-date", "created", identify({"created": -5}), {}),
    ("invalid-date", "lastRequestAt", identify({"lastRequestAt": "soon"}), {}),
    ("invalid-date", "timestamp", identify(timestamp="soon"), {}),
    ("invalid-date", "createdAt", identify({"createdAt": MICROSECONDS}), {}),
    ("invalid-date", "remoteCreatedAt", group({"remoteCreatedAt": MICROSECONDS}), {}),
    ("invalid-date", "timestamp", track(timestamp=MICROSECONDS), {}),
    ("invalid-date", "lastRequestAt", identify(context={"lastRequestAt": "soon"}), {}),
    ("invalid-date", "due_date", track({"due_date": MICROSECONDS}), {}),
    ("invalid-price", "revenue", track({"revenue": 1e300}), {}),
    ("wrong-type", "size", group({"size": -5}), {}),
    ("wrong-type", "monthly_spend", identify({"company": {"id": 1, "monthly_spend": -0.5}}), {}),
    ("wrong-type", "n", identify({"n": 2**63}), {}),
    ("wrong-type", "n", track({"n": 2**63}), {}),
    ("invalid-email", "email", identify({"email": "@"}), {}),
    ("null-dropped", "email", identify({"email": None, "E-mail": "a@b.c"}), {}),
    ("truncated", "event", track(event=LONG), {}),
    ("truncated", "name", identify({"name": LONG}), {}),
    ("truncated", "name", group({"name": LONG}), {}),
    ("truncated", "name", identify({"company": {"name": LONG}}), {}),
    ("empty-text", "name", identify({"name": " "}), {}),
    ("metadata-date", "due_date", track({"due_date": SECOND * 1000}), {}),
    ("metadata-date", "due_date", track({"due_date": SECOND + 0.5}), {}),
    ("key-characters", "", identify({"": 1}), {}),
    ("truncated", "a", track({"a": {"url": "u", "value": LONG}}), {"richLinkProperties": ["a"]}),
    ("key-characters", "", track({"": 1}), {}),
    ("name-taken", "PLAN", track({"plan": 1, "PLAN": 2}), {}),
    ("invalid-price", "currency", track({"currency": "eur"}), {}),
    ("invalid-company", "companies", identify({"companies": [None, {"id": 1}]}), {}),
    ("invalid-company", "company", identify({"company": 5, "companies": [{"id": 1}]}), {}),
    ("company-name", "company", identify({"company": "Acme"}), {}),
    (
        "blacklisted",
        "plan",
        identify({"company": {"id": 1, "plan": "x"}}),
        {"blacklist": {"plan": "drop", "id": "drop"}},
    ),
    ("no-client-field", "userAgent", group(context={"user_agent": {}}), {}),
    ("no-client-field", "userAgent", group(context={"userAgent": None, "user_agent": "curl"}), {}),
    ("group-person", "last_seen_ip", group(context={"ip": "1.2.3.4"}), {"keepClient": True}),
    ("group-person", "os_name", group(context={"os": {"name": "iOS"}}), {"collectContext": True}),
    ("stringified", "a", identify({"a": []}), {"nested": "stringify"}),
    ("name-taken", "due_date", track({"due": DATE, "due_date": 1}), {}),
    ("name-taken", "a_b", track({"a": {"b": 1}, "a_b": LINK}), {**FLAT, "richLinkProperties": ["a_b"]}),
    ("metadata-order", "a", track({"b": 1, "a": LINK}), {"richLinkProperties": ["a"]}),
    ("price", "total", track({"total": 19.99}, event="Order Completed"), {}),
    ("id-trait", "company_id", group({"company_id": 5}), {}),
]


def fired(event: Any, given: dict[str, Any]) -> list[tuple[str, str]]:
    explanation = CloudExplainer(given).explain(event)
    assert explanation.refused is None
    return [(one.code, one.key) for one in explanation.diagnostics]


def test_email_that_counts_is_not_named_as_another_spelling() -> None:
    assert fired(identify({"email": None, "E-mail": "a@b.c"}), {}) == [("null-dropped", "email")]
    assert fired(identify({"E-mail": "a@b.c", "email": "d@e.f"}), {}) == [("spelling", "E-mail")]


@pytest.mark.parametrize(("code", "key"), CASES)
def test_cloud_rule_fires(code: str, key: str) -> None:
    event, given = CASES[code, key]
    diagnostics = CloudExplainer(given).explain(event).diagnostics
    [diagnostic] = [one for one in diagnostics if (one.code, one.key) == (code, key)]
    assert diagnostic.text == cloud_message(code, key, diagnostic.value)
    assert diagnostic.link == cloud_link(code)
    assert diagnostic.difference == CLOUD_DIAGNOSTICS[code][0]


@pytest.mark.parametrize(
    ("code", "key", "event", "given"), MORE, ids=[f"{row[0]} {row[1]} {index}" for index, row in enumerate(MORE)]
)
def test_cloud_rule_fires_too(code: str, key: str, event: Any, given: dict[str, Any]) -> None:
    assert (code, key) in fired(event, given)


PLAIN: list[tuple[Any, dict[str, Any]]] = [
    (
        identify(
            {
                "email": "a@b.c",
                "name": "Ines",
                "phone": "1",
                "avatar": "https://e.org/a",
                "createdAt": DATE,
                "lastRequestAt": DATE,
                "plan": "pro",
                "seats": 5,
                "paying": True,
                "companies": [{"id": "c1", "name": "Acme", "remove": False}, {"id": "c2", "remove": True}],
            },
            context={"active": True, "Intercom": {"unsubscribedFromEmails": "true", "user_hash": "x"}},
        ),
        {},
    ),
    (identify(context={"ip": "1.2.3.4", "os": {"name": "x"}}), {"keepClient": True, "collectContext": True}),
    (track({"revenue": 5, "currency": "eur", "a": 1, "b": "x"}), {}),
    (track({"a": LINK, "b": "x"}), {"richLinkProperties": ["a", "b"]}),
    (track({"price": {"amount": 5, "currency": "eur"}}), {"richLinkProperties": ["price"]}),
    (track({"due_date": "soon"}), {}),
    (track({f"k{number}": 1 for number in range(5)}), {"metadataLimit": 5}),
    (track(sentAt=TIME, receivedAt=TIME), {}),
    (group({"name": "Acme", "plan": "pro", "monthly_spend": 9, "website": LONG, "seats": 5}), {}),
]


@pytest.mark.parametrize("index", range(len(PLAIN)))
def test_plain_event_fires_no_cloud_rule(index: int) -> None:
    assert fired(*PLAIN[index]) == []


def test_too_many_event_names_are_counted_over_events() -> None:
    explainer = CloudExplainer()
    for number in range(120):
        assert explainer.explain(track(event=f"E{number}")).diagnostics == []
    assert explainer.explain(track(event="e0")).diagnostics == []
    assert [one[:2] for one in explainer.explain(track(event="E120")).diagnostics] == [("too-many-event-names", "E120")]


def test_every_cloud_rule_has_an_event_that_fires_it() -> None:
    assert {code for code, _ in CASES} | {"too-many-event-names"} == CLOUD_DIAGNOSTICS.keys()
    assert list(CLOUD_DIAGNOSTICS) == sorted(CLOUD_DIAGNOSTICS)


def test_cloud_codes_that_are_emitted_have_a_row() -> None:
    emitted: set[str] = set()
    for path in Path(intercom_destination.diagnostics.__path__[0]).glob("cloud_*.py"):
        emitted |= set(re.findall(r'\badd\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
    assert emitted <= CLOUD_DIAGNOSTICS.keys()
    assert len(emitted) > 30


def test_every_cloud_section_is_one_of_the_documents() -> None:
    more = {"disassociating-users-from-a-company-server-side-only", "last-seen", "unsubscribe-users"}
    assert {section for _, section, _ in CLOUD_DIAGNOSTICS.values()} - {""} <= SECTIONS | more
    assert cloud_link("inactive") == "https://segment.com/docs/destinations/intercom/#last-seen"
    assert cloud_link("key-characters") == ""


def test_cloud_message_shows_a_value_that_is_text() -> None:
    start = 'truncated: "note": longer than 255 characters, which is what Intercom keeps; cut; got'
    assert cloud_message("truncated", "note", LONG) == f'{start} "{"x" * 60}..."'
    assert cloud_message("truncated", "note", "x") == f'{start} "x"'
    assert cloud_message("no-time", "", 5).startswith("no-time: no timestamp")


@pytest.mark.parametrize("code", sorted({"no_person", "unknown_type"}))
def test_refused_event_is_explained_by_its_refusal(code: str) -> None:
    event = {"type": "track", "event": "x"} if code == "no_person" else {}
    explanation = CloudExplainer().explain(event)
    assert explanation[:2] == ([], [])
    assert explanation.refused is not None
    assert explanation.refused.code == code


def test_explained_requests_are_those_of_the_mapping() -> None:
    for vector in vectors().values():
        expected = answer(vector)
        if "setting" not in expected:
            given = {SETTINGS.get(name, name): value for name, value in vector["settings"].items()}
            requests, _, refused = CloudExplainer(given).explain(vector["event"])
            sent = [[request.method, request.path, request.body] for request in requests]
            assert expected == ({"refused": refused.code} if refused else {"requests": sent})
