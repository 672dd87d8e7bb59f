"""An application on a port of this machine: the stand-in by itself, or a site on a free port while a block runs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from intercom_sandbox.server.routes import routes
from intercom_sandbox.server.sandbox import Sandbox


async def _to_inspector(_request: Request) -> Response:
    return RedirectResponse("/inspector")


def create_sandbox_app(sandbox: Sandbox, script: Path) -> Starlette:
    """The stand-in as an application of its own. `script` is the file `sandbox.js`."""
    app = Starlette(routes=[Route("/", _to_inspector), *routes(sandbox, script)])
    app.state.sandbox = sandbox
    return app


class SandboxServer(uvicorn.Server):
    """Ends the inspectors' streams first: a server that stops waits for answers under way, and those have no end."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        app = self.config.app
        if isinstance(app, Starlette) and hasattr(app.state, "sandbox"):
            app.state.sandbox.changes.end()
        await super().shutdown(sockets)


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The site's origin, such as ``http://127.0.0.1:49152``; the block may ask for pages at once."""
    # Of this protocol by name: only such sockets send small answers at once (TCP_NODELAY) in asyncio.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = SandboxServer(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
