"""The sandbox's server half: what it stores, what it refuses and in which words, and that nothing brings it down."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from tests.coroutines import run

from intercom_destination.identity import user_hash, user_jwt
from intercom_destination.sandbox.server import Sandbox, Workspace, routes

SECRET = "a-secret-for-tests-that-is-long-enough"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of Intercom's error list."""
        assert self.json["type"] == "error.list"
        return str(self.json["errors"][0]["code"])


class Server:
    """The routes, asked without a network."""

    def __init__(self, sandbox: Sandbox, script: Path) -> None:
        self.sandbox = sandbox
        self.app = Starlette(routes=routes(sandbox, script))

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "", origin: str = "http://localhost"
    ) -> Answer:
        sent: list[Any] = []
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"host", b"localhost"), (b"origin", origin.encode()), (b"content-type", kind.encode())],
            "scheme": "http",
            "server": ("localhost", 80),
            "root_path": "",
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        run(self.app(scope, receive, send))
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))

    def get(self, path: str) -> Any:
        return self.ask("GET", path).json

    def post(self, path: str, value: Any) -> Answer:
        return self.ask("POST", path, json.dumps(value).encode(), JSON)

    def form(self, path: str, origin: str = "http://localhost", **fields: Any) -> Answer:
        return self.ask("POST", path, urlencode(fields).encode(), FORM, origin)

    def ping(self, data: dict[str, Any], origin: str = "http://localhost", **more: Any) -> Answer:
        fields = {"app_id": "demo", "source": "apiBoot", "user_data": json.dumps(data), **more}
        return self.form("/messenger/web/ping", origin, **fields)

    def track(self, session: str, *events: Any) -> Answer:
        return self.form("/messenger/web/events", app_id="demo", session=session, event_list=json.dumps(events))

    def set(self, **changes: Any) -> None:
        self.sandbox.workspaces["demo"] = replace(self.sandbox.workspaces["demo"], **changes)


@pytest.fixture
def server(tmp_path: Path) -> Server:
    script = tmp_path / "sandbox.js"
    script.write_text("// the Messenger")
    return Server(Sandbox([Workspace(secret=SECRET)]), script)


# The script


def test_the_script_is_there_for_any_app_and_can_be_blocked_or_slow(server: Server) -> None:
    assert server.ask("GET", "/widget/any").body == b"// the Messenger"
    server.post("/sandbox/faults", {"script_blocked": True})
    assert server.ask("GET", "/widget/demo").status == 503
    server.post("/sandbox/faults", {"script_blocked": False, "script_delay": 60})
    started = time.monotonic()
    assert server.ask("GET", "/widget/demo").status == 200
    assert time.monotonic() - started >= 0.06


# People


def test_a_visitor_becomes_a_lead_and_then_a_user_with_what_they_have_done(server: Server) -> None:
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


def test_a_session_goes_on_without_an_identity_and_a_new_one_knows_nobody(server: Server) -> None:
    session = server.ping({"user_id": "ann"}).json["session"]
    assert server.ping({}, session=session).json["user"]["user_id"] == "ann"
    assert server.ping({}).json["user"]["user_id"] is None
    assert server.ping({}, session="made up").json["session"] != "made up"


def test_an_email_alone_makes_a_user_and_an_update_of_it_changes_the_user(server: Server) -> None:
    first = server.ping({"email": "a@example.org"}).json
    assert first["user"]["role"] == "user"
    assert server.ping({"email": "a@example.org"}).json["visitor_id"] == first["visitor_id"]
    known = server.ping({"user_id": "ann", "email": "a@example.org"}).json
    assert known["visitor_id"] == first["visitor_id"]
    moved = server.ping({"email": "b@example.org"}, source="apiUpdate", session=known["session"]).json
    assert moved["user"] == {"role": "user", "user_id": "ann", "email": "b@example.org"}
    assert server.ping({"email": "c@example.org"}, session=known["session"]).json["user"]["user_id"] is None


