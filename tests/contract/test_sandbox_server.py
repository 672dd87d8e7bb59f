"""The sandbox's server half: its controls, and that no data brings it down."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.patience import LONGEST_SECONDS
from tests.support.sandbox_client import FORM, JSON, SECRET, Server

from intercom_sandbox.server import Sandbox, Workspace
from intercom_sandbox.server.serving import create_sandbox_app, serving

# Controls


def test_feed_is_read_with_a_cursor(server: Server) -> None:
    for number in range(5):
        server.ping({"user_id": "ann", "n": number})
    first = server.get("/sandbox/feed?limit=3")
    assert (len(first["rows"]), first["latest"] - first["next"]) == (3, 2)
    second = server.get(f"/sandbox/feed?after={first['next']}")
    assert [row["data"]["sent"]["user_data"]["n"] for row in second["rows"]] == [3, 4]
    assert server.get(f"/sandbox/feed?after={second['next']}") == {
        "rows": [],
        "next": second["next"],
        "latest": second["next"],
    }


def test_reset_is_one_call(server: Server) -> None:
    server.ping({"user_id": "ann", "company": {"id": 1, "name": "A"}})
    server.post("/sandbox/workspaces/demo", {"identity": "jwt"})
    server.post("/sandbox/faults", {"api_blocked": True})
    assert server.post("/sandbox/reset", {}).status == 200
    state = server.get("/sandbox/state")
    assert set(state["counts"].values()) == {0}
    assert (state["faults"]["api_blocked"], state["workspaces"][0]["identity"]) == (False, "off")


@pytest.mark.parametrize(
    "patch",
    [
        {"nothing": 1},
        {"identity": "md5"},
        {"trusted_domains": [1]},
        {"name": 1},
        {"app_id": "x"},
        [],
        None,
        {"attribute_names": -1},
    ],
)
def test_setting_that_is_none_is_refused(server: Server, patch: Any) -> None:
    answer = server.post("/sandbox/workspaces/demo", patch)
    assert (answer.status, answer.code) == (400, "parameter_invalid")


def test_controls_take_json_only(server: Server) -> None:
    assert server.ask("POST", "/sandbox/reset", b"{}", "text/plain").status == 415
    assert "access-control-allow-origin" not in server.ask("GET", "/sandbox/state").headers


def test_store_in_a_file_is_there_the_next_time(tmp_path: Path) -> None:
    path = str(tmp_path / "people.sqlite")
    first = Sandbox(path=path)
    Server(first, tmp_path).ping({"user_id": "ann"})
    first.store.close()
    second = Sandbox(path=path)
    assert Server(second, tmp_path).get("/sandbox/state")["people"][0]["user_id"] == "ann"
    second.store.close()


# Bad input


@pytest.mark.parametrize("path", ["/messenger/web/ping", "/messenger/web/events", "/sandbox/panel/messages"])
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", FORM, 400),
        (b"app_id", FORM, 400),
        (b"app_id=%ff", FORM, 400),
        (b"\xff\xfe", FORM, 400),
        (b"&".join(b"a%d=1" % number for number in range(200)), FORM, 400),
        (b"{}", JSON, 415),
        (b"a=" + b"x" * 600_000, FORM, 413),
    ],
)
def test_bodies_that_are_no_form_are_refused(server: Server, path: str, body: bytes, kind: str, status: int) -> None:
    answer = server.ask("POST", path, body, kind)
    assert 400 <= answer.status < 500
    assert answer.code
    assert answer.status == status or path == "/sandbox/panel/messages"
    assert server.ping({}).status == 200


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"a": NaN}', '{"a": 1e999}', "[" * 9_000, '{"a":' * 99 + "1" + "}" * 99]
)
def test_broken_json_is_refused(server: Server, text: str) -> None:
    answer = server.form("/messenger/web/ping", app_id="demo", source="apiBoot", user_data=text)
    assert answer.status == 400
    assert answer.code in ("parameter_invalid", "parameter_not_found")


@pytest.mark.parametrize("events", [[1], [{}], [{"event_name": ""}], [{"event_name": 5}], {"a": 1}])
def test_events_that_are_none_are_refused_as_a_whole(server: Server, events: Any) -> None:
    session = server.ping({}).json["session"]
    known = [{"event_name": "Good"}, *events] if isinstance(events, list) else events
    fields = {"app_id": "demo", "session": session, "event_list": json.dumps(known)}
    assert server.form("/messenger/web/events", **fields).status == 400
    assert server.get("/sandbox/state")["counts"]["events"] == 0


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from("user_id email name company companies custom_attributes user_hash avatar plan".split())


@given(
    data=st.dictionaries(KEYS | st.text(max_size=8), JSON_VALUES, max_size=5),
    identity=st.sampled_from(["off", "hmac", "jwt"]),
)
def test_data_does_not_bring_it_down(data: dict[str, Any], identity: Literal["off", "hmac", "jwt"]) -> None:
    server = Server(Sandbox([Workspace(secret=SECRET, identity=identity)]), Path("none"))
    assert server.ping(data).status in (200, 400, 403)
    assert server.ask("GET", "/sandbox/state").status == 200
    assert server.ask("GET", "/sandbox/feed").status == 200
    server.sandbox.store.close()


def test_serving_ends_where_a_test_has_stopped_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    before = threading.enumerate()
    with serving(create_sandbox_app(Sandbox(), Path("none"))) as origin:
        monkeypatch.setattr(time, "monotonic", lambda: 0.0)
        # With each answer the server looks at its clock.
        assert httpx.get(f"{origin}/sandbox/state", timeout=LONGEST_SECONDS).status_code == 200
    assert [thread for thread in threading.enumerate() if thread not in before and thread.name == "serving"] == []
