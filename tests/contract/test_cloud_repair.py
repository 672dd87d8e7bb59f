"""Custom attributes that Intercom does not take: made, converted, or left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.delivery_site import LONG_AGO_SECONDS, delivered, delivering, identify, refused, track
from tests.support.fake_intercom import FakeIntercom, error


def test_unknown_attribute_is_created_with_the_type_of_its_value(tmp_path: Path, fake: FakeIntercom) -> None:
    sent = delivered(tmp_path, fake, identify(seats=3))
    assert sent == ["POST /contacts", "POST /data_attributes", "POST /contacts"]
    assert fake.asked[1][2] == {"name": "seats", "model": "contact", "data_type": "integer"}
    assert fake.contacts["c1"]["custom_attributes"] == {"seats": 3}


def test_unknown_attributes_drop_leaves_one_out_from_then_on(tmp_path: Path, fake: FakeIntercom) -> None:
    events = identify(seats=3, plan="a"), track(), identify("2", seats=4, plan="b")
    sent = delivered(tmp_path, fake, *events, unknownAttributes="drop", lanes=1)
    assert sent.count("POST /contacts") == 3
    assert fake.contacts["c2"]["custom_attributes"] == {"plan": "b"}


def test_unknown_attributes_refuse_refuses(tmp_path: Path, fake: FakeIntercom) -> None:
    delivered(tmp_path, fake, identify(seats=3), unknownAttributes="refuse")
    assert [one["code"] for one in refused(tmp_path)] == ["unknown_attribute"]


def test_unknown_attribute_is_dropped_where_the_token_may_not_create(tmp_path: Path, fake: FakeIntercom) -> None:
    forbidden = error(403, "forbidden", "no")
    fake.fault = lambda _method, path, _body: forbidden if path == "/data_attributes" else None
    delivered(tmp_path, fake, identify(name="Ann", seats=3))
    assert fake.contacts["c1"] == {
        "id": "c1",
        "role": "user",
        "external_id": "1",
        "name": "Ann",
        "last_seen_at": LONG_AGO_SECONDS,
    }


@pytest.mark.parametrize(("kind", "value"), [("string", "7"), ("boolean", None)])
def test_attribute_of_another_type_is_converted_or_left_out(
    tmp_path: Path, fake: FakeIntercom, kind: str, value: str | None
) -> None:
    def fault(method: str, path: str, body: dict[str, Any]) -> httpx.Response | None:
        if method == "GET":
            return httpx.Response(200, json={"data": [{"name": "plan", "data_type": kind}]})
        wrong = path == "/contacts" and body.get("custom_attributes", {}).get("plan") == 7
        return error(400, "type_mismatch", f"Custom attribute 'plan' must be of type {kind}") if wrong else None

    fake.fault = fault
    delivered(tmp_path, fake, identify(plan=7))
    assert fake.contacts["c1"].get("custom_attributes", {}).get("plan") == value


def test_unknown_attribute_that_several_lanes_meet_is_created_once(tmp_path: Path, fake: FakeIntercom) -> None:
    sent = delivered(tmp_path, fake, *(identify(str(number), seats=number) for number in range(8)))
    assert sent.count("POST /data_attributes") == 1
    assert [one["custom_attributes"]["seats"] for one in fake.contacts.values()] == [
        int(one["external_id"]) for one in fake.contacts.values()
    ]


def test_attribute_that_somebody_else_has_made_meanwhile_is_used(tmp_path: Path, fake: FakeIntercom) -> None:
    def fault(method: str, path: str, body: dict[str, Any]) -> httpx.Response | None:
        if path == "/data_attributes":
            fake.attributes.add(body["name"])  # so that this request is answered with: you already have it
        if method == "GET":
            rows = [{"name": name, "data_type": "integer"} for name in fake.attributes]
            return httpx.Response(200, json={"type": "list", "data": rows})
        return None

    fake.fault = fault
    delivered(tmp_path, fake, identify(seats=3))
    assert fake.contacts["c1"]["custom_attributes"] == {"seats": 3}


def test_attribute_that_only_the_other_model_has_is_left_out(tmp_path: Path, fake: FakeIntercom) -> None:
    taken = error(400, "parameter_invalid", "You already have 'seats' in your company data.")
    fake.fault = lambda method, path, _body: taken if (method, path) == ("POST", "/data_attributes") else None
    sent = delivered(tmp_path, fake, identify(seats=3), identify("2", seats=3), lanes=1)
    assert sent.count("POST /data_attributes") == 1
    assert [one.get("custom_attributes") for one in fake.contacts.values()] == [None, None]


def test_token_that_is_refused_for_an_attribute_pauses_and_drops_no_value(tmp_path: Path, fake: FakeIntercom) -> None:
    answers = iter([error(401, "unauthorized", "Access Token Invalid")])
    fake.fault = lambda _method, path, _body: next(answers, None) if path == "/data_attributes" else None
    with delivering(tmp_path, fake) as client:
        client.send(identify(seats=3))
        while client.flush(timeout=0.05).waiting:
            pass
    assert fake.contacts["c1"]["custom_attributes"] == {"seats": 3}
