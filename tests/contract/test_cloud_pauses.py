"""Pauses because of the token: counted, remembered, and of no age."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from tests.support.delivery_site import delivering, group, identify, refused, track
from tests.support.fake_intercom import FakeIntercom, error
from tests.support.queue_file import File

from intercom_destination.cloud.delivery.async_client import AsyncClient
from intercom_destination.cloud.delivery.sync_client import Client

DAY = 24 * 3600.0
NO_TOKEN = error(401, "unauthorized", "Access Token Invalid")


def aged(path: Path, days: float) -> None:
    """Let the file's events and its pause be older than they are."""
    file = File(path / "queue.db")
    pauses = file.queue.pauses()
    assert pauses.began is not None
    pauses.began -= days * DAY
    file.queue.keep_pauses(pauses).result()
    file.do(lambda db: db.execute("update queue set at = at - ?", (days * DAY,)))
    file.close()


def test_event_of_a_pause_in_which_the_process_ended_is_sent_by_the_next(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, _path, _body: NO_TOKEN
    with delivering(tmp_path, fake) as client:
        client.send(track())
        while "GET /me" not in fake.paths():
            client.flush(timeout=0.05)
    aged(tmp_path, 30)
    fake.fault = lambda _method, _path, _body: None
    with delivering(tmp_path, fake) as client:
        assert client.flush(timeout=30) == (1, 0, 0)
    assert refused(tmp_path) == []
    file = File(tmp_path / "queue.db")
    ((start, end),) = file.queue.pauses().spans
    assert (file.queue.pauses().began, end - start > 30 * DAY) == (None, True)
    file.close()


def test_next_process_pauses_again_where_the_token_is_still_refused(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, _path, _body: NO_TOKEN
    for _ in range(2):
        fake.asked.clear()
        with delivering(tmp_path, fake) as client:
            client.send(track())
            while "GET /me" not in fake.paths():
                client.flush(timeout=0.05)
            assert client.metrics()["paused"] == 1
        aged(tmp_path, 30)
    file = File(tmp_path / "queue.db")
    began = file.queue.pauses().began
    file.close()
    assert began is not None
    assert began < time.time() - 59 * DAY


def test_metrics_say_that_delivery_pauses(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, _path, _body: NO_TOKEN
    with delivering(tmp_path, fake) as client:
        client.send(track())
        client.send({"type": "page", "userId": "1"})
        while "GET /me" not in fake.paths():
            client.flush(timeout=0.05)
        found = client.metrics()
        assert found.pop("requests_total") >= 2
        assert found.pop("lanes_blocked") in (0, 1)  # 1 as soon as the event is back in the file
        assert found.pop("rate_remaining") > 900_000
        assert found == {
            "received_total": 1,
            "not_sent_total": 1,
            "delivered_total": 0,
            "refused_total": 0,
            "people_created_for_track_total": 0,
            "queue_events": 1,
            "queue_oldest_seconds": 0,
            "paused": 1,
            "pauses_total": 1,
            "lanes_forbidden": 0,
            "attributes_created_total": 0,
        }
        fake.fault = lambda _method, _path, _body: None
        while client.flush(timeout=0.05).waiting:
            pass
        found = client.metrics()
    assert [found[name] for name in ("delivered_total", "queue_events", "paused", "pauses_total")] == [1, 0, 0, 1]


def test_metrics_count_attributes_that_were_created(tmp_path: Path, fake: FakeIntercom) -> None:
    with delivering(tmp_path, fake) as client:
        client.send({"type": "identify", "userId": "1", "traits": {"seats": 3, "floor": 2}})
        assert client.flush(timeout=30).delivered == 1
        assert client.metrics()["attributes_created_total"] == 2


def test_metrics_count_requests_and_people_made_for_a_track(tmp_path: Path, fake: FakeIntercom) -> None:
    with delivering(tmp_path, fake) as client:
        for event in (identify("1"), track("1"), track("2"), group("3")):
            client.send(event)
        assert client.flush(timeout=30).delivered == 4
        found = client.metrics()
    assert found["people_created_for_track_total"] == 2
    assert found["requests_total"] == len(fake.paths())


def test_metrics_say_how_long_events_wait_and_how_many_people_are_held_up(tmp_path: Path, fake: FakeIntercom) -> None:
    fake.fault = lambda _method, _path, _body: error(500, "server_error", "no")
    with delivering(tmp_path, fake) as client:
        for user in ("1", "1", "2"):
            client.send(track(user))
        while client.metrics()["lanes_blocked"] != 2:
            client.flush(timeout=0.05)
        client._engine._writer.submit(lambda db: db.execute("update queue set at = at - 100 where id = 1")).result()
        found = client.metrics()
    assert (found["queue_events"], found["queue_oldest_seconds"] - 100 in range(60)) == (3, True)


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_metrics_are_numbers_by_names_of_prometheus(kind: type[Client | AsyncClient], tmp_path: Path) -> None:
    client = kind("a-token", queue=tmp_path / "queue.db")
    found = client.metrics()
    client._engine.close()
    assert json.loads(json.dumps(found)) == dict.fromkeys(found, 0)
