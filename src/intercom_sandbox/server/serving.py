"""An application on a port of this machine: the stand-in by itself, or a site on a free port while a block runs."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from intercom_sandbox.server.routes import routes
from intercom_sandbox.server.sandbox import Sandbox

# Seconds that a server may take to stop, twice.
STOP_WITHIN = 10.0


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


class SteadyLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock goes on where a test stops time (freezegun): it would sleep for hours, and not end."""

    def time(self, monotonic: Callable[[], float] = time.monotonic) -> float:
        """Seconds. The clock is bound here, where a test does not replace it."""
        return monotonic()


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections; port 0 is a free one. Raises OSError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Of this protocol by name: only such sockets send small answers at once (TCP_NODELAY) in asyncio.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # A port whose last server has just ended is free.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def origin_of(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The site's origin, such as ``http://127.0.0.1:49152``; the block may ask for pages at once."""
    listening = listen("127.0.0.1", 0)
    # How to log is for the program to say; and a request that is made to wait must not keep the block from ending.
    config = uvicorn.Config(app, ws="none", log_config=None, access_log=False, timeout_graceful_shutdown=1)
    server = SandboxServer(config)

    def run() -> None:
        with asyncio.Runner(loop_factory=SteadyLoop) as runner:
            runner.run(server.serve(sockets=[listening]))

    thread = threading.Thread(target=run, name="serving", daemon=True)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the server has not started: its log says why")
            time.sleep(0.001)
        yield origin_of(listening)
    finally:
        server.should_exit = True
        thread.join(STOP_WITHIN)
        # A connection that never ends must not keep the block from ending: the thread goes with its process.
        server.force_exit = True
        thread.join(STOP_WITHIN)
        listening.close()
