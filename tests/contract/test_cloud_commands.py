"""``intercom-destination cloud``: deliver a file, resume, and what to do with refused events."""

from __future__ import annotations

import json
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result
from tests.support.delivery_site import answering, delivering, group, identify, track
from tests.support.fake_intercom import FakeIntercom, error

from intercom_destination.cli import cloud_delivery, delivery_words
from intercom_destination.cli.main import main
from intercom_destination.cloud.delivery.log_lines import LOG
from intercom_destination.cloud.queue.schema import connect

Run = Callable[..., Result]


@pytest.fixture
def fake() -> Iterator[FakeIntercom]:
    fake = FakeIntercom()
    with answering(fake):
        yield fake


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command of `cloud` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTERCOM_TOKEN", "planted-token")

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, ["cloud", *arguments], input=stdin)

    return run


def write(*events: Any, name: str = "events.jsonl") -> None:
    lines = (event if isinstance(event, str) else json.dumps(event) for event in events)
    Path(name).write_text("".join(f"{line}\n" for line in lines))


def test_deliver_delivers_a_file(run: Run, fake: FakeIntercom) -> None:
    write(identify(name="Ann"), track(), group(name="Acme"))
    result = run("deliver", "events.jsonl", "--state", "run.db")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 events read, 3 delivered, 0 waiting\n"
    assert len(fake.events) == 1


def test_deliver_reads_standard_input(run: Run, fake: FakeIntercom) -> None:
    lines = "".join(json.dumps(track(event=name)) + "\n" for name in ("A", "B"))
    assert run("deliver", "--state", "run.db", stdin=lines).exit_code == 0
    assert run("deliver", "-", "--state", "run.db", stdin=lines).exit_code == 0
    assert [one["event_name"] for one in fake.events] == ["A", "B"]


def test_deliver_resumes_where_it_stopped(run: Run, fake: FakeIntercom) -> None:
    write(track(event="A"), track(event="A"))
    run("deliver", "events.jsonl", "--state", "run.db")
    write(track(event="A"), track(event="A"), track(event="B"))
    result = run("deliver", "events.jsonl", "--state", "run.db")
    assert result.exit_code == 0
    assert [one["event_name"] for one in fake.events] == ["A", "A", "B"]


def test_deliver_of_another_file_of_the_same_name_starts_anew(run: Run, fake: FakeIntercom) -> None:
    write(track(event="A"))
    run("deliver", "events.jsonl", "--state", "run.db")
    Path("events.jsonl").write_text(json.dumps([track(event="B"), track(event="A")], indent=0))
    run("deliver", "events.jsonl", "--state", "run.db")
    assert [one["event_name"] for one in fake.events] == ["A", "B", "A"]


def test_deliver_resumes_a_list_in_the_middle_of_its_lines(run: Run, fake: FakeIntercom) -> None:
    events = [track(event=name) for name in ("A", "B")]
    Path("events.jsonl").write_text(json.dumps(events, indent=1))
    run("deliver", "events.jsonl", "--state", "run.db")
    Path("events.jsonl").write_text(json.dumps([*events, track(event="C")], indent=1))
    run("deliver", "events.jsonl", "--state", "run.db")
    assert [one["event_name"] for one in fake.events] == ["A", "B", "C"]


def test_deliver_names_bad_lines_again_when_it_resumes(run: Run, fake: FakeIntercom) -> None:
    write(track(event="A"), "{broken}", track(event="B"))
    results = [run("deliver", "events.jsonl", "--state", "run.db") for _ in range(2)]
    assert [result.exit_code for result in results] == [1, 1]
    assert results[1].stderr.startswith("line 2: not_json")
    assert [one["event_name"] for one in fake.events] == ["A", "B"]


