"""``intercom-destination sandbox``: the stand-in for Intercom, served by itself."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

import click

from intercom_destination.server.assets import bundle_path
from intercom_sandbox.extra import EXTRA

OTHER = "Give another --host or --port; port 0 is a free one."


@click.command("sandbox")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8100,
    show_default=True,
    help="Port to listen on; 0 for a free one.",
)
@click.option("--app-id", default="demo", show_default=True, help="Workspace ID.")
@click.option(
    "--identity",
    type=click.Choice(["off", "hmac", "jwt"]),
    default="off",
    show_default=True,
    help="Identity verification that the workspace enforces.",
)
@click.option("--secret", envvar="INTERCOM_SECRET", help="Identity verification secret; better in INTERCOM_SECRET.")
@click.option("--store", default=":memory:", show_default=True, help="SQLite file for people, companies and events.")
def sandbox_command(
    host: str, port: int, app_id: str, identity: Literal["off", "hmac", "jwt"], secret: str | None, store: str
) -> None:
    """Serve a local stand-in for Intercom until Ctrl-C.

    Set the destination's widgetUrl to the address that is printed, or point a client of Intercom's REST API at the
    other one, with the token. Do not expose it to a public network.
    """
    try:
        # Here, so that the other commands need no extra.
        import uvicorn

        from intercom_sandbox.server import Sandbox, Workspace
        from intercom_sandbox.server.serving import SandboxServer, create_sandbox_app, listen, origin_of
    except ImportError as error:
        raise click.ClickException(f"{EXTRA} ({error})") from None
    if identity != "off" and not secret:
        raise click.ClickException("identity verification needs --secret or INTERCOM_SECRET")
    workspace = Workspace(app_id=app_id, identity=identity, secret=secret or Workspace.secret)
    app = create_sandbox_app(Sandbox([workspace], store), bundle_path("sandbox.js"))
    try:
        listening = listen(host, port)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host} port {port}: {error.strerror}. {OTHER}") from None
    origin = origin_of(listening)
    click.echo(f"widgetUrl: {origin}/widget/{{appId}}")
    click.echo(f"inspector: {origin}/inspector")
    click.echo(f"faults:    {origin}/faults")
    click.echo(f"REST API:  {origin}/rest")
    click.echo(f"token:     {workspace.rest_token}")
    click.echo(f"state:     {origin}/sandbox/state")
    with suppress(KeyboardInterrupt):
        SandboxServer(uvicorn.Config(app, log_level="warning")).run([listening])
