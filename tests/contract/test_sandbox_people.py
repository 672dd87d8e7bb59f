"""The sandbox's server half: the Messenger's script, and what is stored of people, within which limits."""

from __future__ import annotations

import sqlite3
import threading
from types import SimpleNamespace

import pytest
from tests.support.sandbox_client import Server

from intercom_sandbox.server import Workspace, delays
from intercom_sandbox.server.store import Store

# The script


def test_script_is_there_for_any_app_and_can_be_blocked_or_slow(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert server.ask("GET", "/widget/any").body == b"// the Messenger"
    server.post("/sandbox/faults", {"script_blocked": True})
    assert server.ask("GET", "/widget/demo").status == 503
    server.post("/sandbox/faults", {"script_blocked": False, "script_delay": 60})
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    # There alone: other servers of this process sleep, too.
    monkeypatch.setattr(delays, "asyncio", SimpleNamespace(sleep=pause))
    assert server.ask("GET", "/widget/demo").status == 200
    assert pauses == [0.05, 0.01]


# People


def test_visitor_becomes_a_lead_and_then_a_user_with_what_they_have_done(server: Server) -> None:
    first = server.ping({}).json
    assert first["user"]["role"] == "visitor"
    server.track(first["session"], {"event_name": "Seen"})
    given = {"app_id": "demo", "session": first["session"]}
    assert server.form("/sandbox/panel/messages", **given, body="Hello").status == 303
    assert server.ping({}, session=first["session"]).json["user"]["role"] == "lead"
    server.ping({"user_id": "ann"})
    user = server.ping({"user_id": "ann"}, session=first["session"]).json
    assert user["user"] == {"role": "user", "user_id": "ann", "email": None}
    assert (user["conversations"], server.get("/sandbox/state")["counts"]["people"]) == (1, 1)
    assert server.get("/sandbox/state")["people"][0]["events"] == 1


def test_session_goes_on_without_an_identity_and_a_new_one_knows_nobody(server: Server) -> None:
    session = server.ping({"user_id": "ann"}).json["session"]
    assert server.ping({}, session=session).json["user"]["user_id"] == "ann"
    assert server.ping({}).json["user"]["user_id"] is None
    assert server.ping({}, session="made up").json["session"] != "made up"


def test_email_alone_makes_a_user_and_an_update_of_it_changes_the_user(server: Server) -> None:
    first = server.ping({"email": "a@example.org"}).json
    assert first["user"]["role"] == "user"
    assert server.ping({"email": "a@example.org"}).json["visitor_id"] == first["visitor_id"]
    known = server.ping({"user_id": "ann", "email": "a@example.org"}).json
    assert known["visitor_id"] == first["visitor_id"]
    moved = server.ping({"email": "b@example.org"}, source="apiUpdate", session=known["session"]).json
    assert moved["user"] == {"role": "user", "user_id": "ann", "email": "b@example.org"}
    assert server.ping({"email": "c@example.org"}, session=known["session"]).json["user"]["user_id"] is None


def test_feed_says_what_has_changed(server: Server) -> None:
    session = server.ping({"user_id": "ann", "plan": "free"}).json["session"]
    server.ping({"user_id": "ann", "plan": "pro"}, session=session)
    server.ping({"user_id": "ann", "plan": None}, session=session)
    rows = server.get("/sandbox/feed")["rows"]
    assert [row["data"]["stored"]["changes"] for row in rows] == [
        {"plan": [None, "free"]},
        {"plan": ["free", "pro"]},
        {"plan": ["pro", None]},
    ]
    assert rows[2]["data"]["stored"]["person"]["attributes"] == {}


def test_company_needs_id_and_name_before_it_is_made(server: Server) -> None:
    for company, code in (
        ({"id": "7"}, "company_incomplete"),
        ({"name": "A"}, "company_incomplete"),
        ("A", "company_type"),
    ):
        assert [note["code"] for note in server.ping({"user_id": "ann", "company": company}).json["notes"]] == [code]
    server.ping({"user_id": "ann", "company": {"company_id": 7, "name": "Acme", "monthly_spend": 12.5, "seats": 3}})
    server.ping({"user_id": "ann", "company": {"id": "7", "plan": "pro"}, "companies": [{"id": 8, "name": "B"}]})
    found = [(row["company_id"], row["data"]) for row in server.get("/sandbox/state")["companies"]]
    assert found == [("8", {"name": "B"}), ("7", {"name": "Acme", "seats": 3, "plan": "pro"})]
    server.ping({"user_id": "ann", "company": {"id": "7", "remove": True}})
    assert [one["name"] for one in server.get("/sandbox/state")["people"][0]["companies"]] == ["B"]


# Limits


def test_attributes_are_cut_counted_and_of_plain_types(server: Server) -> None:
    server.set(attribute_names=3)
    sent = {"a": "x" * 256, "b": {"c": 1}, "utm_source": "s", "c": 1, "custom_attributes": {"d": 2, "e": 3}}
    answer = server.ping({"user_id": "ann", **sent}).json
    assert [(note["code"], note["key"]) for note in answer["notes"]] == [
        ("attribute_length", "a"),
        ("attribute_type", "b"),
        ("attribute_reserved", "utm_source"),
        ("attribute_limit", "e"),
    ]
    kept = server.get("/sandbox/state")["people"][0]["attributes"]
    assert kept == {"a": "x" * 255, "c": 1, "d": 2}
    assert server.ping({"user_id": "ann", "c": 5}).json["notes"] == []


def test_standard_limits_are_the_documented_ones() -> None:
    limits = Workspace()
    assert (limits.attribute_names, limits.attribute_length, limits.event_names) == (250, 255, 120)


def test_event_names_are_limited_and_case_does_not_count(server: Server) -> None:
    session = server.ping({"user_id": "ann"}).json["session"]
    events = [{"event_name": f"Event {number}"} for number in range(121)]
    answer = server.track(session, *events, {"event_name": "EVENT 5"}).json
    assert answer["stored"] == 121
    assert [note["key"] for note in answer["notes"]] == ["Event 120"]
    refused = server.track(session, {"event_name": "One more"})
    assert (refused.status, refused.code) == (422, "event_limit_exceeded")
    names = server.get("/sandbox/state")["event_names"]
    assert {row["name"].lower(): row["count"] for row in names}["event 5"] == 2


def test_event_limit_can_be_ordered(server: Server) -> None:
    session = server.ping({"user_id": "ann"}).json["session"]
    server.track(session, {"event_name": "Known"})
    server.post("/sandbox/faults", {"event_limit": True})
    assert server.track(session, {"event_name": "Known"}).status == 200
    assert server.track(session, {"event_name": "New"}).status == 422


def test_only_the_first_metadata_keys_are_kept_and_nothing_nested_but_links_and_money(server: Server) -> None:
    server.set(event_metadata=3)
    session = server.ping({"user_id": "ann"}).json["session"]
    price, link = {"amount": 100, "currency": "eur"}, {"url": "https://e.example", "value": "E"}
    event = {"event_name": "a.b$c", "metadata": {"price": price, "l": [1], "link": link, "o": {}, "x": 1, "y": 2}}
    notes = server.track(session, event).json["notes"]
    assert [(note["code"], note["key"]) for note in notes] == [
        ("metadata_type", "l"),
        ("metadata_type", "o"),
        ("metadata_limit", "y"),
    ]
    stored = server.get("/sandbox/state")["events"][0]
    assert (stored["name"], list(stored["metadata"])) == ("a-b-c", ["price", "link", "x"])


def test_step_that_cannot_begin_leaves_the_store_free() -> None:
    store = Store()
    with store, pytest.raises(sqlite3.OperationalError), store:
        pass
    found: list[int] = []
    # A lock that is kept is this thread's, and stops another one.
    other = threading.Thread(target=lambda: found.append(store.number("select 7")), daemon=True)
    other.start()
    other.join(10)
    assert found == [7]
    store.close()