def test_deliver_names_bad_lines_and_sends_the_rest(run: Run, fake: FakeIntercom) -> None:
    write(track(), '{"type": "track", broken', track(event="B"), {"type": "track", "event": "nobody"}, "[1]")
    result = run("deliver", "events.jsonl", "--state", "run.db")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "line 2: not_json: Expecting property name enclosed in double quotes at column 19",
        "line 4, event 4: no_person: the event has neither a userId nor an email, so it is about nobody",
        "line 5, event 5: not_json: an event is a JSON object, not list",
        "5 events read, 2 delivered, 0 waiting",
        "2 refused events are kept: intercom-destination cloud refused --state run.db",
    ]
    assert [one["event_name"] for one in fake.events] == ["Ordered", "B"]


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('\n\n{"type": "track", "userId": "1", "event": "A"}\n\n{\n  "type": "track"\n}\n', "line 5, event 2"),
        ('[\n\n{"type": "track", "userId": "1", "event": "A"},\n\n{"type": "track"}]', "line 5, event 2"),
        ('[{"type": "page"}, {"type": "track"}]', "line 1, event 2"),
    ],
)
def test_deliver_names_the_line_on_which_a_bad_event_begins(run: Run, text: str, place: str) -> None:
    Path("events.json").write_text(text)
    for options in (["--dry-run"], ["--state", "run.db"]):
        result = run("deliver", "events.json", *options)
        assert result.stderr.splitlines()[0].startswith(f"{place}: no_person: ")


