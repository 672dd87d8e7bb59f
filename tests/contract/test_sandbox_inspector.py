"""The inspector's half on the server: what a page may report, what the stream says, and who can read it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.support.own_site import OwnSite, own_site

ROW = {"from": "log", "step": "called", "at": 1.5, "method": "boot", "args": [{"app_id": "demo"}]}


@pytest.fixture(scope="module")
def site() -> Iterator[OwnSite]:
    with own_site() as site:
        yield site


def post(site: OwnSite, path: str, **fields: Any) -> tuple[int, str]:
    body = urlencode({name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()})
    try:
        with urllib.request.urlopen(f"{site.sandbox_url}{path}", body.encode()) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def events(site: OwnSite, count: int, **headers: str) -> list[tuple[int, Any]]:
    """The first events of the stream: the number of each, and what it holds."""
    request = urllib.request.Request(f"{site.sandbox_url}/inspector/stream", headers=headers)
    found: list[tuple[int, Any]] = []
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["access-control-allow-origin"] is None
        number = 0
        while len(found) < count:
            line = answer.readline().decode().strip()
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("data: "):
                found.append((number, json.loads(line[6:])))
    return found


def test_stream_gives_what_pages_report_and_goes_on_after_the_last_event(site: OwnSite) -> None:
    site.sandbox.reset()
    assert post(site, "/inspector/rows", s="p1", rows=[ROW, {"from": "page"}]) == (204, "")
    first, second = events(site, 2)
    assert first[1]["kind"] == "report"
    assert first[1]["data"] == {"s": "p1", "row": ROW}
    assert second[1]["data"] == {"s": "p1", "row": {"from": "page"}}
    assert events(site, 1, **{"Last-Event-ID": str(first[0])}) == [second]


def test_stream_leaves_out_requests_of_pages_that_are_watched_elsewhere(site: OwnSite) -> None:
    site.sandbox.reset()
    ping = {"app_id": "demo", "source": "apiBoot", "user_data": {"user_id": "ada"}}
    for reports in ("no", "yes"):
        assert post(site, "/messenger/web/ping", **ping, reports=reports)[0] == 200
    (_, hidden), (_, shown) = events(site, 2)
    assert hidden == {}
    assert shown["data"]["sent"]["reports"] == "yes"


def test_feed_of_the_controls_is_without_reports(site: OwnSite) -> None:
    site.sandbox.reset()
    post(site, "/inspector/rows", s="p1", rows=[ROW])
    with urllib.request.urlopen(f"{site.sandbox_url}/sandbox/feed") as answer:
        assert json.load(answer)["rows"] == []


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"rows": "[]"}, 400, "s is missing"),
        ({"s": "p1"}, 400, "rows is missing"),
        ({"s": "p1", "rows": "{"}, 400, "rows is not valid JSON"),
        ({"s": "p1", "rows": "{}"}, 400, "rows is not a list of objects"),
        ({"s": "p1", "rows": "[1]"}, 400, "rows is not a list of objects"),
        ({"s": "p1", "rows": "[" * 600_000}, 413, "bytes"),
    ],
)
def test_reports_that_make_no_sense_are_refused(site: OwnSite, fields: dict[str, str], status: int, said: str) -> None:
    found, body = post(site, "/inspector/rows", **fields)
    assert found == status
    assert said in body


@pytest.mark.parametrize("name", ["nothing.js", "..%2finspector_page.py", "%2e%2e"])
def test_inspector_has_no_other_files(site: OwnSite, name: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{site.sandbox_url}/inspector/files/{name}")
    assert refused.value.code == 404


def test_inspector_allows_nothing_but_its_own(site: OwnSite) -> None:
    with urllib.request.urlopen(site.sandbox_url) as answer:  # which leads there
        assert answer.url == f"{site.sandbox_url}/inspector"
        assert answer.headers["content-security-policy"].startswith("default-src 'self';")
        assert f"{site.sandbox_url}/widget/{{appId}}" in answer.read().decode()
