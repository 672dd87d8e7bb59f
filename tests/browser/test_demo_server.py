"""The demo's server: what travels in a write key, what it refuses, and the Chromium finder."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from click.testing import CliRunner
from demo_site.__main__ import main
from demo_site.demo_settings import (
    DemoConfig,
    destination_settings,
    overrides_in,
    settings_from_query,
    write_key_for,
)

ORIGIN = "http://127.0.0.1:8000"


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("overrides", [{}, {"activator": "#chät"}, {"appId": "", "x": [1, None]}])
def test_write_key_carries_settings_there_and_back(overrides: dict[str, Any]) -> None:
    assert overrides_in(write_key_for(overrides)) == overrides


def test_query_parameters_are_read_by_their_kind() -> None:
    query = {
        "activator": "#chat",
        "richLinkProperties": "a, b,",
        "shutdownOnLogout": "false",
        "apiBase": "",
        "zIndex": "20",
        "hideDefaultLauncher": "true",
        "installation": "analytics-next",
    }
    assert settings_from_query(query) == {
        "activator": "#chat",
        "richLinkProperties": ["a", "b"],
        "shutdownOnLogout": False,
        "zIndex": 20,
    }


def test_real_workspace_gets_intercoms_own_widget() -> None:
    real = DemoConfig(app_id="real", region="eu", secret="", real=True)
    assert destination_settings(real, ORIGIN, {}) == {"appId": "real", "apiBase": "eu"}
    played = destination_settings(DemoConfig(), ORIGIN, {"appId": "other"})
    assert played == {"appId": "other", "widgetUrl": ORIGIN + "/widget/{appId}"}


def test_settings_endpoint_answers_as_segments_does(base_url: str) -> None:
    key = write_key_for({"activator": "#chat"})
    status, body = fetch(f"{base_url}/v1/projects/{key}/settings")
    assert status == 200
    found = json.loads(body)["integrations"]
    assert found["Intercom"]["appId"] == "demo"
    assert found["Intercom"]["activator"] == "#chat"
    assert base_url == f"http://{found['Segment.io']['apiHost']}".removesuffix("/v1")


@pytest.mark.parametrize("name", ["intercom.dynamic.js", "intercom.dynamic.js.gz"])
def test_delivered_file_goes_out_as_a_script(base_url: str, name: str) -> None:
    address = f"{base_url}/next-integrations/integrations/intercom/latest/{name}"
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["content-encoding"] == ("gzip" if name.endswith("gz") else None)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/v1/projects/nobody/settings", 404, "write key"),
        ("/v1/projects/demo.e30-x/settings", 404, "write key"),
        ("/v1/projects/demo.WzFd/settings", 404, "write key"),
        ("/?installation=cellar", 404, "analytics-classic"),
        ("/?identity=fingerprint", 404, "identity"),
        ("/open/cellar/home", 404, "analytics-classic"),
        ("/open/script-tag/cellar", 404, "checkout"),
        ("/open/script-tag/home?scenario=none", 404, "scenario"),
        ("/open/script-tag.e30-x/home", 404, "choice"),
        ("/open/script-tag.WzFd/home", 404, "choice"),
        ("/site/script-tag/cellar", 404, "checkout"),
        ("/delivered/manifest.json", 404, "manifest.json"),
        ("/blank/cellar", 404, "analytics-classic"),
        ("/blank/analytics-next?settings={", 400, "JSON"),
        ("/blank/analytics-next?settings=[]", 400, "JSON"),
        ("/blank/script-tag?settings={%22zIndex%22:{}}", 400, "zIndex"),
        ("/user-hash", 400, "user_id"),
        ("/next-integrations/../../pyproject.toml", 404, ""),
        ("/nowhere", 404, ""),
    ],
)
def test_senseless_request_is_refused_in_words(base_url: str, path: str, status: int, said: str) -> None:
    found, body = fetch(base_url + path)
    assert found == status
    assert said in body


def test_page_cannot_be_broken_out_of_by_a_setting(base_url: str) -> None:
    status, body = fetch(base_url + "/open?activator=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E%22")
    assert status == 200
    assert 'value="&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#34;"' in body
    assert r'"\u003c/script\u003e\u003cscript\u003ealert(1)\u003c/script\u003e\""' in body
    assert "<script>alert(1)" not in body


@pytest.mark.parametrize("arguments", [["--region", "moon"], ["--port", "many"], ["--port", "70000"]])
def test_option_that_is_wrong_is_a_message_and_no_server(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "Invalid value" in result.output


@pytest.mark.parametrize(
    ("path", "kind", "body", "status"),
    [
        ("/qa/scenarios/none/prepare", "application/json", "{}", 404),
        ("/qa/scenarios/purchase/check", "application/json", '{"rows": 1}', 400),
        ("/site/script-tag/sign-in", "application/x-www-form-urlencoded", "person=nobody", 400),
        ("/site/script-tag/sign-up", "application/x-www-form-urlencoded", "name=&email=x", 400),
        ("/site/script-tag/sign-up", "application/x-www-form-urlencoded", "name=" + "x" * 20_000, 413),
    ],
)
def test_senseless_post_is_refused(base_url: str, path: str, kind: str, body: str, status: int) -> None:
    request = urllib.request.Request(base_url + path, body.encode(), {"content-type": kind})
    try:
        with urllib.request.urlopen(request) as answer:
            found = answer.status
    except urllib.error.HTTPError as error:
        found = error.code
    assert found == status
