"""The sandbox's REST API: tokens, versions, what is no request, rate windows, and the feed."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import httpx2
import pytest
from tests.support.rest_client import NOW, TOKEN, Rest

from intercom_sandbox.rest import gate

UNAUTHORIZED = (401, "unauthorized", "Access Token Invalid")

# Tokens, versions, media types


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer ä"]
)
def test_token_that_is_missing_or_wrong_is_unauthorized(rest: Rest, value: str) -> None:
    response = httpx2.get(f"{rest.url}/me", headers={b"authorization": value.encode()})
    error = {"code": "unauthorized", "message": "Access Token Invalid"}
    assert response.status_code == 401
    assert response.json() == {
        "type": "error.list",
        "request_id": response.headers["x-request-id"],
        "errors": [error],
    }
    assert "x-ratelimit-limit" not in response.headers


def test_request_without_authorization_is_unauthorized(rest: Rest) -> None:
    assert httpx2.post(f"{rest.url}/contacts", json={"external_id": "1"}).status_code == 401
    assert rest.state()["counts"]["people"] == 0


def test_me_shows_the_workspace_of_the_token(rest: Rest) -> None:
    me = rest.get("/me").ok
    assert me == {
        "type": "admin",
        "id": "1",
        "email": "admin@example.com",
        "name": "Sandbox Admin",
        "email_verified": True,
        "app": {
            "type": "app",
            "id_code": "demo",
            "name": "Demo workspace",
            "created_at": 1577836800,
            "secure": False,
            "identity_verification": False,
            "timezone": "UTC",
            "region": "US",
        },
        "avatar": {"type": "avatar", "image_url": None},
        "has_inbox_seat": True,
    }


def test_version_is_the_header_or_the_workspaces_and_stands_in_the_answer(rest: Rest) -> None:
    assert rest.get("/me").headers["intercom-version"] == "2.16"
    assert rest.get("/me", intercom_version="2.11").headers["intercom-version"] == "2.11"
    rest.set(rest_version="2.12")
    assert rest.get("/me").headers["intercom-version"] == "2.12"
    status, code, message = rest.get("/me", intercom_version="2.99").error
    assert (status, code, message.partition(";")[0]) == (
        400,
        "intercom_version_invalid",
        "The requested version could not be found",
    )


@pytest.mark.parametrize(
    ("accept", "status"), [("*/*", 200), ("application/json; q=0.5, text/html", 200), ("text/html", 406), ("", 406)]
)
def test_accept_header_has_to_include_json(rest: Rest, accept: str, status: int) -> None:
    assert rest.get("/me", accept=accept).status == status


def send_raw(rest: Rest, line: bytes) -> bytes:
    """The first line of what is answered to a request that no client would send."""
    host, port = urlsplit(rest.origin).hostname, urlsplit(rest.origin).port
    with socket.create_connection((host, port or 0), timeout=60) as connection:
        head = f"host: {host}\r\nconnection: close\r\nauthorization: Bearer {TOKEN}\r\n\r\n"
        connection.sendall(line + b"\r\n" + head.encode())
        return connection.makefile("rb").readline()


def test_paths_and_methods_that_are_none_are_refused(rest: Rest) -> None:
    missing = (404, "not_found", "The requested resource was not found")
    for path in ("/", "/contacts/1/2/3", "/users", "/contact"):
        assert rest.get(path).error == missing
    for part in ("%0A", "1%0A", "%20%0AQ"):
        assert rest.get(f"/contacts/{part}").error == (404, "not_found", "User Not Found")
        assert rest.post(f"/contacts/{part}/archive").error == (404, "not_found", "User Not Found")
    assert send_raw(rest, b"GET /rest/contacts/\xe4 HTTP/1.1").startswith(b"HTTP/1.1 4")
    assert rest.ask("PATCH", "/me").error == (405, "method_not_allowed", "PATCH is not allowed here")
    assert rest.delete("/events").error == (405, "method_not_allowed", "DELETE is not allowed here")


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"a": NaN}', b"[" * 9_000])
def test_body_that_is_no_json_is_a_bad_request(rest: Rest, body: bytes) -> None:
    assert rest.post("/contacts", body).error == (400, "bad_request", "The request body is not valid JSON")


def test_body_that_is_too_large_is_refused(rest: Rest) -> None:
    assert rest.post("/contacts", b" " * 600_000).error[:2] == (413, "payload_too_large")


def test_failure_of_the_sandbox_itself_is_a_server_error(rest: Rest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "JSON_TYPES", None)
    assert rest.get("/me").error == (500, "server_error", "The sandbox failed; its log says how")
    monkeypatch.undo()
    assert rest.get("/me").status == 200


# Rate windows


def test_rate_headers_count_down_to_429_and_begin_anew_with_the_window(rest: Rest) -> None:
    rest.set(rest_rate=3)
    reset = str(NOW - NOW % 10 + 10)
    for left in ("2", "1", "0"):
        headers = rest.get("/me").headers
        assert [headers[f"x-ratelimit-{name}"] for name in ("limit", "remaining", "reset")] == ["3", left, reset]
    refused = rest.post("/contacts", {"external_id": "1"})
    assert refused.error == (429, "rate_limit_exceeded", "Exceeded rate limit of 3 in 10_seconds")
    assert [refused.headers[f"x-ratelimit-{name}"] for name in ("remaining", "reset")] == ["0", reset]
    assert "retry-after" not in refused.headers
    assert rest.state()["counts"]["people"] == 0
    rest.clock.now = int(reset)
    headers = rest.get("/me").headers
    assert [headers[f"x-ratelimit-{name}"] for name in ("remaining", "reset")] == ["2", str(int(reset) + 10)]


def test_rate_counts_refused_calls_and_repeated_events_but_no_wrong_tokens(rest: Rest) -> None:
    rest.contact(external_id="1")
    event = {"event_name": "Seen", "created_at": NOW, "user_id": "1"}
    assert [rest.post("/events", event).status for _ in range(2)] == [202, 202]
    assert rest.get("/nothing").status == 404
    assert rest.get("/me", authorization="Bearer wrong").error == UNAUTHORIZED
    assert rest.get("/me").headers["x-ratelimit-remaining"] == str(1666 - 5)


# What is told of a request


def test_feed_tells_of_each_request_and_never_of_a_token(rest: Rest) -> None:
    rest.post("/contacts", {"external_id": "1"})
    refused = rest.post("/companies", {"test": 1})
    rows = rest.feed()
    assert rows == [
        {"request": "POST /contacts", "sent": {"external_id": "1"}, "status": 200, "lost": False},
        {"request": "POST /companies", "sent": {"test": 1}, "status": 400, "error": refused.json},
    ]
    assert TOKEN not in str(rows)


def test_reset_begins_a_window_of_its_own(rest: Rest) -> None:
    rest.set(rest_rate=2)
    assert [rest.get("/me").status for _ in range(3)] == [200, 200, 429]
    rest.control("reset", {})
    assert rest.get("/me").headers["x-ratelimit-remaining"] == "1665"


@pytest.mark.parametrize("kind", ["text/plain", "", "application/x-www-form-urlencoded"])
def test_body_that_is_not_said_to_be_json_is_refused(rest: Rest, kind: str) -> None:
    refused = rest.post("/contacts", {"external_id": "70"}, content_type=kind)
    assert refused.error == (400, "bad_request", "The Content-Type header must be application/json")
    assert rest.post("/contacts", {"external_id": "70"}, content_type="Application/JSON; charset=utf-8").status == 200
    assert rest.get("/me", content_type=kind).status == 200
