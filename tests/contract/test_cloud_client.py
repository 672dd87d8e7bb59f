"""The clients: what they raise, what they leave, and that nothing personal is logged."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.delivery_site import LONG_AGO, delivering, group, identify, track
from tests.support.fake_intercom import FakeIntercom, error
from tests.support.own_thread import in_own_thread

from intercom_destination.cloud import AsyncClient, Client, Full, Refused, Report
from intercom_destination.cloud.delivery.connections import base_url_of
from intercom_destination.cloud.delivery.deliverer import Deliverer
from intercom_destination.cloud.delivery.delivery_settings import TABLE, DeliverySettings, split_settings


def test_client_delivers_and_reports(tmp_path: Path) -> None:
    with delivering(tmp_path, FakeIntercom()) as client:
        client.send(track())
        assert client.flush(timeout=30) == Report(delivered=1, waiting=0, refused=0)


def test_client_takes_what_goes_nowhere(tmp_path: Path) -> None:
    with delivering(tmp_path, fake := FakeIntercom()) as client:
        client.send({"type": "page", "userId": "1"})
        client.send({**track(), "integrations": {"All": False}})
        assert client.flush(timeout=30) == Report(0, 0, 0)
    assert fake.asked == []


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"type": "track", "event": "A"}, "no_person"),
        ({"type": "track", "userId": "1"}, "no_event_name"),
        ({"type": "group", "userId": "1"}, "no_group_id"),
        ({"type": "shout", "userId": "1"}, "unknown_type"),
        (track(properties={"text": "x" * 33_000}), "too_large"),
        ([], "not_json"),
    ],
)
def test_client_refuses_a_bad_event_by_name(tmp_path: Path, event: Any, code: str) -> None:
    with delivering(tmp_path, FakeIntercom()) as client:
        with pytest.raises(Refused) as refused:
            client.send(event)
        assert refused.value.code == code
        assert client.flush(timeout=0).waiting == 0


def test_client_raises_full(tmp_path: Path) -> None:
    fake = FakeIntercom()
    fake.fault = lambda _method, _path, _body: httpx.ConnectError("down")
    with delivering(tmp_path, fake, {"maxEvents": 1}) as client:
        client.send(track())
        with pytest.raises(Full, match="maxEvents is 1"):
            client.send(track())


def test_client_leaves_on_disk_what_was_not_delivered(tmp_path: Path) -> None:
    fake = FakeIntercom()
    fake.fault = lambda _method, _path, _body: httpx.ConnectError("down")
    with delivering(tmp_path, fake) as client:
        client.send(track())
    fake.fault = lambda _method, _path, _body: None
    with delivering(tmp_path, fake) as client:
        assert client.flush(timeout=30) == Report(1, 0, 0)


def test_second_client_of_a_file_only_queues_until_the_first_is_closed(tmp_path: Path) -> None:
    fake = FakeIntercom()
    with delivering(tmp_path, fake) as first:
        first.send(track("1"))
        first.flush(timeout=30)
        with delivering(tmp_path, fake) as second:
            second.send(track("2"))
            assert second.flush(timeout=30).delivered == 0
            assert first.flush(timeout=30).delivered == 2
            first.close()
            second.send(track("3"))
            assert second.flush(timeout=30).delivered == 1


def test_closed_client_takes_nothing(tmp_path: Path) -> None:
    with delivering(tmp_path, FakeIntercom()) as client:
        client.close()
        client.close()
        with pytest.raises(RuntimeError, match="the client is closed"):
            client.send(track())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_client_of_another_process_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with delivering(tmp_path, FakeIntercom()) as client:
        monkeypatch.setattr(os, "getpid", lambda: -1)
        with pytest.raises(RuntimeError, match="make one after the fork"):
            client.send(track())
        monkeypatch.undo()


def test_client_may_be_used_by_many_threads(tmp_path: Path) -> None:
    fake = FakeIntercom()
    with delivering(tmp_path, fake) as client, ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: client.send(track(str(number % 10), f"Event {number}")), range(200)))
        assert client.flush(timeout=60) == Report(200, 0, 0)
    assert len({(one["user_id"], one["event_name"]) for one in fake.events}) == 200


def test_async_client_delivers_and_reports(tmp_path: Path) -> None:
    fake = FakeIntercom()

    async def run() -> Report:
        async with AsyncClient("a-token", queue=tmp_path / "async.db") as client:
            await asyncio.gather(*(client.send(track(str(number))) for number in range(20)))
            with pytest.raises(Refused):
                await client.send({"type": "track"})
            return await client.flush(timeout=30)

    with delivering(tmp_path, fake):
        assert in_own_thread(run) == Report(20, 0, 0)
    assert len(fake.events) == 20


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"token": ""}, "the token is empty"),
        ({"token": "two words"}, "characters that no access token"),
        ({"region": "mars"}, "region 'mars' is not known; give us, eu, au"),
        ({"base_url": "intercom"}, "base_url 'intercom' is no http"),
        ({"settings": {"lanes": 0}}, "setting lanes: 0 is not allowed; give a whole number from 1 to 256"),
        ({"settings": {"unknownPerson": "wait"}}, "give create, refuse or wait:SECONDS"),
        ({"settings": {"lane": 1}}, "unknown setting 'lane'"),
    ],
)
def test_client_refuses_a_bad_argument_by_name(tmp_path: Path, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message) as raised:
        Client(**{"token": "a-token", "queue": tmp_path / "queue.db", **arguments})
    assert "two words" not in str(raised.value)


def test_settings_of_delivery_and_of_the_mapping_are_told_apart() -> None:
    given = {"lanes": 8, "unknownPerson": "wait:1.5", "metadataLimit": 20}
    settings, rest = split_settings(given)
    assert (settings.lanes, settings.person_wait, rest) == (8, 1.5, {"metadataLimit": 20})
    assert split_settings({})[0] == DeliverySettings()
    assert split_settings(dict.fromkeys(TABLE))[0] == DeliverySettings()  # None is the default, as for the mapping


def test_regions_have_hosts_of_their_own() -> None:
    assert base_url_of("eu", None) == "https://api.eu.intercom.io"
    assert base_url_of("us", "http://127.0.0.1:8100/rest/") == "http://127.0.0.1:8100/rest"


def test_client_says_which_extra_it_needs(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['httpx'] = None\n"
        "from intercom_destination.cloud import Client, requests_for\n"
        "assert requests_for({'type': 'track', 'userId': '1', 'event': 'A'})\n"
        f"Client('a-token', queue={str(tmp_path / 'queue.db')!r})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 'ImportError: cloud delivery needs httpx: pip install "intercom-destination[cloud]"' in run.stderr


def test_logs_have_a_line_for_each_refusal_and_change_and_no_secret(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    secrets = ["planted-trait", "planted@example.org", "planted-property", "planted-company"]
    fake = FakeIntercom()
    answers = iter(
        [
            error(401, "unauthorized", "Access Token Invalid"),
            error(422, "data_invalid", f"planted-trait {secrets[1]} is odd"),
            error(500, "server_error", "planted-property"),
        ]
    )
    fake.fault = lambda _method, path, _body: next(answers, None) if path != "/me" else None
    caplog.set_level(logging.DEBUG)
    with delivering(tmp_path, fake) as client:
        client.send({**identify(name=secrets[0], email=secrets[1], seats=3), "messageId": "m-1"})
        while client.flush(timeout=0.05).waiting:
            pass
        client.send(track(properties={"text": secrets[2]}))
        client.send(group(name=secrets[3]))
        client.send(identify(seats="planted-trait"))
        while client.flush(timeout=0.05).waiting:
            pass
        with pytest.raises(Refused):
            client.send({"type": "track", "event": "planted-trait"})
    lines = [json.loads(record.message) for record in caplog.records if record.name == "intercom_destination.cloud"]
    assert [line["event"] for line in lines] == ["paused", "resumed", "refused", "attribute_created"]
    assert lines[2] == {
        "event": "refused",
        "messageId": "m-1",
        "code": "data_invalid",
        "status": 422,
        "request_id": "r-1",
    }
    text = caplog.text + "".join(capfd.readouterr())
    for secret in [*secrets, "a-token"]:
        assert secret not in text


def test_fault_of_ours_keeps_the_event_and_names_the_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from intercom_destination.cloud.delivery.plan_runner import PlanRunner

    real, calls = PlanRunner.run, []

    async def run(self: PlanRunner, *args: Any) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise KeyError("planted-trait")
        await real(self, *args)

    monkeypatch.setattr(PlanRunner, "run", run)
    with delivering(tmp_path, FakeIntercom()) as client:
        client.send({"type": "track", "userId": "1", "event": "A", "timestamp": LONG_AGO})
        assert client.flush(timeout=30).delivered == 1
    (line,) = [json.loads(record.message) for record in caplog.records if record.levelno == logging.ERROR]
    assert (line["event"], line["error"]) == ("failed", "KeyError")
    assert "planted-trait" not in caplog.text


def test_flush_waits_until_the_last_event_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def done_slowly(future: Any) -> None:
        await asyncio.wrap_future(future)
        await asyncio.sleep(0.05)

    monkeypatch.setattr(Deliverer, "_done", staticmethod(done_slowly))
    with delivering(tmp_path, FakeIntercom()) as client:
        client.send(track())
        assert client.flush(timeout=30) == Report(1, 0, 0)
