"""What the mapping plans is what Intercom takes: each recording, delivered to the stand-in."""

from __future__ import annotations

from pathlib import Path

from tests.support.cloud_vectors import answer, vectors
from tools.cloud_trials.stand_in import TOKEN, standing_in

from intercom_destination.cloud import Client
from intercom_destination.cloud.queue.reader import Reader
from intercom_destination.cloud.queue.refused_events import refused_events


def test_stand_in_refuses_no_request_of_a_recording(tmp_path: Path) -> None:
    taken = [{**row, "settings": {}} for row in vectors().values()]
    events = [row["event"] for row in taken if "requests" in answer(row)]
    with standing_in() as stand_in, Client(TOKEN, queue=tmp_path / "queue.db", base_url=stand_in.url) as client:
        for number, event in enumerate(events):
            # Most recordings have one user id; here each has a person, and a name for the second, of its own.
            user = {"userId": f"u-{number}"} if event.get("userId") == "u-17" else {}
            client.send({**event, **user, "messageId": str(number)})
        report = client.flush(timeout=120)
    assert len(events) > 280
    assert list(refused_events(Reader(tmp_path / "queue.db"))) == []
    assert report.waiting == 0
