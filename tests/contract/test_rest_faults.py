"""The sandbox's REST API: the faults that can be ordered."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from tests.support.rest_client import TOKEN, Rest

from intercom_sandbox.server import delays


@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (401, "unauthorized", "Access Token Invalid"),
        (403, "forbidden", "You do not have permission to access this resource"),
        (408, "request_timeout", "The request timed out"),
        (429, "rate_limit_exceeded", "Exceeded rate limit of 1666 in 10_seconds"),
        (500, "server_error", "The server encountered an error"),
        (503, "service_unavailable", "Service temporarily unavailable"),
    ],
)
def test_status_that_is_ordered_is_answered_and_nothing_is_done(
    rest: Rest, status: int, code: str, message: str
) -> None:
    rest.fault(rest_status=status)
    assert rest.post("/contacts", {"external_id": "1"}).error == (status, code, message)
    assert rest.state()["counts"]["people"] == 0
    rest.fault(rest_status=0)
    assert rest.post("/contacts", {"external_id": "1"}).status == 200


@pytest.mark.parametrize("status", [502, 504])
def test_status_of_a_load_balancer_is_no_json(rest: Rest, status: int) -> None:
    rest.fault(rest_status=status)
    answer = rest.get("/me")
    assert (answer.status, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert answer.body == f"<html><body><h1>{status}</h1></body></html>".encode()


def test_retry_after_stands_beside_a_status_or_a_full_window(rest: Rest) -> None:
    rest.fault(rest_status=503, rest_retry_after=7)
    assert rest.get("/me").headers["retry-after"] == "7"
    rest.fault(rest_status=0)
    rest.set(rest_rate=1)
    rest.clock.now += 10
    assert "retry-after" not in rest.get("/me").headers
    assert rest.get("/me").headers["retry-after"] == "7"


def test_lost_answer_closes_the_connection_once_the_work_is_done(rest: Rest) -> None:
    rest.fault(rest_lost=True, rest_times=1)
    with pytest.raises(httpx2.RemoteProtocolError):
        rest.post("/contacts", {"external_id": "1"})
    assert rest.post("/contacts", {"external_id": "1"}).status == 409


def test_delay_outlasts_a_client_and_the_work_is_done_all_the_same(rest: Rest) -> None:
    rest.fault(rest_delay=500, rest_times=1)
    with pytest.raises(httpx2.ReadTimeout):
        httpx2.post(
            f"{rest.url}/contacts",
            json={"external_id": "1"},
            headers={"authorization": f"Bearer {TOKEN}"},
            timeout=httpx2.Timeout(60, read=0.05),
        )
    end = time.monotonic() + 60
    while not rest.feed() and time.monotonic() < end:
        time.sleep(0.02)
    assert rest.post("/contacts", {"external_id": "1"}).status == 409


def test_request_of_before_a_reset_makes_no_contact(rest: Rest, monkeypatch: pytest.MonkeyPatch) -> None:
    rest.fault(rest_delay=60_000)

    async def reset_meanwhile(_seconds: float) -> None:
        rest.sandbox.reset()

    monkeypatch.setattr(delays, "asyncio", SimpleNamespace(sleep=reset_meanwhile))
    assert rest.post("/contacts", {"external_id": "1"}).error[:2] == (503, "sandbox_reset")
    assert rest.state()["counts"]["people"] == 0


def test_fault_meets_each_nth_of_the_requests_that_match_and_no_more_than_its_times(rest: Rest) -> None:
    rest.fault(rest_status=500, rest_match="GET /contacts", rest_every=2, rest_times=2)
    assert rest.get("/me").status == 200
    assert [rest.get("/contacts").status for _ in range(7)] == [200, 500, 200, 500, 200, 200, 200]
    rest.fault(rest_times=1)
    assert [rest.get("/contacts").status for _ in range(4)] == [200, 500, 200, 200]


@pytest.mark.parametrize(
    "patch", [{"rest_status": 418}, {"rest_lost": 1}, {"search_lag": 3_601}, {"rest_match": None}, {"rest_delay": -1}]
)
def test_fault_that_is_none_is_refused_by_name(rest: Rest, patch: dict[str, Any]) -> None:
    answer = httpx2.post(f"{rest.origin}/sandbox/faults", json=patch)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, next(iter(patch)) in error["message"]) == (400, True)
