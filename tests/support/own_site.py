"""A site of somebody's own beside a sandbox that is served by itself: two origins, as on a developer's machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from demo_site.npm_bundles import ROOT
from playwright.sync_api import Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from tests.support.page_html import page_html
from tests.support.page_scripts import page_call

from intercom_sandbox.server import Sandbox
from intercom_sandbox.server.serving import create_sandbox_app, serving

BUILD = ROOT / "build"
CALLS = page_call("own_site", "sendPageAndIdentify")


@dataclass
class OwnSite:
    """`url` is the site's, `sandbox_url` the sandbox's; both without a slash at the end."""

    url: str
    sandbox_url: str
    sandbox: Sandbox
    html: str = ""

    def open(self, page: Page, file: str = "intercom.dev.js", calls: str = CALLS) -> None:
        """Open a page with the script tag, whose widget is the sandbox's, and with calls."""
        settings = f'data-app-id="demo" data-widget-url="{self.sandbox_url}/widget/{{appId}}"'
        script = f'<script src="/{file}" {settings}></script><script>{calls}</script>'
        self.html = page_html("shop", head=script)
        page.goto(f"{self.url}/shop?from=mail")


@contextmanager
def own_site() -> Iterator[OwnSite]:
    """Both, on free ports, until the end of the block."""
    site = OwnSite("", "", Sandbox())

    async def file(request: Request) -> Response:
        return FileResponse(BUILD / request.path_params["name"])

    async def shop(_request: Request) -> Response:
        return HTMLResponse(site.html)

    pages = Starlette(routes=[Route("/shop", shop), Route("/{name}", file)])
    try:
        with serving(create_sandbox_app(site.sandbox, BUILD / "sandbox.js")) as sandbox_url, serving(pages) as url:
            site.url, site.sandbox_url = url, sandbox_url
            yield site
    finally:
        site.sandbox.store.close()
