"""The sandbox's server half: whom it refuses and in which words, and what the panel shows to whom."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.sandbox_client import SECRET, Server

from intercom_destination.server.identity import user_hash, user_jwt

# Identity, domains, regions


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, None),
        ({"user_id": "ann", "user_hash": user_hash(SECRET, "ann")}, None),
        ({"email": "a@example.org", "user_hash": user_hash(SECRET, "a@example.org")}, None),
        ({"user_id": "ann"}, "missing_user_hash"),
        ({"user_id": "ann", "user_hash": user_hash(SECRET, "bob")}, "invalid_user_hash"),
        ({"user_id": "ann", "user_hash": user_hash(SECRET, "ann").upper()}, "invalid_user_hash"),
        ({"user_id": "ann", "email": "a@e", "user_hash": user_hash(SECRET, "a@e")}, "invalid_user_hash"),
        ({"user_id": "ann", "user_hash": ["\u00e4"]}, "missing_user_hash"),
        ({"user_id": "ann", "user_hash": "\u00e4"}, "invalid_user_hash"),
    ],
)
def test_hmac_is_checked_where_the_workspace_enforces_it(
    server: Server, data: dict[str, Any], code: str | None
) -> None:
    server.set(identity="hmac")
    answer = server.ping(data)
    assert answer.status == (403 if code else 200)
    assert code is None or answer.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, None),
        ({"user_id": "ann", "intercom_user_jwt": user_jwt(SECRET, "ann")}, None),
        ({"intercom_user_jwt": user_jwt(SECRET, "ann", None)}, None),
        ({"user_id": "ann"}, "missing_user_jwt"),
        ({"email": "a@example.org"}, "missing_user_jwt"),
        ({"user_id": "bob", "intercom_user_jwt": user_jwt(SECRET, "ann")}, "invalid_user_jwt"),
        ({"user_id": "ann", "intercom_user_jwt": user_jwt(SECRET[1:], "ann")}, "invalid_user_jwt"),
        ({"user_id": "ann", "intercom_user_jwt": "eyJhbGciOiJub25lIn0.eyJ1c2VyX2lkIjoiYW5uIn0."}, "invalid_user_jwt"),
        ({"user_id": "ann", "intercom_user_jwt": "no token"}, "invalid_user_jwt"),
    ],
)
def test_jwt_is_checked_where_the_workspace_enforces_it(server: Server, data: dict[str, Any], code: str | None) -> None:
    server.set(identity="jwt")
    answer = server.ping(data)
    assert answer.status == (403 if code else 200)
    assert code is None or answer.code == code


def test_untrusted_domain_ends_the_session(server: Server) -> None:
    session = server.ping({"user_id": "ann"}).json["session"]
    server.set(trusted_domains=["shop.example", "*.example.org"])
    assert server.ping({}, "https://www.example.org", session=session).status == 200
    for origin in ("https://example.org", "https://shop.example.evil", "null", "http://["):
        answer = server.ping({}, origin, session=session)
        assert (answer.status, answer.code) == (403, "domain_not_allowed")
    assert server.ping({}, "https://shop.example", session=session).json["user"]["user_id"] is None


def test_app_or_region_that_is_wrong_is_not_found(server: Server) -> None:
    assert (server.ping({}, app_id="other").status, server.ping({}, app_id="other").code) == (404, "app_not_found")
    server.set(region="eu")
    assert server.ping({}).status == 404
    assert server.ping({}, api_base="https://api-iam.eu.intercom.io").status == 200


@pytest.mark.parametrize(("refuse", "status"), [("app_id", 404), ("domain", 403), ("identity", 403)])
def test_refusal_can_be_ordered(server: Server, refuse: str, status: int) -> None:
    server.post("/sandbox/faults", {"refuse": refuse})
    assert server.ping({}).status == status
    assert server.get("/sandbox/feed")["rows"][-1]["data"]["status"] == status


# The panel


def test_panel_is_of_one_session_and_shows_text_only(server: Server) -> None:
    nasty = "<script>alert(1)</script>"
    session = server.ping({"user_id": "ann", "name": nasty}).json["session"]
    server.form("/sandbox/panel/messages", app_id="demo", session=session, body=nasty)
    page = server.ask("GET", f"/sandbox/panel?app_id=demo&session={session}").body.decode()
    assert nasty not in page
    assert page.count("&lt;script&gt;alert(1)") == 2
    other = server.ping({}).json["session"]
    assert (
        "alert"
        not in server.ask("GET", f"/sandbox/panel?app_id=demo&session={other}&view=conversation&id=1").body.decode()
    )
    assert server.ask("GET", "/sandbox/panel?app_id=demo&session=none").status == 403


def test_operator_can_answer(server: Server) -> None:
    session = server.ping({"user_id": "ann"}).json["session"]
    server.form("/sandbox/panel/messages", app_id="demo", session=session, body="Hello")
    assert server.post("/sandbox/conversations/1/reply", {"body": "Hi"}).status == 200
    assert server.form("/messenger/web/unread", app_id="demo", session=session).json["unread"] == 1
    assert server.post("/sandbox/conversations/9/reply", {"body": "Hi"}).code == "conversation_not_found"
    assert server.post("/sandbox/conversations/1/reply", ["Hi"]).code == "parameter_not_found"
