"""The tag for a page: what it says, and that data in it stays data."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intercom_destination import calls_script, integrity, snippet, user_hash
from intercom_destination.server.data_attributes import attribute_name, attribute_value

SETTINGS = {"appId": "abc123"}
HOSTILE = "</script><script>alert(1)</script><!--\u2028\u2029'\"\\`${x}&amp;"


class Scripts(HTMLParser):
    """The script elements of a page, as a browser finds them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[dict[str, str | None], str]] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.found.append((dict(attrs), ""))
        else:
            self.others.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            attributes, text = self.found.pop()
            self.found.append((attributes, text + data))


def calls_of(script: str) -> list[list[Any]]:
    """The calls that a script makes, read as JavaScript would."""
    found = []
    for method, arguments in re.findall(
        r"a\.(page|identify|group|reset)\(((?:JSON\.parse\(\"(?:[^\"\\]|\\.)*\"\),?)*)\)", script
    ):
        texts = re.findall(r"JSON\.parse\((\"(?:[^\"\\]|\\.)*\")\)", arguments)
        found.append([method, *(json.loads(json.loads(text)) for text in texts)])
    return found


def test_tag_names_the_file_its_integrity_and_the_settings() -> None:
    _, (attributes, text) = Scripts(
        snippet(
            {
                **SETTINGS,
                "richLinkProperties": ["a", "b"],
                "shutdownOnLogout": False,
                "apiBase": "eu",
                "hideDefaultLauncher": True,
                "widgetUrl": None,
            }
        )
    ).found
    assert text == ""
    assert attributes == {
        "async": None,
        "src": "/static/intercom.min.js",
        "integrity": integrity("intercom.min.js"),
        "crossorigin": "anonymous",
        "data-app-id": "abc123",
        "data-rich-link-properties": "a,b",
        "data-shutdown-on-logout": "false",
        "data-api-base": "eu",
        "data-hide-default-launcher": "true",
    }


def test_settings_that_are_empty_are_no_attributes() -> None:
    # As an attribute an empty string would mean true.
    assert snippet({**SETTINGS, "hideDefaultLauncher": "", "apiBase": "", "global": None}) == snippet(SETTINGS)


@pytest.mark.parametrize(
    ("value", "attribute"),
    [
        (True, "true"),
        (20, "20"),
        (-3.0, "-3"),
        (0.5, "0.5"),
        (1e-7, "0.0000001"),
        (1e21, "1000000000000000000000"),
        (("a", "b"), "a,b"),
        ("dark", "dark"),
    ],
)
def test_settings_of_any_type_become_attributes(value: Any, attribute: str) -> None:
    assert attribute_value("zIndex", value) == attribute
    assert attribute_name("zIndex") == "data-z-index"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400, {"a": 1}, b"a", None])
def test_settings_that_no_attribute_can_hold_are_an_error(value: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"^setting 'zIndex' "):
        attribute_value("zIndex", value)


def test_file_of_another_name_has_no_integrity() -> None:
    for html in (snippet(SETTINGS, src="/chat.js"), snippet(SETTINGS, check=False)):
        assert "integrity" not in html


def test_url_with_a_query_keeps_the_integrity() -> None:
    assert integrity("intercom.min.js") in snippet(SETTINGS, src="https://cdn.example/x/intercom.min.js?v=1")


def test_calls_carry_the_person_and_the_company_before_the_page() -> None:
    html = snippet(
        SETTINGS,
        user_id="1",
        traits={"email": "a@b.c", "createdAt": datetime(2026, 1, 2, tzinfo=UTC)},
        user_hash=user_hash("secret", "1"),
        group_id="g",
        group_traits={"name": "Initech"},
    )
    (_, script), _ = Scripts(html).found
    assert calls_of(script) == [
        [
            "identify",
            "1",
            {"email": "a@b.c", "createdAt": "2026-01-02T00:00:00.000+00:00"},
            {"integrations": {"Intercom": {"user_hash": user_hash("secret", "1")}}},
        ],
        ["group", "g", {"name": "Initech"}],
        ["page"],
    ]


def test_user_jwt_needs_no_user_id() -> None:
    options = {"integrations": {"Intercom": {"intercom_user_jwt": "h.p.s"}}}
    assert calls_of(calls_script(user_jwt="h.p.s")) == [["identify", None, {}, options], ["page"]]
    assert calls_of(calls_script(user_jwt="h.p.s", traits={"plan": "pro"}, page=False)) == [
        ["identify", None, {"plan": "pro"}, options]
    ]


def test_nonce_is_on_both_scripts() -> None:
    assert [attributes["nonce"] for attributes, _ in Scripts(snippet(SETTINGS, nonce="abc=")).found] == ["abc=", "abc="]


def test_inline_script_off_the_calls_come_from_a_url() -> None:
    html = snippet(SETTINGS, user_id="1", calls_src="/chat-calls.js")
    assert [(attributes["src"], text) for attributes, text in Scripts(html).found] == [
        ("/chat-calls.js", ""),
        ("/static/intercom.min.js", ""),
    ]
    assert calls_of(calls_script(user_id="1")) == [["identify", "1", {}], ["page"]]


