"""What the sandbox's REST API answers is what its OpenAPI description says, whatever it is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.support.rest_client import NOW, TOKEN, Rest, served_rest

from intercom_sandbox.rest.description import FILE, PATH
from intercom_sandbox.rest.rest_routes import TABLE
from intercom_sandbox.server.workspace import CHOICES

DESCRIBED = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CHECKS = [not_a_server_error, *DESCRIBED]
#: What any operation may answer, whatever else it does.
ANYWHERE = {"400", "401", "403", "406", "408", "413", "429", "500", "502", "503", "504"}
#: The same cases each time: none is made of earlier answers. Methods that a path lacks are not described.
BY_ITSELF = {"extra-data-sources": {"responses": False}}
CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 1,
        "generation": {"deterministic": True, "database": "none", "max-examples": 4},
        "analysis": {"constants": {"enabled": False}},
        "phases": {
            "examples": BY_ITSELF,
            "coverage": {"unexpected-methods": [], **BY_ITSELF},
            "fuzzing": {"error-feedback": {"enabled": False}, **BY_ITSELF},
            "stateful": {
                "generation": {"mode": "positive"},
                "inference": {"algorithms": []},
                "link-calibration": False,
            },
        },
    }
)
#: Each value of an enum is tried at each path: two versions are enough, one of them without what 2.16 has brought.
TRIED: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
TRIED["components"]["parameters"]["Version"]["schema"] = {"enum": ["2.12", "2.16"]}
#: What the parameters of paths are in a sandbox that has one of each thing.
EXAMPLES = {row["name"]: row["example"] for row in TRIED["components"]["parameters"].values() if row["in"] == "path"}

schema = schemathesis.openapi.from_dict(TRIED, config=CONFIG)
chains = schema.as_state_machine()


@pytest.fixture(scope="module")
def rest() -> Iterator[Rest]:
    with served_rest() as served:
        yield served


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        del session.headers["accept"]  # it would count before a case's
        session.headers["authorization"] = f"Bearer {TOKEN}"
        yield session


def begin_anew(rest: Rest) -> None:
    """Forget everything, and count from 1 again: a reset alone gives no id twice."""
    rest.control("reset", {})
    rest.sandbox.store.write("delete from sqlite_sequence")
    rest.set(rest_rate=60_000)


@pytest.fixture
def known(rest: Rest) -> Rest:
    """A sandbox for one operation, where what the description's examples name is there at the first case."""
    begin_anew(rest)
    contact = rest.contact(external_id="user-1", email="a@example.org")
    rest.contact(role="lead", email="a@example.org")
    company = rest.company(company_id="company-1", name="Known")
    tag = rest.post("/tags", {"name": "known"}).ok["id"]
    attribute = rest.declare("plan")
    rest.post("/events", {"event_name": "Seen", "created_at": NOW, "user_id": "user-1"})
    rest.post(f"/contacts/{contact}/companies", {"id": company})
    rest.post(f"/contacts/{contact}/tags", {"id": tag})
    there = {"contact": contact, "company": company, "tag": tag, "attribute": str(attribute), "external_id": "user-1"}
    assert there == EXAMPLES
    return rest


@schema.parametrize()
@settings(suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case: Case[Any], known: Rest, session: requests.Session) -> None:
    path = case.meta.components.get(ParameterLocation.PATH) if case.meta else None
    if path and path.mode is GenerationMode.POSITIVE:
        case.path_parameters.update({name: EXAMPLES[name] for name in case.path_parameters})
    case.call_and_validate(base_url=known.url, session=session, checks=CHECKS)


def test_chains_of_calls_are_answered_as_described(rest: Rest, session: requests.Session) -> None:
    class Chain(chains):  # type: ignore[valid-type, misc]  # made of what was read
        def setup(self) -> None:
            begin_anew(rest)

        def get_call_kwargs(self, case: Case[Any]) -> dict[str, Any]:  # noqa: ARG002  the machine's own name
            return {"base_url": rest.url, "session": session}

        def validate_response(self, response: Response, case: Case[Any], **_: Any) -> None:
            case.validate_response(response, checks=CHECKS)

    Chain.run(
        settings=settings(
            max_examples=12,
            stateful_step_count=8,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
    )


# Answers that are ordered


@pytest.mark.parametrize("status", [status for status in CHOICES["rest_status"] if status])
def test_fault_is_answered_as_described(known: Rest, status: int, session: requests.Session) -> None:
    known.fault(rest_status=status, rest_retry_after=7)
    response = schema["/me"]["GET"].Case().call_and_validate(known.url, session, checks=DESCRIBED)
    assert (response.status_code, response.headers["retry-after"]) == (status, ["7"])


@pytest.mark.parametrize(
    ("status", "fault", "call", "given"),
    [
        (406, {}, "GET /me", {"headers": {"Accept": "text/html"}}),
        (409, {"rest_conflict": True}, "POST /contacts", {"body": {"external_id": "new"}}),
        (410, {"rest_merged": True}, "GET /contacts/{contact}", {"path_parameters": EXAMPLES}),
        (413, {}, "POST /contacts", {"body": {"name": "n" * 600_000}}),
        (
            422,
            {"event_limit": True},
            "POST /events",
            {"body": {"event_name": "New", "created_at": NOW, "user_id": "user-1"}},
        ),
        (422, {}, "GET /data_attributes", {"query": {"model": "conversation"}}),
    ],
)
def test_rare_answer_is_as_described(
    known: Rest, session: requests.Session, status: int, fault: dict[str, Any], call: str, given: dict[str, Any]
) -> None:
    known.fault(**fault)
    method, path = call.split(" ")
    media_type = "application/json" if "body" in given else None
    case = schema[path][method].Case(**given, media_type=media_type)
    assert case.call_and_validate(known.url, session, checks=CHECKS).status_code == status


def test_what_a_page_has_stored_is_answered_as_described(known: Rest, session: requests.Session) -> None:
    company = {"id": "company-2", "name": 5, "size": "big", "website": 1, "industry": [1], "plan": 3}
    odd = {"name": 5, "phone": {"a": 1}, "avatar": {"type": "avatar", "image_url": 7}, "language_override": 1}
    page = known.ping({"user_id": "user-1", **odd, "plan": 5, "created_at": "2020-01-01", "company": company})
    known.track(page["session"], "Paid", price={"amount": "1", "currency": 2, "more": 3})
    for path, query in (("/contacts", {}), ("/companies", {}), ("/events", {"type": "user", "user_id": "user-1"})):
        case = schema[path]["GET"].Case(query=query)
        assert case.call_and_validate(known.url, session, checks=CHECKS).status_code == 200


# The description and the routes


def test_description_is_served_beside_the_api(rest: Rest) -> None:
    response = httpx2.get(f"{rest.origin}{PATH}")
    assert response.headers["content-type"] == "application/json"
    assert response.content == FILE.read_bytes()
    assert f"{rest.origin}{response.json()['servers'][0]['url']}" == rest.url


def test_description_has_each_route_and_no_other() -> None:
    described = [
        (method.upper(), path) for path, item in TRIED["paths"].items() for method in item if method != "parameters"
    ]
    assert sorted(described) == sorted((method, path) for method, path, _ in TABLE)


def test_each_operation_may_answer_what_any_may() -> None:
    for path, item in TRIED["paths"].items():
        for method, operation in item.items():
            assert method == "parameters" or operation["responses"].keys() > ANYWHERE, (method, path)
