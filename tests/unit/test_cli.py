"""The command line."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from intercom_destination import __version__, content_security_policy, snippet, user_hash
from intercom_destination.cli.main import main

EVENTS = """\
{"type": "identify", "userId": "1", "traits": {"address": {"city": "x"}, "createdAt": "soon"}}
{broken}
{"type": "track", "userId": "1", "event": "Bought", "properties": {"revenue": 19.99, "currency": "EUR"}}
"""


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def test_version_prints_the_version() -> None:
    assert run("--version").stdout == f"intercom-destination, version {__version__}\n"


def test_user_hash() -> None:
    assert run("user-hash", "--secret", "s", "1").stdout == user_hash("s", "1") + "\n"


def test_secret_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERCOM_SECRET", "s")
    assert run("user-hash", "1").stdout == user_hash("s", "1") + "\n"


def test_user_jwt() -> None:
    secret = "s" * 32
    assert run("user-jwt", "--secret", secret, "--claims", '{"email": "a@b.c"}', "1").stdout.count(".") == 2


def test_empty_secret_is_an_error() -> None:
    result = run("user-hash", "--secret", "", "1")
    assert (result.exit_code, result.stderr) == (1, "Error: secret is empty\n")


def test_csp_prints_the_policy() -> None:
    assert run("csp", "--region", "eu").stdout == content_security_policy("eu") + "\n"


def test_snippet_prints_tags() -> None:
    result = run("snippet", "abc", "--user-id", "1", "--traits", '{"plan": "pro"}', "--settings", '{"apiBase": "eu"}')
    assert result.stdout == snippet({"appId": "abc", "apiBase": "eu"}, user_id="1", traits={"plan": "pro"}) + "\n"


def test_snippet_user_hash() -> None:
    result = run("snippet", "abc", "--user-id", "1", "--user-hash", "5f6b")
    assert result.stdout == snippet({"appId": "abc"}, user_id="1", user_hash="5f6b") + "\n"


def test_snippet_user_jwt() -> None:
    result = run("snippet", "abc", "--user-jwt", "h.p.s")
    assert result.stdout == snippet({"appId": "abc"}, user_jwt="h.p.s") + "\n"


def test_snippet_group() -> None:
    result = run("snippet", "abc", "--group-id", "g", "--group-traits", '{"name": "Initech"}')
    assert result.stdout == snippet({"appId": "abc"}, group_id="g", group_traits={"name": "Initech"}) + "\n"


def test_snippet_signed_out() -> None:
    assert run("snippet", "abc", "--signed-out").stdout == snippet({"appId": "abc"}, signed_out=True) + "\n"
    result = run("snippet", "abc", "--signed-out", "--user-id", "1")
    told = "Error: signed_out is for a page without a person; it cannot go with user_id\n"
    assert (result.exit_code, result.stderr) == (1, told)


def test_snippet_for_two_workspaces_is_an_error() -> None:
    assert run("snippet", "abc", "--settings", '{"appId": "abc"}').stdout == run("snippet", "abc").stdout
    result = run("snippet", "abc", "--settings", '{"appId": "xyz"}')
    told = "Error: APP_ID is 'abc', but the settings have the appId 'xyz'\n"
    assert (result.exit_code, result.stderr) == (1, told)


def test_unknown_setting_is_an_error() -> None:
    result = run("snippet", "abc", "--settings", '{"appid": "x"}')
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: unknown setting 'appid'; there are: appId, ")


def test_explain_prints_calls_and_rules_and_goes_on_after_a_broken_line() -> None:
    result = run("explain", stdin=EVENTS)
    assert result.exit_code == 1
    assert result.stdout == (
        "1  identify\n"
        '   -> boot {"user_id": "1", "id": "1", "app_id": "YOUR_APP_ID"}\n'
        '      nested                "address": an object or a list; Intercom takes none here; dropped\n'
        '      spelling              "createdAt": another spelling of a standard name,'
        ' which it takes where that is free; else it goes; got "soon"\n'
        '      invalid-date          "created_at": cannot be read as a date; dropped; got "soon"\n'
        '2  track "Bought"\n'
        '   -> trackEvent "Bought" {"price": {"amount": 1999, "currency": "EUR"}}\n'
        '      price                 "revenue": Intercom takes positive whole cents;'
        " rounded, thousands commas read, else no price\n"
    )
    assert result.stderr == (
        "line 2: Expecting property name enclosed in double quotes at column 2\n"
        "2 events, 2 calls of Intercom, 1 broken\n"
    )


def test_explain_as_json(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    path.write_text(json.dumps([{"type": "page"}, {"type": "alias"}]))
    settings = tmp_path / "settings.json"
    settings.write_text('{"appId": "abc"}')
    result = run("explain", str(path), "--settings", str(settings), "--format", "json")
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == {
        "event": 1,
        "type": "page",
        "name": None,
        "calls": [{"method": "boot", "arguments": [{"app_id": "abc"}]}],
        "diagnostics": [],
        "rules": [],
    }
    assert [one["code"] for one in second["diagnostics"]] == ["unsupported-method"]
    # The name that they had up to 1.1.
    assert second["rules"] == second["diagnostics"]


def test_explain_names_a_wrong_setting() -> None:
    result = run("explain", "--settings", '{"loadStrategy": "late"}', stdin="")
    assert result.stderr.startswith('settings: setting               "loadStrategy": not allowed')


def test_many_events_stream_in_bounded_memory_with_a_progress_bar(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "events.jsonl"
    line = '{"type": "track", "event": "E%d", "anonymousId": "%d", "userId": "1", "properties": {"a": 1}}\n'
    path.write_text("".join(line % (number % 500, number) for number in range(10_000)))
    tracemalloc.start()
    main.main(["explain", str(path), "--progress"], standalone_mode=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    out, err = capfd.readouterr()
    assert out.count("-> trackEvent") == 10_000
    assert err == "Events\n10000 events, 10000 calls of Intercom\n"
    assert peak < 8_000_000


def test_progress_bar_is_drawn_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text('{"type": "page"}\n' * 3_000)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "intercom_destination.cli.main", "explain", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process:
        assert process.stdout
        out = process.stdout.read()
    os.close(theirs)
    drawn = b""
    with contextlib.suppress(OSError):  # the end of a terminal that nobody holds open any more
        while chunk := os.read(ours, 4096):
            drawn += chunk
    os.close(ours)
    assert out.count(b"-> ") == 3_000
    assert b"Events  [" in drawn
    assert b"3,000 events" in drawn
    assert b"3000 events, 3000 calls of Intercom" in drawn


DATED = '{"type": "identify", "userId": "1", "traits": {"created_at": "July 1, 2018 12:00"}}'


@pytest.mark.parametrize(("zone", "seconds"), [("UTC", 1530446400), ("America/New_York", 1530460800)])
def test_explain_timezone(zone: str, seconds: int) -> None:
    assert f'"created_at": {seconds}' in run("explain", "--timezone", zone, stdin=DATED).stdout


def test_explain_names_an_unknown_timezone() -> None:
    result = run("explain", "--timezone", "Mars/Olympus", stdin=DATED)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: unknown time zone 'Mars/Olympus'; wanted is a name such as Europe/Paris")
