"""Takes heads of lanes from the queue and delivers them, side by side, until it is stopped."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from intercom_destination.cloud.delivery.answers import Forbidden, Paused, Rejected, TryLater
from intercom_destination.cloud.delivery.api_rate import ApiRate
from intercom_destination.cloud.delivery.backoff import pause_before
from intercom_destination.cloud.delivery.delivery_settings import DeliverySettings
from intercom_destination.cloud.delivery.folding import MOST_FOLDED, folded, is_foldable
from intercom_destination.cloud.delivery.log_lines import log_change, log_refusal
from intercom_destination.cloud.delivery.plan_runner import PlanRunner
from intercom_destination.cloud.delivery.sender import Sender
from intercom_destination.cloud.delivery.tally import Tally
from intercom_destination.cloud.mapping.plan import planned
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.cloud.queue.queue_types import EventQueue, Refusal, Row
from intercom_destination.cloud.request import Refused, Request

# Seconds between two looks at the file, which other processes may put events into.
LOOK_EVERY = 0.25
# Seconds between two questions whether the token is valid again.
ASK_EVERY = 60.0
# Lanes in which something may be forbidden, and nothing be delivered between, before it is taken for the token's fault.
MOST_FORBIDDEN = 3
# Seconds until a lane goes on whose row could not be written.
WRITE_AGAIN = 5.0
# Seconds that requests under way may take once delivery is to stop.
STOP_WITHIN = 5.0


@dataclass
class Deliverer:
    """The loop of delivery. `on_change` is called after each event."""

    queue: EventQueue
    sender: Sender
    runner: PlanRunner
    rate: ApiRate
    mapping: Settings
    settings: DeliverySettings
    tally: Tally
    on_change: Callable[[], None]
    now: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()
        self._stopping = False
        # Lanes in which Intercom has forbidden something since it has last taken an event.
        self._in_a_row: set[str] = set()
        self._pauses = self.queue.pauses()

    @property
    def is_busy(self) -> bool:
        return bool(self._busy)

    def wake(self) -> None:
        """There may be something to do. For the loop's own thread."""
        self._wake.set()

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        while not self._stopping:
            if self.tally.paused:
                await self._ask()
                continue
            pause = self.rate.wait(self.now())
            room = len(self._busy) < self.settings.lanes
            if room and pause <= 0:
                for row in self.queue.heads(1, self.now(), self._busy):
                    self._busy[row.id] = asyncio.create_task(self._deliver(row))
                    await asyncio.sleep(0)
                    break
                else:
                    await self._rest(self._until_due())
            else:
                await self._rest(LOOK_EVERY if not room else pause)
        if self._busy:
            _, late = await asyncio.wait(self._busy.values(), timeout=STOP_WITHIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _rest(self, seconds: float) -> None:
        """Wait, unless something happens before."""
        self._wake.clear()
        if not self._stopping:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), seconds)

    def _until_due(self) -> float:
        due = self.queue.next_due(self._busy)
        return LOOK_EVERY if due is None else min(LOOK_EVERY, max(due - self.now(), 0.005))

    async def _deliver(self, row: Row) -> None:
        try:
            await self._run(row)
        except asyncio.CancelledError:
            raise  # the row stays as it is, and is sent again at the next start
        except Exception as error:  # a fault of ours: the event stays, and the others go on
            where = error.__traceback__
            while where and where.tb_next:
                where = where.tb_next
            place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
            log_change("failed", logging.ERROR, messageId=row.message_id, error=type(error).__name__, at=place)
            try:
                await self._done(self.queue.later(row, self.now() + pause_before(row.tries), failed=True))
            except Exception:  # the disk takes nothing: the lane waits here, lest it sends the same all the time
                await asyncio.sleep(WRITE_AGAIN)
        finally:
            self._busy.pop(row.id, None)
            self._wake.set()
            self.on_change()

    async def _run(self, row: Row) -> None:
        try:
            if self.now() > row.at + self.settings.max_age + self._pauses.since(row.at, self.now()):
                why = self.tally.forbidden.get(row.lane)
                raise Rejected(
                    Refusal("expired", f"the event has waited for longer than maxAge{f': {why}' if why else ''}")
                )
            kind, plan = self._plan(row)
            rows, plan = self._with_followers(row, plan)
            try:
                await self.runner.run(row, kind, plan, self.now())
            except Rejected:
                if len(rows) == 1:
                    raise
                rows, plan = [row], self._plan(row)[1]
                await self.runner.run(row, kind, plan, self.now())
        except Forbidden as answer:
            await self._put_off(row, answer.reason)
        except TryLater as answer:
            pause = pause_before(row.tries) if answer.after is None else answer.after
            await self._done(self.queue.later(row, self.now() + pause, failed=True))
        except Paused as answer:
            await self._pause(answer.status)
            await self._done(self.queue.later(row, self.now(), failed=False))
        except Rejected as answer:
            await self._refuse(row, answer.refusal)
        except Refused as answer:
            await self._refuse(row, Refusal(answer.code, answer.message))
        else:
            await self._done(self.queue.done(rows, self.now()))
            self.tally.delivered += len(rows)
            self.tally.forbidden.pop(row.lane, None)
            self._in_a_row.clear()
            if self._pauses.began is not None and not self.tally.paused:  # a pause in which an earlier process ended
                await self._resume()

    def _plan(self, row: Row) -> tuple[str, list[Request]]:
        event = json.loads(row.body)
        return str(event.get("type")), [_capped(request, int(row.at)) for request in planned(event, self.mapping)]

    def _with_followers(self, row: Row, plan: list[Request]) -> tuple[list[Row], list[Request]]:
        """The row with the identifies right behind it, as one request."""
        rows = [row]
        if self.settings.fold and is_foldable(plan):
            for follower in self.queue.followers(row, MOST_FOLDED):
                try:
                    _, more = self._plan(follower)
                except Refused:
                    break
                if not is_foldable(more):
                    break
                rows.append(follower)
                plan = [folded(plan[0], more[0])]
        return rows, plan

    async def _refuse(self, row: Row, refusal: Refusal) -> None:
        await self._done(self.queue.refuse(row, refusal, self.now()))
        self.tally.refused += 1
        self.tally.forbidden.pop(row.lane, None)
        log_refusal(row.message_id, refusal)

    async def _put_off(self, row: Row, reason: str) -> None:
        """Let a lane wait in which something is forbidden; where many are, the token lacks a permission."""
        if row.lane not in self.tally.forbidden:
            log_change("forbidden", logging.ERROR, messageId=row.message_id, reason=reason)
        self.tally.forbidden[row.lane] = reason
        # Not before everybody else, when a pause is over.
        await self._done(self.queue.later(row, self.now() + max(ASK_EVERY, pause_before(row.tries)), failed=True))
        self._in_a_row.add(row.lane)
        if len(self._in_a_row) > MOST_FORBIDDEN:
            await self._pause(403)

    async def _pause(self, status: int) -> None:
        if not self.tally.paused:
            self.tally.paused = status
            self.tally.pauses += 1
            self._pauses.begin(self.now())
            reason = (
                "Intercom does not accept the token" if status == 401 else "Intercom does not let the token do this"
            )
            log_change("paused", logging.ERROR, status=status, reason=reason)
            await self._done(self.queue.keep_pauses(self._pauses))

    async def _ask(self) -> None:
        """Find out whether the token is valid again, once in a while."""
        asked_again = self.now() + ASK_EVERY
        while not self._stopping and self.now() < asked_again:
            await self._rest(asked_again - self.now())
        if self._stopping:
            return
        try:
            answer = await self.sender.send("GET", "/me")
        except (Paused, TryLater):
            return
        if answer.ok:
            await self._resume()

    async def _resume(self) -> None:
        self.tally.paused = None
        self._in_a_row.clear()
        self._pauses.end(self.now(), self.settings.max_age)
        log_change("resumed")
        await self._done(self.queue.keep_pauses(self._pauses))

    @staticmethod
    async def _done(future: Any) -> None:
        """Wait until a step is on disk."""
        await asyncio.wrap_future(future)


def _capped(request: Request, at: int) -> Request:
    """The request with no `last_seen_at` after its event was queued: a clock that is ahead would freeze it for long."""
    if request.gives != "person" or "last_seen_at" not in request.body:
        return request
    return replace(request, body={**request.body, "last_seen_at": min(request.body["last_seen_at"], at)})
