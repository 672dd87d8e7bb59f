"""What ``cloud deliver`` does: read a source into the queue, deliver, and say how it goes."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

import click

from intercom_destination.cli.delivery_words import Stall, say, saying_what_is_logged
from intercom_destination.cli.event_source import EventSource, Item, is_whole
from intercom_destination.cloud.delivery.delivery_settings import split_settings
from intercom_destination.cloud.delivery.engine import Engine, Report
from intercom_destination.cloud.delivery.forecast import Forecast
from intercom_destination.cloud.delivery.incoming import incoming, message_id_of
from intercom_destination.cloud.delivery.token_check import token_problem
from intercom_destination.cloud.mapping.plan import planned
from intercom_destination.cloud.mapping.settings import checked_settings
from intercom_destination.cloud.queue.queue_types import Full, NewEvent, Progress, Refusal
from intercom_destination.cloud.request import Refused
from intercom_destination.diagnostics.event_file import Broken

# Events in one commit of the queue.
BATCH = 500
# Seconds between two looks at how far delivery is.
LOOK_EVERY = 0.5


def print_requests(events: BinaryIO, settings: dict[str, Any]) -> int:
    """Print what would be sent, and how long it would take. Gives the exit code."""
    delivery, rest = split_settings(settings)
    mapping, forecast, problems = checked_settings(rest), Forecast(), 0
    for item in EventSource(events).items():
        event = item.event
        try:
            if isinstance(event, Broken):
                raise Refused("not_json", event.reason)
            new = incoming(event, mapping, time.time())
        except Refused as refused:
            problems += 1
            report_problem(item, refused)
            continue
        if new is not None:
            plan = planned(json.loads(new.body), mapping)
            forecast.add(new.lane, plan)
            rows = [{"method": one.method, "path": one.path, "body": one.body} for one in plan]
            click.echo(json.dumps({"event": item.number, "requests": rows}))
    click.echo(forecast.text(delivery.share), err=True)
    return 1 if problems else 0


def report_problem(item: Item, refused: Refused) -> None:
    # A list may have all of its events on one line.
    place = f"line {item.line}" if isinstance(item.event, Broken) else f"line {item.line}, event {item.number}"
    click.echo(f"{place}: {refused.code}: {refused.message}", err=True)


def deliver(
    events: BinaryIO,
    token: str,
    region: str,
    state: Path,
    settings: dict[str, Any],
    base_url: str | None,
    *,
    shown: bool,
) -> int:
    """Deliver a source of events, and say what happens. Gives the exit code."""
    with saying_what_is_logged():
        return Delivery(token, region, state, settings, base_url, shown=shown).run(events)


class Delivery:
    """One run of the command."""

    def __init__(
        self, token: str, region: str, state: Path, settings: dict[str, Any], base_url: str | None, *, shown: bool
    ) -> None:
        # No more in one commit than the queue takes at all.
        self._batch_size = min(BATCH, split_settings(settings)[0].max_events)
        problem = token_problem(token, region, base_url)
        if problem:
            raise click.ClickException(f"{problem}; nothing was read, and what is in {state} stays there")
        self._engine = Engine(token, region=region, queue=state, settings=settings, base_url=base_url)
        self._state, self._shown = state, shown
        self._problems, self._is_told = 0, False
        self._stall = Stall(self._engine)

    def run(self, events: BinaryIO) -> int:
        """Read, deliver, and give the exit code."""
        try:
            read = self._read(events)
            self._watch()
            report, kept = self._engine.report(), self._engine.refused_kept()
        except KeyboardInterrupt:
            self._engine.close()
            click.echo(f"\nstopped; the same command again resumes from {self._state}", err=True)
            return 130
        finally:
            self._engine.close()
        click.echo(f"{read:,} events read, {report.delivered:,} delivered, {report.waiting:,} waiting", err=True)
        if kept:
            click.echo(
                f"{kept:,} refused events are kept: intercom-destination cloud refused --state {self._state}", err=True
            )
        return 1 if kept or self._problems or report.waiting else 0

    def _read(self, events: BinaryIO) -> int:
        """Put the source's events into the queue, from where an earlier run stopped. Gives how many were read."""
        source = EventSource(events)
        before = self._engine.queue.read_so_far(source.name) if source.name else (0, "")
        batch: list[NewEvent] = []
        last, size = None, os.fstat(events.fileno()).st_size if source.name else 0
        with click.progressbar(length=size or 1, label="Reading", file=sys.stderr, hidden=not self._shown) as bar:
            for item in source.unread(*before):
                if isinstance(item.event, Broken):
                    self._problem(item, Refused("not_json", item.event.reason))
                else:
                    self._accept(batch, item)
                if is_whole(item.event):
                    last = item
                if last and len(batch) == self._batch_size:
                    self._put(batch, source, last)
                    bar.update(max(0, events.tell() - bar.pos) if source.name else 0)
        if last:
            self._put(batch, source, last)
        return source.count

    def _accept(self, batch: list[NewEvent], item: Item) -> None:
        """The event for the next batch; what cannot be sent is kept with why."""
        now = time.time()
        try:
            new = incoming(item.event, self._engine.mapping, now, item.mark)
        except Refused as refused:
            self._problem(item, refused)
            given = item.event.get("messageId") if isinstance(item.event, dict) else None
            row = NewEvent("", message_id_of(given) or item.mark, json.dumps(item.event), 0, now)
            self._engine.refuse(row, Refusal(refused.code, refused.message))
            return
        if new is None:
            self._engine.leave_out()
        else:
            batch.append(new)

    def _put(self, batch: list[NewEvent], source: EventSource, last: Item) -> None:
        """Put a batch on disk; where the queue is full, wait until delivery has made room.

        Where nothing waits, delivery makes none: the disk is full, and that ends the command.
        """
        progress = Progress(source.name, last.number, last.mark) if source.name else None
        while True:
            before = self._engine.report().waiting
            try:
                self._engine.enqueue(batch, progress).result()
            except Full as full:
                if not before and not self._engine.report().waiting:
                    raise click.ClickException(f"{full}; the same command again resumes from {self._state}") from None
                if not self._is_told:
                    say(f"waiting: {full}")
                    self._is_told = True
                self._check_progress()
            else:
                batch.clear()
                return

    def _watch(self) -> None:
        """Wait until everything was delivered or refused."""
        first = self._engine.report()
        total = first.delivered + first.refused + first.waiting
        with click.progressbar(length=total or 1, label="Delivering", file=sys.stderr, hidden=not self._shown) as bar:
            while True:
                report = self._check_progress()
                bar.update(max(0, min(total, total - report.waiting) - bar.pos))
                if not report.waiting:
                    return

    def _check_progress(self) -> Report:
        """How far delivery is, after a moment in which it may go on."""
        report = self._engine.flush(LOOK_EVERY)
        if report.waiting and self._engine.tally.paused:  # then flush does not wait
            time.sleep(LOOK_EVERY)
        self._stall.check(report.waiting)
        return report

    def _problem(self, item: Item, refused: Refused) -> None:
        self._problems += 1
        report_problem(item, refused)