def test_deliver_ends_with_1_where_intercom_refused(run: Run, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, path, _body: error(422, "data_invalid", "no") if path == "/events" else None
    write(track())
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 1
    result = run("refused", "--state", "run.db")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert line.startswith("data_invalid  422  ")
    assert line.endswith("  track  Intercom answered 422 (data_invalid)")


@pytest.mark.parametrize("message_id", [True, {"a": 1}, ["m"]])
def test_deliver_keeps_each_refused_event_whose_message_id_is_none(run: Run, message_id: Any) -> None:
    nobody = {"type": "track", "event": "Bought", "messageId": message_id}
    write({**nobody, "properties": {"n": 1}}, {**nobody, "properties": {"n": 2}})
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 1
    assert len(run("refused", "--state", "run.db").stdout.splitlines()) == 2


@pytest.mark.parametrize("status", [401, 403])
def test_deliver_says_first_that_the_token_is_not_valid(run: Run, fake: FakeIntercom, status: int) -> None:
    fake.fault = lambda _method, _path, _body: error(status, "unauthorized", "Access Token Invalid")
    write(track())
    result = run("deliver", "events.jsonl", "--state", "run.db")
    assert result.exit_code == 1
    assert f"Intercom does not accept the token (status {status})" in result.stderr
    assert fake.paths() == ["GET /me"]
    assert not Path("run.db").exists()


def test_deliver_goes_on_where_intercom_cannot_be_reached_at_first(run: Run, fake: FakeIntercom) -> None:
    failures = iter([httpx.ConnectError("down")] * 3)
    fake.fault = lambda _method, _path, _body: next(failures, None)
    write(track())
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 0


def test_deliver_needs_a_token_and_a_state(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(track())
    assert "deliver needs --state" in run("deliver", "events.jsonl").stderr
    monkeypatch.delenv("INTERCOM_TOKEN")
    assert "set INTERCOM_TOKEN, or give --token-file" in run("deliver", "events.jsonl", "--state", "run.db").stderr


def test_deliver_reads_the_token_of_a_file(run: Run, fake: FakeIntercom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INTERCOM_TOKEN")
    Path("token").write_text("planted-token\n")
    write(track())
    assert run("deliver", "events.jsonl", "--state", "run.db", "--token-file", "token").exit_code == 0
    assert len(fake.events) == 1


def test_deliver_refuses_a_token_file_that_is_no_text_and_shows_nothing_of_it(run: Run) -> None:
    Path("token").write_bytes("planted-token".encode("utf-16"))
    write(track())
    result = run("deliver", "events.jsonl", "--state", "run.db", "--token-file", "token")
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: --token-file token is no text file that can be read\n")


def test_deliver_reads_a_token_file_of_a_windows_editor(run: Run, fake: FakeIntercom) -> None:
    Path("token").write_text("planted-token\r\n", encoding="utf-8-sig")
    write(track())
    assert run("deliver", "events.jsonl", "--state", "run.db", "--token-file", "token").exit_code == 0
    assert len(fake.events) == 1


def test_deliver_takes_smaller_batches_where_the_queue_is_small(run: Run, fake: FakeIntercom) -> None:
    write(*(track(str(number)) for number in range(7)))
    result = run("deliver", "events.jsonl", "--state", "run.db", "--settings", '{"maxEvents": 3}')
    assert result.exit_code == 0
    assert result.stderr.endswith("7 events read, 7 delivered, 0 waiting\n")
    assert result.stderr.count("waiting: ") <= 1
    assert len(fake.events) == 7


def test_deliver_ends_where_the_disk_is_full_and_nothing_waits(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=5))
    write(track())
    with answering(FakeIntercom()):
        result = run("deliver", "events.jsonl", "--state", "run.db")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: 5 bytes are free on the disk of run.db, and minFreeDisk is 100,000,000;"
        " the same command again resumes from run.db\n"
    )


def test_deliver_does_not_spin_while_the_queue_is_full_and_delivery_paused(
    run: Run, fake: FakeIntercom, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            fake.fault = lambda _method, _path, _body: None
        wait(0.01)

    wait = time.sleep
    monkeypatch.setattr(cloud_delivery, "time", SimpleNamespace(sleep=nap, time=time.time))
    fake.fault = lambda _method, path, _body: error(401, "unauthorized", "no") if path == "/events" else None
    write(track("1"), track("2"))
    with monkeypatch.context() as patch:
        # Until the token is valid again, `/me` says so, too.
        patch.setattr(cloud_delivery, "token_problem", lambda *_: None)
        fault = fake.fault
        fake.fault = lambda method, path, body: fault(method, "/events" if path == "/me" else path, body)
        result = run("deliver", "events.jsonl", "--state", "run.db", "--settings", '{"maxEvents": 1}')
    assert result.exit_code == 0
    assert naps[:3] == [cloud_delivery.LOOK_EVERY] * 3
    assert "waiting: 1 events wait in run.db, and maxEvents is 1\n" in result.stderr
    assert "paused: Intercom answers 401; asked again every minute; nothing is lost\n" in result.stderr
    assert len(fake.events) == 2


def half_written_then_whole(run: Run, fake: FakeIntercom, half: str, whole: str) -> list[str]:
    """The names of the events that arrive of a file that was read while its last event was half written."""
    Path("events.jsonl").write_text(half)
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 1
    with closing(connect("run.db")) as db:  # a day later no messageId is remembered
        db.execute("delete from messages")
    Path("events.jsonl").write_text(whole)
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 0
    return [one["event_name"] for one in fake.events]


@pytest.mark.parametrize("cut", [1, 9, 30])
def test_deliver_reads_a_half_written_last_line_when_it_is_whole(run: Run, fake: FakeIntercom, cut: int) -> None:
    lines = "".join(json.dumps(track(event=name)) + "\n" for name in ("A", "B", "C"))
    end = lines.rindex('{"type"') + cut
    assert half_written_then_whole(run, fake, lines[:end], lines) == ["A", "B", "C"]


def test_deliver_reads_a_half_written_event_of_several_lines_when_it_is_whole(run: Run, fake: FakeIntercom) -> None:
    lines = "".join(json.dumps(track(event=name), indent=1) + "\n" for name in ("A", "B"))
    end = lines.rindex('"userId"')
    assert half_written_then_whole(run, fake, lines[:end], lines) == ["A", "B"]


def test_deliver_reads_a_half_written_list_when_it_is_whole(run: Run, fake: FakeIntercom) -> None:
    whole = json.dumps([track(event=name) for name in ("A", "B")])
    assert half_written_then_whole(run, fake, whole[:-20], whole) == ["A", "B"]


def test_deliver_reads_a_last_line_without_a_newline(run: Run, fake: FakeIntercom) -> None:
    text = "\n".join(json.dumps(track(event=name)) for name in ("A", "B"))
    Path("events.jsonl").write_text(text)
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 0
    with closing(connect("run.db")) as db:
        db.execute("delete from messages")
    Path("events.jsonl").write_text(text + "\n")
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 0
    assert [one["event_name"] for one in fake.events] == ["A", "B"]


def test_deliver_says_that_another_process_delivers(run: Run, fake: FakeIntercom, tmp_path: Path) -> None:
    write(track())
    with delivering(tmp_path, fake):
        result = run("deliver", "events.jsonl", "--state", "queue.db")
    assert "another process delivers from queue.db; if it ends, this one takes over\n" in result.stderr


@pytest.mark.usefixtures("fake")
def test_deliver_says_that_an_attribute_is_dropped_and_which(run: Run) -> None:
    write(identify("1", colour="red"), identify("2", colour="red"))
    result = run("deliver", "events.jsonl", "--state", "run.db", "--settings", '{"unknownAttributes": "drop"}')
    assert result.stderr.splitlines() == [
        "the contact attribute 'colour' cannot be made in Intercom; it is left out",
        "2 events read, 2 delivered, 0 waiting",
    ]
    assert not LOG.handlers
    assert LOG.level == 0


def test_deliver_says_that_an_event_failed(run: Run, fake: FakeIntercom) -> None:
    failures = iter([KeyError("x")])
    fake.fault = lambda _method, path, _body: next(failures, None) if path == "/events" else None
    write(track(messageId="m-1"))
    result = run("deliver", "events.jsonl", "--state", "run.db")
    assert result.exit_code == 0
    assert result.stderr.startswith("event m-1 has failed (KeyError at ")


def test_deliver_says_what_intercom_forbids_and_goes_on(
    run: Run, fake: FakeIntercom, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(delivery_words, "say", said.append)
    monkeypatch.setattr(cloud_delivery, "LOOK_EVERY", 0.01)
    answers = iter([error(403, "action_forbidden", "no")] * 9)
    fake.fault = lambda _method, path, _body: next(answers, None) if path == "/events" else None
    write(track(messageId="m-1"))
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 0
    (line,) = said
    assert line == (
        "event m-1 waits: Intercom accepts the token, and forbids this request (action_forbidden); "
        "its person's events are tried again each minute or later"
    )


def test_deliver_says_once_that_intercom_cannot_be_reached_and_once_that_it_can(
    run: Run, fake: FakeIntercom, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(delivery_words, "say", said.append)
    monkeypatch.setattr(cloud_delivery, "LOOK_EVERY", 0.01)
    fake.fault = lambda _method, _path, _body: None if said else httpx.ConnectError("down")
    write(track())
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 0
    assert said == [
        "Intercom cannot be reached, or takes nothing now; tried again with growing pauses; nothing is lost",
        "Intercom takes requests again",
    ]


@pytest.mark.parametrize("settings", ['{"lanes": 0}', '{"metadataLimit": "many"}', '{"colour": "red"}'])
def test_deliver_refuses_a_bad_setting_before_it_reads(run: Run, fake: FakeIntercom, settings: str) -> None:
    write(track())
    for more in (["--state", "run.db"], ["--dry-run"]):
        result = run("deliver", "events.jsonl", "--settings", settings, *more)
        assert result.exit_code == 1
        assert next(iter(json.loads(settings))) in result.stderr
    assert "POST /events" not in fake.paths()


def test_deliver_dry_run_prints_requests_and_a_forecast_and_sends_nothing(run: Run, fake: FakeIntercom) -> None:
    write(track(), identify(name="Ann"), group(name="Acme"), group(name="Acme"), "{broken")
    result = run("deliver", "events.jsonl", "--dry-run")
    assert result.exit_code == 1
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["event"] for row in rows] == [1, 2, 3, 4]
    assert rows[0]["requests"][0]["path"] == "/events"
    assert result.stderr.splitlines() == [
        "line 5: not_json: Expecting property name enclosed in double quotes at column 2",
        "4 events, about 7 requests: 1 s at Intercom's usual rate, 1 s at that of a new app",
    ]
    assert fake.asked == []
    assert [path.name for path in Path().iterdir()] == ["events.jsonl"]


def test_deliver_prints_no_trait_and_no_token(run: Run, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, path, _body: error(422, "odd", "planted-trait") if path == "/contacts" else None
    write(identify(name="planted-trait"), {"type": "track", "event": "planted-trait"})
    text = run("deliver", "events.jsonl", "--state", "run.db").output
    text += run("refused", "--state", "run.db").output
    assert "planted" not in text


def test_refused_retry_queues_again_what_was_refused(run: Run, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, path, _body: error(422, "data_invalid", "no") if path == "/events" else None
    write(track())
    run("deliver", "events.jsonl", "--state", "run.db")
    fake.fault = lambda _method, _path, _body: None
    assert run("refused", "--state", "run.db", "--retry", "data_invalid").stdout == "1 events are queued again\n"
    assert run("deliver", "events.jsonl", "--state", "run.db").exit_code == 0
    assert len(fake.events) == 1


def test_refused_export_writes_everything_for_the_owner_alone(run: Run, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, path, _body: error(422, "data_invalid", "no") if path == "/events" else None
    write(track())
    run("deliver", "events.jsonl", "--state", "run.db")
    assert run("refused", "--state", "run.db", "--export", "out.jsonl").stdout == ""
    (one,) = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert (one["event"]["userId"], one["request"]["path"], one["answer"]["request_id"]) == ("1", "/events", "r-1")
    assert stat.S_IMODE(Path("out.jsonl").stat().st_mode) == 0o600


def test_refused_export_leaves_no_half_written_file(
    run: Run, fake: FakeIntercom, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.fault = lambda _method, path, _body: error(422, "data_invalid", "no") if path == "/events" else None
    write(track())
    run("deliver", "events.jsonl", "--state", "run.db")
    Path("out.jsonl").write_text("of yesterday\n")
    Path("out.jsonl").chmod(0o644)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("no room")))
        assert run("refused", "--state", "run.db", "--export", "out.jsonl").exit_code == 1
    assert Path("out.jsonl").read_text() == "of yesterday\n"
    assert {path.name for path in Path().iterdir() if "run.db" not in path.name} == {"events.jsonl", "out.jsonl"}
    run("refused", "--state", "run.db", "--export", "out.jsonl")
    assert stat.S_IMODE(Path("out.jsonl").stat().st_mode) == 0o600


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("name", ["run.db", "./run.db", "run.db-wal", "run.db-shm", "run.db.lock", "symbolic", "hard"])
def test_refused_export_refuses_the_files_of_the_queue(run: Run, name: str) -> None:
    write(track())
    run("deliver", "events.jsonl", "--state", "run.db")
    Path("symbolic").symlink_to("run.db")
    Path("hard").hardlink_to("run.db")
    size = Path("run.db").stat().st_size
    result = run("refused", "--state", "run.db", "--export", name)
    assert result.exit_code == 1
    assert result.stderr == f"Error: --export {Path(name)} is a file of --state run.db: give another one\n"
    assert Path("run.db").stat().st_size == size


def test_refused_forget_removes_a_person(run: Run, tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, path, _body: error(422, "data_invalid", "no") if path == "/events" else None
    with delivering(tmp_path, fake) as client:
        client.send(track("1"))
        client.send(track("2"))
        client.flush(timeout=30)
    assert run("refused", "--state", "queue.db", "--forget", "1").stdout == "1 events removed\n"
    assert len(run("refused", "--state", "queue.db").stdout.splitlines()) == 1


@pytest.mark.usefixtures("fake")
def test_refused_takes_one_action_at_a_time(run: Run) -> None:
    write(track())
    run("deliver", "events.jsonl", "--state", "run.db")
    result = run("refused", "--state", "run.db", "--retry", "a", "--forget", "b")
    assert "give one of --retry, --export and --forget" in result.stderr


@pytest.mark.usefixtures("fake")
def test_refused_lists_what_is_no_object(run: Run) -> None:
    write('"text"', [1, 2], None, {"type": "track", "event": "nobody's"})
    run("deliver", "events.jsonl", "--state", "run.db")
    result = run("refused", "--state", "run.db")
    assert result.exit_code == 0
    assert [line.split("  ")[3] for line in result.stdout.splitlines()] == ["-", "-", "-", "track"]


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("nobody", ["", " "])
def test_refused_forget_of_nobody_is_refused(run: Run, nobody: str) -> None:
    write({"type": "track", "userId": "", "event": "nobody's"})
    run("deliver", "events.jsonl", "--state", "run.db")
    result = run("refused", "--state", "run.db", "--forget", nobody)
    assert result.exit_code == 2
    assert "--forget needs a user ID or an email" in result.stderr
    assert len(run("refused", "--state", "run.db").stdout.splitlines()) == 1


def test_deliver_refuses_settings_that_are_a_list(run: Run) -> None:
    write(track())
    result = run("deliver", "events.jsonl", "--state", "run.db", "--settings", "[1]")
    assert result.exit_code == 2
    assert "Invalid value for '--settings': no JSON object" in result.stderr


@pytest.mark.usefixtures("fake")
def test_refused_lists_an_event_on_one_line_whatever_its_message_id(run: Run) -> None:
    write({"type": "track", "event": "nobody's", "messageId": "a\nb\x1b[31m"})
    run("deliver", "events.jsonl", "--state", "run.db")
    (line,) = run("refused", "--state", "run.db").stdout.splitlines()
    assert line.split("  ")[2] == "a\ufffdb\ufffd[31m"