def test_signed_out_resets_before_the_page() -> None:
    (_, script), _ = Scripts(snippet(SETTINGS, signed_out=True)).found
    assert calls_of(script) == [["reset"], ["page"]]
    assert calls_of(calls_script(signed_out=True, page=False)) == [["reset"]]
    assert calls_of(calls_script(signed_out=False)) == [["page"]]


def test_inline_script_is_a_stub_of_intercom_then_a_queue_then_the_calls() -> None:
    assert calls_script(user_id="1", signed_out=False, name="chat") == (
        "(function(){"
        'if(typeof Intercom!="function"){var i=window.Intercom=function(){i.c(arguments)};'
        "i.q=[];i.c=function(c){i.q.push(c)};i.destination=true}"
        'var n="chat",a=window[n];if(!a||a.nodeType)a=window[n]=[];'
        'function has(m){return typeof a[m]=="function"}'
        'if(has("push"))["page","identify","group","track","reset","ready","on","once","off"].forEach(function(m){'
        "a[m]=a[m]||function(){a.push([m].concat([].slice.call(arguments)));return a}});"
        'if(has("identify"))a.identify(JSON.parse("\\"1\\""),JSON.parse("{}"));if(has("page"))a.page();'
        "})();"
    )


def test_hostile_data_stays_data() -> None:
    html = snippet(
        {**SETTINGS, "activator": HOSTILE},
        src=f'/x"{HOSTILE}',
        user_id=HOSTILE,
        traits={HOSTILE: HOSTILE, "__proto__": {"polluted": True}},
        user_hash=HOSTILE,
    )
    scripts = Scripts(html)
    assert scripts.others == []
    (_, script), (attributes, _) = scripts.found
    assert attributes["data-activator"] == HOSTILE
    assert attributes["src"] == f'/x"{HOSTILE}'
    assert calls_of(script)[0][1:3] == [HOSTILE, {HOSTILE: HOSTILE, "__proto__": {"polluted": True}}]
    assert not re.search("[<>&'\u2028\u2029]", script)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_data_of_any_kind_arrives_as_it_is(value: Any) -> None:
    (_, script), _ = Scripts(snippet(SETTINGS, user_id="1", traits={"value": value})).found
    assert calls_of(script)[0][2] == {"value": value}


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"settings": {}}, "no appId"),
        ({"settings": {"appId": ""}}, "no appId"),
        ({"settings": {"appId": 5}}, "'appId' is 5, allowed is a string"),
        ({"settings": {**SETTINGS, "appid": "x"}}, "unknown setting 'appid'; there are: appId, activator"),
        ({"settings": {**SETTINGS, "loadStrategy": "late"}}, "allowed is immediate or idle or interaction"),
        ({"settings": {**SETTINGS, "richLinkProperties": ["a,b"]}}, "'a,b' cannot be in a list"),
        (
            {"settings": {**SETTINGS, "hideDefaultLauncher": "yes"}},
            "'hideDefaultLauncher' is 'yes', allowed is true or",
        ),
        ({"settings": {"appId": "x", 5: "yes"}}, "unknown setting 5; there are: appId, activator"),
        ({"settings": {**SETTINGS, "global": "a-b"}}, "has to be a JavaScript name"),
        ({"user_id": 5}, "user_id has to be a str, not int"),
        ({"user_id": ""}, "user_id is empty"),
        ({"traits": "x"}, "traits has to be a mapping, not str"),
        ({"group_traits": 5}, "group_traits has to be a mapping, not int"),
        ({"traits": {"a": float("nan")}, "strict": True}, "traits.a is of type float, without a finite value"),
        ({"signed_out": True, "user_id": "1"}, "signed_out is for a page without a person; it cannot go with user_id"),
        ({"signed_out": True, "traits": {}}, "it cannot go with traits"),
        ({"signed_out": True, "user_hash": "x", "user_jwt": "x"}, "it cannot go with user_hash and user_jwt"),
        ({"signed_out": True, "group_id": "1", "group_traits": {}}, "it cannot go with group_id and group_traits"),
        ({"nonce": 'a"b'}, "nonce has to be base64"),
        ({"user_hash": "x"}, "^user_hash is of no use without a user_id"),
        ({"user_hash": "x", "traits": {"email": "a@b.c"}}, "^user_hash is of no use without a user_id"),
        ({"user_hash": "x", "user_jwt": "y"}, "^user_hash is of no use without a user_id"),
        ({"user_jwt": ""}, "intercom_user_jwt is empty"),
        ({"src": ""}, "src is empty"),
    ],
)
def test_unserializable_value_is_a_clear_error(given: dict[str, Any], error: str) -> None:
    with pytest.raises((TypeError, ValueError), match=error):
        snippet(**{"settings": SETTINGS, **given})


def test_jinja_extension_does_not_escape_twice_and_ignores_what_is_undefined() -> None:
    environment = jinja2.Environment(autoescape=True, extensions=["intercom_destination.IntercomExtension"])
    template = environment.from_string("{{ intercom_snippet({'appId': 'x'}, user_id=user_id, nonce=nonce) }}")
    assert template.render(user_id="1") == snippet({"appId": "x"}, user_id="1")
