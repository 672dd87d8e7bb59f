"""The demo server."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from demo_site.cdn import cdn_routes
from demo_site.hosts import HostMissingError
from demo_site.pages import page_routes
from demo_site.settings import DemoConfig


async def _say_what_is_wrong(_request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return PlainTextResponse(error.detail, error.status_code)
    return PlainTextResponse(str(error), 500)


def create_app(config: DemoConfig | None = None) -> Starlette:
    """The application: Segment's CDN, the pages, and the stand-in for Intercom's widget."""
    app = Starlette(
        routes=[*page_routes(), *cdn_routes()],
        exception_handlers={
            HTTPException: _say_what_is_wrong,
            HostMissingError: _say_what_is_wrong,
        },
    )
    app.state.config = config or DemoConfig()
    return app
