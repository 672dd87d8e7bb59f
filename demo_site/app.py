"""The demo server."""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from demo_site.cdn import cdn_routes
from demo_site.demo_settings import DemoConfig
from demo_site.npm_bundles import ROOT, HostMissingError
from demo_site.pages import page_routes
from demo_site.personas import People
from demo_site.qa_routes import qa_routes
from demo_site.sample_site import site_routes
from intercom_sandbox.server import Sandbox, Workspace
from intercom_sandbox.server.routes import routes as sandbox_routes

SANDBOX = ROOT / "build" / "sandbox.js"


async def _say_what_is_wrong(_request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return PlainTextResponse(error.detail, error.status_code)
    return PlainTextResponse(str(error), 500)


def create_app(config: DemoConfig | None = None, now: Callable[[], float] = time.time) -> Starlette:
    """Segment's CDN, the pages, the product's site, and the sandbox; `now` gives unix seconds to the site."""
    used = config or DemoConfig()
    workspace = Workspace(app_id=used.app_id, secret=used.secret or DemoConfig().secret)
    sandbox = Sandbox([workspace], used.store)
    app = Starlette(
        routes=[
            *page_routes(),
            *site_routes(),
            *qa_routes(),
            *cdn_routes(),
            *sandbox_routes(sandbox, SANDBOX),
        ],
        exception_handlers={
            HTTPException: _say_what_is_wrong,
            HostMissingError: _say_what_is_wrong,
        },
    )
    app.state.config = used
    app.state.sandbox = sandbox
    app.state.people = People(now)
    # The scenario that has set the sandbox, as long as nothing has undone it.
    app.state.prepared = ""
    return app
