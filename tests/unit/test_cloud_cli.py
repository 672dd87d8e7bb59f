"""``intercom-destination explain --cloud``."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result
from tests.support.cloud_events import SECOND, identify, track

from intercom_destination.cli.main import main


def explain(events: list[Any], *arguments: str) -> Result:
    lines = "".join(json.dumps(event) + "\n" if isinstance(event, dict) else f"{event}\n" for event in events)
    return CliRunner().invoke(main, ["explain", "--cloud", *arguments], input=lines)


def test_explain_cloud_prints_requests_and_diagnostics() -> None:
    event = identify({"tags": ["a"], "company": {"id": "c1", "remove": True}})
    result = explain([event, {"type": "page"}])
    assert result.exit_code == 0
    assert result.stdout == (
        "1  identify\n"
        "   -> POST /contacts (or PUT /contacts/{person})"
        f' {{"role": "user", "external_id": "u-17", "last_seen_at": {SECOND}}}\n'
        "   -> DELETE /contacts/{person}/companies/{company:c1}\n"
        '      nested                "tags": an object or a list; Intercom takes none here; dropped\n'
        "2  page\n"
        "   -> nothing is sent\n"
        '      not-sent              "type": Intercom\'s API has no such call; nothing is sent; got "page"\n'
    )
    assert result.stderr == "2 events, 2 requests to Intercom\n"


def test_explain_cloud_parts_a_long_code_from_its_text() -> None:
    event = {"type": "track", "userId": "1", "event": "Seen", "integrations": {"All": False}}
    result = CliRunner().invoke(main, ["explain", "--cloud"], input=json.dumps(event))
    assert '      disabled-by-integrations "integrations": switched off; nothing is sent\n' in result.stdout


def test_explain_cloud_as_json() -> None:
    result = explain([track({"paid": True})], "--format", "json")
    assert json.loads(result.stdout) == {
        "event": 1,
        "type": "track",
        "name": "Report Exported",
        "requests": [
            {
                "method": "POST",
                "path": "/events",
                "body": {
                    "event_name": "Report Exported",
                    "user_id": "u-17",
                    "created_at": SECOND,
                    "metadata": {"paid": "true"},
                },
                "known": None,
                "gives": None,
            }
        ],
        "refused": None,
        "diagnostics": [
            {
                "code": "boolean-as-text",
                "difference": "",
                "key": "paid",
                "value": True,
                "text": 'boolean-as-text: "paid": metadata has no booleans; sent as text',
                "link": "https://segment.com/docs/destinations/intercom/#track",
            }
        ],
    }


def test_explain_cloud_names_refused_events_and_ends_with_1() -> None:
    result = explain([{"type": "track", "event": "x"}, "{", identify()])
    assert result.exit_code == 1
    assert result.stdout.startswith(
        '1  track "x"\n'
        "   -> refused, no_person: the event has neither a userId nor an email, so it is about nobody\n"
        "2  identify\n"
    )
    assert result.stderr.endswith("\n2 events, 1 requests to Intercom, 1 refused, 1 broken\n")
    as_json = json.loads(explain([{"type": "ping"}], "--format", "json").stdout)
    assert as_json["requests"] == as_json["diagnostics"] == []
    assert as_json["refused"]["code"] == "unknown_type"


def test_explain_cloud_reads_settings_and_names_a_wrong_one() -> None:
    result = explain([identify({"a": {"b": 1}})], "--settings", '{"nested": "flatten"}')
    assert '"custom_attributes": {"a_b": 1}' in result.stdout
    result = explain([identify()], "--settings", '{"nestedData": "flatten"}')
    assert result.exit_code == 1
    assert "unknown setting 'nestedData'; there are blacklist, " in result.stderr


def test_explain_cloud_takes_no_timezone() -> None:
    result = explain([identify()], "--timezone", "Asia/Kathmandu")
    assert result.exit_code == 2
    assert "--timezone is about browsers; with --cloud, dates without a zone are in UTC" in result.stderr