def test_the_feed_says_what_has_changed(server: Server) -> None:
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


def test_a_company_needs_id_and_name_before_it_is_made(server: Server) -> None:
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


def test_the_standard_limits_are_the_documented_ones() -> None:
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


def test_the_event_limit_can_be_ordered(server: Server) -> None:
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
def test_hmac(server: Server, data: dict[str, Any], code: str | None) -> None:
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
def test_jwt(server: Server, data: dict[str, Any], code: str | None) -> None:
    server.set(identity="jwt")
    answer = server.ping(data)
    assert answer.status == (403 if code else 200)
    assert code is None or answer.code == code


def test_an_untrusted_domain_ends_the_session(server: Server) -> None:
    session = server.ping({"user_id": "ann"}).json["session"]
    server.set(trusted_domains=["shop.example", "*.example.org"])
    assert server.ping({}, "https://www.example.org", session=session).status == 200
    for origin in ("https://example.org", "https://shop.example.evil", "null", "http://["):
        answer = server.ping({}, origin, session=session)
        assert (answer.status, answer.code) == (403, "domain_not_allowed")
    assert server.ping({}, "https://shop.example", session=session).json["user"]["user_id"] is None


def test_an_app_or_region_that_is_wrong_is_not_found(server: Server) -> None:
    assert (server.ping({}, app_id="other").status, server.ping({}, app_id="other").code) == (404, "app_not_found")
    server.set(region="eu")
    assert server.ping({}).status == 404
    assert server.ping({}, api_base="https://api-iam.eu.intercom.io").status == 200


@pytest.mark.parametrize(("refuse", "status"), [("app_id", 404), ("domain", 403), ("identity", 403)])
def test_a_refusal_can_be_ordered(server: Server, refuse: str, status: int) -> None:
    server.post("/sandbox/faults", {"refuse": refuse})
    assert server.ping({}).status == status
    assert server.get("/sandbox/feed")["rows"][-1]["data"]["status"] == status


# The panel


def test_the_panel_is_of_one_session_and_shows_text_only(server: Server) -> None:
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


def test_an_operator_can_answer(server: Server) -> None:
    session = server.ping({"user_id": "ann"}).json["session"]
    server.form("/sandbox/panel/messages", app_id="demo", session=session, body="Hello")
    assert server.post("/sandbox/conversations/1/reply", {"body": "Hi"}).status == 200
    assert server.form("/messenger/web/unread", app_id="demo", session=session).json["unread"] == 1
    assert server.post("/sandbox/conversations/9/reply", {"body": "Hi"}).code == "conversation_not_found"
    assert server.post("/sandbox/conversations/1/reply", ["Hi"]).code == "parameter_not_found"


# Controls


def test_the_feed_is_read_with_a_cursor(server: Server) -> None:
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


def test_one_call_resets_everything(server: Server) -> None:
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
def test_a_setting_that_is_none_is_refused(server: Server, patch: Any) -> None:
    answer = server.post("/sandbox/workspaces/demo", patch)
    assert (answer.status, answer.code) == (400, "parameter_invalid")


def test_controls_take_json_only(server: Server) -> None:
    assert server.ask("POST", "/sandbox/reset", b"{}", "text/plain").status == 415
    assert "access-control-allow-origin" not in server.ask("GET", "/sandbox/state").headers


def test_what_is_stored_in_a_file_is_there_the_next_time(tmp_path: Path) -> None:
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
def test_no_data_brings_it_down(data: dict[str, Any], identity: str) -> None:
    server = Server(Sandbox([Workspace(secret=SECRET, identity=identity)]), Path("none"))
    assert server.ping(data).status in (200, 400, 403)
    assert server.ask("GET", "/sandbox/state").status == 200
    assert server.ask("GET", "/sandbox/feed").status == 200
    server.sandbox.store.close()
