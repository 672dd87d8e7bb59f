"""``python -m demo_site``: serve the demo until Ctrl-C."""

from __future__ import annotations

import threading
import webbrowser

import click
import uvicorn

from demo_site.app import create_app
from demo_site.cdn import DELIVERED
from demo_site.demo_settings import DemoConfig
from demo_site.npm_bundles import ANALYTICS_NEXT
from intercom_destination.web.mapping.settings import REGIONS
from intercom_sandbox.server.serving import SandboxServer


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to bind to.")
@click.option("--app-id", help="Load Intercom's own widget for this workspace.")
@click.option("--region", type=click.Choice(list(REGIONS)), help="Where the workspace is.")
@click.option("--secret", help="The workspace's identity verification secret, for user_hash.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def main(
    port: int,
    host: str,
    app_id: str | None,
    region: str | None,
    secret: str | None,
    no_browser: bool,
) -> None:
    """Serve the demo page, with Segment's CDN and Intercom's widget played locally."""
    for needed, advice in ((DELIVERED, "nox -s build"), (ANALYTICS_NEXT, "npm ci")):
        if not needed.is_dir():
            raise click.ClickException(f"{needed} is not there: run {advice} first.")
    standard = DemoConfig()
    config = DemoConfig(
        app_id=app_id or standard.app_id,
        region=region or "",
        # The stand-in's secret is of no use to a real workspace.
        secret=secret or ("" if app_id else standard.secret),
        real=bool(app_id),
    )
    server = SandboxServer(uvicorn.Config(create_app(config), host=host, port=port, log_level="warning"))
    sockets = [server.config.bind_socket()]
    url = f"http://{host}:{sockets[0].getsockname()[1]}/"
    click.echo(f"Demo: {url} (Ctrl-C ends it)")
    if not no_browser:
        threading.Timer(0.5, webbrowser.open, [url]).start()
    server.run(sockets)


if __name__ == "__main__":
    main(prog_name="python -m demo_site")
