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


def test_contact_that_somebody_else_makes_meanwhile_is_a_conflict_with_its_id(rest: Rest) -> None:
    rest.fault(rest_conflict=True, rest_times=1)
    status, code, message = rest.post("/contacts", {"external_id": "1"}).error
    there = rest.get("/contacts/find_by_external_id/1").ok["id"]
    said = f"A contact matching those details already exists with id={there}"
    assert (status, code, message) == (409, "conflict", said)
    assert rest.put(f"/contacts/{there}", {"name": "Ann"}).status == 200


def test_contact_that_is_merged_meanwhile_says_where_it_went(rest: Rest) -> None:
    contact = rest.contact(external_id="1", name="Ann")
    rest.fault(rest_merged=True)
    gone = rest.get(f"/contacts/{contact}")
    message = "This contact has been merged. See the 'Link' header for the canonical contact."
    assert gone.error == (410, "contact_merged", message)
    target = gone.headers["link"].removeprefix("</contacts/").removesuffix('>; rel="canonical"')
    shown = rest.get(f"/contacts/{target}").ok
    assert (shown["id"], shown["external_id"], shown["name"]) == (target, "1", "Ann")
    assert rest.get(f"/contacts/{contact}").status == 410
    assert rest.get("/contacts/find_by_external_id/1").ok["id"] == target
    other = rest.contact(external_id="2")
    assert rest.put(f"/contacts/{other}", {"name": "Bob"}).error == (404, "not_found", "User Not Found")
    assert rest.state()["counts"]["people"] == 2


def test_custom_attributes_are_unknown_and_none_can_be_made(rest: Rest) -> None:
    rest.declare("plan")
    rest.fault(unknown_attributes=True)
    refused = rest.post("/contacts", {"external_id": "1", "custom_attributes": {"plan": "pro"}})
    assert refused.error == (400, "parameter_invalid", "Custom attribute 'plan' does not exist")
    refused = rest.post("/data_attributes", {"name": "seats", "model": "contact", "data_type": "integer"})
    message = "You have reached the limit of 250 custom attributes"
    assert refused.error == (400, "parameter_invalid", message)
    rest.fault(unknown_attributes=False)
    assert rest.post("/contacts", {"external_id": "1", "custom_attributes": {"plan": "pro"}}).status == 200


def test_feed_has_requests_that_got_no_further_than_the_gate(rest: Rest) -> None:
    assert rest.get("/me", authorization="Bearer nobody's").status == 401
    rest.fault(rest_status=502)
    assert rest.get("/me").status == 502
    wrong, page = rest.feed()
    assert (wrong["request"], wrong["status"], wrong["error"]["errors"][0]["code"]) == ("GET /me", 401, "unauthorized")
    assert "nobody's" not in str(wrong)
    assert page == {"request": "GET /me", "sent": None, "status": 502}


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


STATUSES = "one of 0, 401, 403, 408, 429, 500, 502, 503, 504"


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ({"rest_status": 418}, f"rest_status is {STATUSES}"),
        ({"rest_status": None}, f"rest_status needs {STATUSES}"),
        ({"rest_lost": 1}, "rest_lost needs true or false"),
        ({"search_lag": 3_601}, "search_lag is to be from 0 to 3600"),
        ({"search_lag": 1.5}, "search_lag needs a whole number from 0 to 3600"),
        ({"rest_match": None}, "rest_match needs a string"),
        ({"rest_delay": -1}, "rest_delay is to be from 0 to 60000"),
    ],
)
def test_fault_that_is_none_is_refused_with_its_name_and_what_is_allowed(
    rest: Rest, patch: dict[str, Any], said: str
) -> None:
    answer = httpx2.post(f"{rest.origin}/sandbox/faults", json=patch)
    assert (answer.status_code, [error["message"] for error in answer.json()["errors"]]) == (400, [said])
