"""Commands for the people who serve the pages: they put the package's functions on the command line."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

import intercom_destination
from intercom_destination.web.mapping.settings import REGIONS

if TYPE_CHECKING:
    from intercom_destination.diagnostics.cloud_explain import CloudExplainer
    from intercom_destination.diagnostics.explain import Explainer
    from intercom_destination.diagnostics.mobile_explain import MobileExplainer

# Events between two steps of the progress bar.
PROGRESS_EVERY = 1_000

SECRET = click.option(
    "--secret",
    envvar="INTERCOM_SECRET",
    prompt="Identity verification secret",
    hide_input=True,
    help="Identity verification secret of the workspace; better in INTERCOM_SECRET.",
)


def json_object(value: str) -> dict[str, Any]:
    """A JSON object: given as text, or as the name of a file that holds one."""
    try:
        found = json.loads(value if value.lstrip().startswith(("{", "[")) else Path(value).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise click.BadParameter(str(error)) from None
    if not isinstance(found, dict):
        raise click.BadParameter("no JSON object")
    return found


@click.command("user-hash")
@SECRET
@click.argument("user_id")
def user_hash_command(secret: str, user_id: str) -> None:
    """Print the user_hash of USER_ID."""
    click.echo(or_error(intercom_destination.user_hash, secret, user_id))


@click.command("user-jwt")
@SECRET
@click.argument("user_id")
@click.option(
    "--expires-in", type=float, default=3600, show_default=True, help="Seconds until the token expires; 0: never."
)
@click.option("--claims", type=json_object, default="{}", help="Additional claims (JSON).")
def user_jwt_command(secret: str, user_id: str, expires_in: float, claims: dict[str, Any]) -> None:
    """Print the intercom_user_jwt of USER_ID."""
    click.echo(or_error(intercom_destination.user_jwt, secret, user_id, expires_in or None, **claims))


@click.command("snippet")
@click.argument("app_id")
@click.option("--src", help="URL of intercom.min.js.", default="/static/intercom.min.js", show_default=True)
@click.option("--settings", type=json_object, default="{}", help="Destination settings (JSON).")
@click.option("--user-id", help="User ID.")
@click.option("--traits", type=json_object, help="User traits (JSON).")
@click.option("--user-hash", help="Identity verification hash, as `user-hash` prints it.")
@click.option("--user-jwt", help="Identity verification token, as `user-jwt` prints it.")
@click.option("--group-id", help="Company ID.")
@click.option("--group-traits", type=json_object, help="Company traits (JSON).")
@click.option("--signed-out", is_flag=True, help="End the Messenger session: nobody is signed in.")
@click.option("--nonce", help="CSP nonce of the page.")
def snippet_command(app_id: str, settings: dict[str, Any], **given: Any) -> None:
    """Print the HTML that puts the bundle on a page, for workspace APP_ID."""
    if settings.get("appId", app_id) != app_id:
        raise click.ClickException(f"APP_ID is {app_id!r}, but the settings have the appId {settings['appId']!r}")
    click.echo(or_error(intercom_destination.snippet, {"appId": app_id, **settings}, **given))


@click.command("csp")
@click.option("--region", type=click.Choice(list(REGIONS)), default="us", show_default=True)
@click.option("--nonce", help="Nonce that trusts scripts instead of hosts.")
def csp_command(region: str, nonce: str | None) -> None:
    """Print the Content-Security-Policy that the Messenger needs."""
    click.echo(or_error(intercom_destination.content_security_policy, region, nonce))


@click.command("explain")
@click.argument("events", type=click.File("rb"), default="-")
@click.option("--settings", type=json_object, default="{}", help="Destination settings (JSON).")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--timezone", metavar="ZONE", help="Time zone of dates without one [default: this machine's].")
@click.option("--cloud", is_flag=True, help="Print the requests to Intercom's REST API that cloud mode sends.")
@click.option(
    "--mobile",
    type=click.Choice(["ios", "android"]),
    help="Print the native calls of an app on this system, and what React Native's bridge would lose.",
)
@click.option(
    "--progress/--no-progress", default=None, help="Show a progress bar on standard error [default: on a terminal]."
)
def explain_command(
    events: BinaryIO,
    settings: dict[str, Any],
    form: str,
    timezone: str | None,
    cloud: bool,
    mobile: str | None,
    progress: bool | None,
) -> None:
    """Print Intercom's calls for Segment events, and the diagnostics.

    EVENTS is a file (else standard input) with one event, lists of events, or one event a line. What cannot be read is
    reported with its line; the rest goes on, and the exit code is 1. So it is where --cloud finds an event that is
    refused.
    """
    # Here, so that the other commands do not load the mapping.
    from intercom_destination.diagnostics.event_file import Broken, read_events
    from intercom_destination.diagnostics.output import as_json, as_table

    if cloud and mobile:
        raise click.UsageError("--cloud and --mobile are two modes: an event goes by one of them")
    explainer = _cloud_explainer(settings, timezone) if cloud else _explainer(settings, timezone, mobile)
    if progress is None:
        progress = sys.stderr.isatty() and not sys.stdout.isatty()
    show = as_json if form == "json" else as_table
    number = sent = refused = broken = 0
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal may lack letters that events have
    write = sys.stdout.write
    with _progress_bar(events, shown=progress) as bar:
        for event in read_events(io.TextIOWrapper(events, encoding="utf-8", errors="replace")):
            if isinstance(event, Broken):
                broken += 1
                click.echo(f"line {event.line}: {event.reason}", err=True)
                continue
            number += 1
            explanation = explainer.explain(event)
            sent += explanation.sent
            refused += explanation.is_refused
            write(show(number, event, explanation) + "\n")
            if number % PROGRESS_EVERY == 0:
                bar.update(max(0, _position(events) - bar.pos), f"{number:,} events")
    summary = [f"{number} events", f"{sent} requests to Intercom" if cloud else f"{sent} calls of Intercom"]
    summary += [f"{refused} refused"] * (refused > 0) + [f"{broken} broken"] * (broken > 0)
    click.echo(", ".join(summary), err=True)
    if refused or broken:
        sys.exit(1)


def _explainer(settings: dict[str, Any], timezone: str | None, mobile: str | None) -> Explainer | MobileExplainer:
    """What explains the calls of a page, or of an app on a system; says which settings are wrong."""
    from intercom_destination.diagnostics.explain import Explainer
    from intercom_destination.diagnostics.mobile_explain import MobileExplainer
    from intercom_destination.diagnostics.output import diagnostic_line

    explainer: Explainer | MobileExplainer = (
        or_error(MobileExplainer, mobile, settings, timezone) if mobile else or_error(Explainer, settings, timezone)
    )
    for diagnostic in explainer.setting_diagnostics:
        click.echo(f"settings: {diagnostic_line(diagnostic).strip()}", err=True)
    return explainer


def _cloud_explainer(settings: dict[str, Any], timezone: str | None) -> CloudExplainer:
    """What explains the requests of a server."""
    from intercom_destination.diagnostics.cloud_explain import CloudExplainer

    if timezone is not None:
        raise click.UsageError("--timezone is about browsers; with --cloud, dates without a zone are in UTC")
    explainer: CloudExplainer = or_error(CloudExplainer, settings)
    return explainer


def _progress_bar(source: BinaryIO, *, shown: bool) -> Any:
    """A bar on standard error: how much of a file has been read; of a pipe, that there is progress."""
    try:
        size = os.fstat(source.fileno()).st_size if source.seekable() else 0
    except (OSError, ValueError):
        size = 0
    return click.progressbar(
        length=size or 1,
        label="Events",
        file=sys.stderr,
        hidden=not shown,
        show_percent=size > 0,
        show_eta=size > 0,
        item_show_func=lambda text: text,
    )


def _position(source: BinaryIO) -> int:
    """Bytes read so far; 0 where a pipe cannot tell."""
    try:
        return source.tell()
    except (OSError, ValueError):
        return 0


def or_error(function: Any, *args: Any, **kwargs: Any) -> Any:
    """What a function gives, or its error as the command's."""
    try:
        return function(*args, **kwargs)
    except (ImportError, LookupError, OSError, TypeError, ValueError) as error:
        raise click.ClickException(str(error)) from None
