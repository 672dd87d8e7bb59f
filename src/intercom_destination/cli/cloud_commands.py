"""``intercom-destination cloud``: a file of a server's events to Intercom, and what became of those that it refused."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import click

from intercom_destination.cli.commands import json_object, or_error
from intercom_destination.web.mapping.settings import REGIONS

REGION = click.Choice(list(REGIONS))
STATE = click.Path(dir_okay=False, path_type=Path)
SETTINGS = click.option("--settings", type=json_object, default="{}", help="Settings of cloud mode (JSON).")
#: What SQLite and delivery have beside the file of `--state`.
STATE_ENDINGS = ("", "-wal", "-shm", "-journal", ".lock")


@click.group("cloud")
def cloud_group() -> None:
    """Deliver a server's Segment events to Intercom's REST API."""


@cloud_group.command("deliver")
@click.argument("events", type=click.File("rb"), default="-")
@click.option("--state", type=STATE, help="SQLite file for what is on its way; the same file again resumes.")
@click.option("--region", type=REGION, default="us", show_default=True, help="Where the workspace is.")
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with the access token [default: the variable INTERCOM_TOKEN].",
)
@SETTINGS
@click.option("--base-url", help="Another address of the API, such as the sandbox's.")
@click.option("--dry-run", is_flag=True, help="Print the requests and a forecast of time; send nothing.")
@click.option(
    "--progress/--no-progress", default=None, help="Show a progress bar on standard error [default: on a terminal]."
)
def deliver_command(
    events: BinaryIO,
    state: Path | None,
    region: str,
    token_file: Path | None,
    settings: dict[str, Any],
    base_url: str | None,
    dry_run: bool,
    progress: bool | None,
) -> None:
    """Deliver the Segment events of EVENTS: a file, else standard input, with one event a line, or lists of them.

    What cannot be read or sent is reported with its line; the rest goes on, and the exit code is 1. Ctrl-C is safe: the
    same command again goes on where this one stopped.
    """
    # Here, so that the other commands do not load delivery.
    from intercom_destination.cli.cloud_delivery import deliver, print_requests

    if dry_run:
        sys.exit(or_error(print_requests, events, settings))
    if state is None:
        raise click.UsageError("deliver needs --state: the file that holds what is on its way")
    token = token_of(token_file)
    shown = sys.stderr.isatty() if progress is None else progress
    sys.exit(or_error(lambda: deliver(events, token, region, state, settings, base_url, shown=shown)))


@cloud_group.command("refused")
@click.option("--state", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--retry", metavar="CODE", help="Queue events refused with this code again; `cloud deliver` sends them.")
@click.option("--export", type=STATE, metavar="FILE", help="Write all, with requests and answers, one JSON a line.")
@click.option("--forget", metavar="USER", help="Remove all that the file has of a person, by user ID or email.")
@SETTINGS
def refused_command(
    state: Path, retry: str | None, export: Path | None, forget: str | None, settings: dict[str, Any]
) -> None:
    """List the events that were refused and are kept in --state; or try them again, export them, forget a person."""
    if sum(option is not None for option in (retry, export, forget)) > 1:
        raise click.UsageError("give one of --retry, --export and --forget")
    if forget is not None and not forget.strip():
        # Such as a variable of the shell that is not set: events that could not be read are looked through for it.
        raise click.UsageError("--forget needs a user ID or an email")
    or_error(_refused, state, retry, export, forget, settings)


def _refused(state: Path, retry: str | None, export: Path | None, forget: str | None, settings: dict[str, Any]) -> None:
    from intercom_destination.cloud.delivery.delivery_settings import split_settings
    from intercom_destination.cloud.delivery.incoming import incoming
    from intercom_destination.cloud.mapping.settings import checked_settings
    from intercom_destination.cloud.queue.reader import Reader
    from intercom_destination.cloud.queue.refused_events import forget_person, refused_events, retry_refused
    from intercom_destination.cloud.queue.schema import create_file
    from intercom_destination.cloud.queue.writer import Writer

    create_file(state)
    if retry is not None:
        mapping = checked_settings(split_settings(settings)[1])
        writer = Writer(state)
        try:
            count = writer.submit(lambda db: retry_refused(db, retry, lambda e: incoming(e, mapping, time.time())))
            click.echo(f"{count.result():,} events are queued again")
        finally:
            writer.close()
        return
    if forget is not None:
        click.echo(f"{forget_person(state, forget):,} events removed")
        return
    found = refused_events(Reader(state))
    if export is not None:
        write_export(export, state, found)
        return
    for one in found:
        status, event = one["status"] or "-", one["event"]
        # What was refused may be a list, or any other JSON.
        kind = event.get("type") if isinstance(event, dict) else "-"
        click.echo(printable(f"{one['code']}  {status}  {one['messageId']}  {kind}  {one['message']}"))


def write_export(export: Path, state: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows for the owner's eyes alone: all of them, or the file stays what it was."""
    target = export.resolve()
    if any(is_same_file(target, state.resolve().with_name(state.resolve().name + end)) for end in STATE_ENDINGS):
        raise ValueError(f"--export {export} is a file of --state {state}: give another one")
    if target.exists() and not target.is_file():  # a pipe, such as /dev/stdout
        target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return
    # Such a file is made with mode 0600.
    number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink()
        raise


def printable(text: str) -> str:
    """The text as one line: what others wrote into an event moves no cursor of a terminal."""
    return "".join(one if one.isprintable() else "\ufffd" for one in text)


def is_same_file(one: Path, other: Path) -> bool:
    return one == other or (one.exists() and other.exists() and one.samefile(other))


def token_of(file: Path | None) -> str:
    """The access token: out of a file or the environment, never an argument, which other users of a machine can see."""
    try:
        # Editors of Windows put a mark in front of a text file.
        token = file.read_text(encoding="utf-8-sig") if file else os.environ.get("INTERCOM_TOKEN", "")
    except (OSError, UnicodeDecodeError):  # the message of the latter would show the text
        raise click.UsageError(f"--token-file {file} is no text file that can be read") from None
    if not token.strip():
        raise click.UsageError("set INTERCOM_TOKEN, or give --token-file: the access token of your Intercom app")
    return token
