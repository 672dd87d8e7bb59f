"""What stands behind a client: the file, the thread that writes to it, and the thread that delivers from it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from intercom_destination.cloud.delivery.api_rate import ApiRate
from intercom_destination.cloud.delivery.attribute_repair import AttributeRepair
from intercom_destination.cloud.delivery.company_membership import Memberships
from intercom_destination.cloud.delivery.connections import Connections, base_url_of, check_token
from intercom_destination.cloud.delivery.contact_resolution import Contacts
from intercom_destination.cloud.delivery.deliverer import Deliverer
from intercom_destination.cloud.delivery.delivery_settings import split_settings
from intercom_destination.cloud.delivery.log_lines import log_change, log_refusal
from intercom_destination.cloud.delivery.plan_runner import PlanRunner
from intercom_destination.cloud.delivery.sender import Sender
from intercom_destination.cloud.delivery.tally import Tally
from intercom_destination.cloud.mapping.lane import lane_of
from intercom_destination.cloud.mapping.settings import checked_settings
from intercom_destination.cloud.queue.deliverer_lock import DelivererLock
from intercom_destination.cloud.queue.known_ids import KnownIds
from intercom_destination.cloud.queue.queue_types import NewEvent, Progress, PutResult, Refusal
from intercom_destination.cloud.queue.reader import Reader
from intercom_destination.cloud.queue.refused_events import keep_refused, prune
from intercom_destination.cloud.queue.schema import create_file
from intercom_destination.cloud.queue.sqlite_queue import SqliteQueue
from intercom_destination.cloud.queue.writer import Writer
from intercom_destination.cloud.request import Refused

# Seconds between two attempts to become the process that delivers.
LOCK_EVERY = 1.0
# Seconds between two clearings of what is kept no longer.
PRUNE_EVERY = 600.0


class Report(NamedTuple):
    """What has become of events: since the client was made, and (`waiting`) of all in the file."""

    delivered: int
    waiting: int
    refused: int


class Engine:
    """Opens the file, and delivers from it in a thread of its own. Raises `ValueError` for what cannot be used."""

    def __init__(
        self,
        token: str,
        *,
        region: str,
        queue: str | Path,
        settings: Mapping[str, Any] | None,
        base_url: str | None,
    ) -> None:
        self.settings, mapping = split_settings(settings or {})
        self.mapping = checked_settings(mapping)
        self._connections = Connections(check_token(token), base_url_of(region, base_url))
        self.path = Path(queue).absolute()
        create_file(self.path)
        self._reader, self._writer = Reader(self.path), Writer(self.path)
        self.queue = SqliteQueue(
            self.path,
            self._writer,
            self._reader,
            max_events=self.settings.max_events,
            min_free_disk=self.settings.min_free_disk,
            shift=self.settings.same_second == "shift",
        )
        self.tally, self.rate = Tally(), ApiRate(self.settings.share)
        self._changed, self._closing = threading.Condition(), threading.Event()
        self._process = os.getpid()
        self._deliverer: Deliverer | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._main, name="intercom-deliverer", daemon=True)
        self._thread.start()

    def enqueue(self, events: Sequence[NewEvent], progress: Progress | None = None) -> Future[PutResult]:
        """Queue events; they are on disk when the future has its result."""
        if os.getpid() != self._process:
            raise RuntimeError("the client was made in another process: make one after the fork")
        if self._closing.is_set():
            raise RuntimeError("the client is closed")
        future = self.queue.put(events, progress)
        future.add_done_callback(self._stored)
        return future

    def leave_out(self) -> None:
        """Count an event that nothing is sent for."""
        with self._changed:
            self.tally.not_sent += 1

    def refuse(self, event: NewEvent, refusal: Refusal) -> Future[None]:
        """Keep an event that does not come into the queue, with why."""
        self.tally.refused += 1
        log_refusal(event.message_id, refusal)
        if not event.lane:
            event = replace(event, lane=self._lane_in(event.body))
        return self._writer.submit(lambda db: keep_refused(db, event, refusal, event.at))

    def _lane_in(self, body: str) -> str:
        """The lane of an event that could not be read, so that its person can be forgotten; empty where it has none."""
        with suppress(Refused, ValueError, RecursionError):
            event = json.loads(body)
            if isinstance(event, dict):
                return lane_of(event, self.mapping)
        return ""

    def flush(self, timeout: float | None) -> Report:
        """Wait until nothing waits any more, delivery pauses, or the time is over."""
        end = None if timeout is None else time.monotonic() + timeout
        with self._changed:
            while self._is_at_work() and not self.tally.paused and not self._closing.is_set():
                left = 0.2 if end is None else min(0.2, end - time.monotonic())
                if left <= 0:
                    break
                self._changed.wait(left)
        return self.report()

    def report(self) -> Report:
        return Report(self.tally.delivered, self.queue.waiting(), self.tally.refused)

    def metrics(self) -> dict[str, int]:
        """What was counted, and how things are now: in the file, and with Intercom's allowance."""
        now, oldest = time.time(), self.queue.oldest()
        return self.tally.metrics() | {
            "queue_events": self.queue.waiting(),
            "queue_oldest_seconds": 0 if oldest is None else max(0, int(now - oldest)),
            "lanes_blocked": self.queue.blocked(),
            "requests_total": self.rate.taken,
            "rate_remaining": self.rate.remaining(now),
        }

    def refused_kept(self) -> int:
        """How many refused events the file holds."""
        row = self._reader.row("select count(*) from refused")
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Let requests under way end, and stop. What waits stays on disk."""
        if self._closing.is_set() or os.getpid() != self._process:
            return
        self._closing.set()
        if self._loop and self._deliverer:
            with suppress(RuntimeError):  # the loop has ended by itself
                self._loop.call_soon_threadsafe(self._deliverer.stop)
        self._thread.join()
        self._writer.close()
        self._reader.close()

    def _stored(self, put: Future[PutResult]) -> None:
        """Events are on disk, or failed to get there. For the writer's thread alone, so that it may count."""
        if put.exception() is None:
            self.tally.received += put.result().queued
        self._wake()

    def _wake(self) -> None:
        if self._loop and self._deliverer:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._deliverer.wake)

    def _is_at_work(self) -> bool:
        """Whether events wait, or one that has just left the file is still to be counted."""
        return self.queue.waiting() > 0 or (self._deliverer is not None and self._deliverer.is_busy)

    def _notify(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _main(self) -> None:
        lock = DelivererLock(self.path)
        if not self._acquired(lock):
            return
        try:
            while not self._closing.is_set():
                try:
                    asyncio.run(self._deliver())
                except Exception as error:  # such as a disk that cannot be read just now
                    log_change("stopped", logging.ERROR, error=type(error).__name__)
                    self._closing.wait(LOCK_EVERY)
        finally:
            lock.release()

    def _acquired(self, lock: DelivererLock) -> bool:
        """Wait for the lock; False where the client is closed before. What keeps it from us is logged once."""
        said = None
        while True:
            try:
                if lock.acquire():
                    return True
                reason = "taken"
            except OSError as error:
                reason = type(error).__name__
            if reason != said and reason == "taken":
                log_change("another_process_delivers", queue=self.path.name)
            elif reason != said:
                log_change("failed", logging.ERROR, error=reason, at=f"{self.path.name}.lock")
            said = reason
            if self._closing.wait(LOCK_EVERY):
                return False

    async def _deliver(self) -> None:
        sender = Sender(self._connections, self.rate)
        known = KnownIds(self._reader, self._writer, shift=self.settings.same_second == "shift")
        repair = AttributeRepair(sender, known, self.settings.unknown_attributes, self.tally)
        contacts = Contacts(sender, repair, known, self.settings, self.tally)
        runner = PlanRunner(sender, contacts, Memberships(sender, repair, known))
        self._loop = asyncio.get_running_loop()
        self._deliverer = Deliverer(
            *(self.queue, sender, runner, self.rate, self.mapping, self.settings, self.tally, self._notify),
        )
        if self._closing.is_set():
            return
        pruning = asyncio.create_task(self._prune(known))
        try:
            await self._deliverer.run()
        finally:
            pruning.cancel()
            await self._connections.close()

    async def _prune(self, known: KnownIds) -> None:
        while True:
            self._writer.submit(prune)
            known.prune()
            await asyncio.sleep(PRUNE_EVERY)
