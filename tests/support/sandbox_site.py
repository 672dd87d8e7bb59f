"""A customer's page with the stand-in for Intercom's Messenger, and the server that it talks to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal
from urllib.parse import urlsplit

from demo_site.npm_bundles import ROOT
from playwright.sync_api import FrameLocator, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from tests.support.page_html import page_html
from tests.support.page_scripts import page_call

from intercom_sandbox.server import Sandbox, Workspace, routes
from intercom_sandbox.server.serving import serving
from intercom_sandbox.testing import IntercomSandbox

SECRET = "demo-secret-for-nobody-but-the-sandbox"
ANN = {"app_id": "demo", "user_id": "ann", "name": "Ann", "email": "ann@example.org"}
LAUNCHER = ".intercom-lightweight-app > .intercom-lightweight-app-launcher.intercom-launcher"
STUB = page_call("sandbox_site", "installStub")
TAG = '<script src="/widget/demo"></script>'


def script_json(value: Any) -> str:
    """JSON that a script element may hold."""
    return json.dumps(value).replace("<", "\\u003c")


class SandboxSite:
    """Pages of a site, below `url`; `sandbox` is what the server holds."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.html = sandbox, ""
        self.url: str
        self.messenger: IntercomSandbox
        self.page: Page

    def at(self, host: str) -> None:
        """Pages are opened under this name of the machine from now on."""
        self.url = f"http://{host}:{urlsplit(self.url).port}/"

    def open(self, queued: str = "", settings: Any = None, body: str = "", tag: str = TAG) -> None:
        """Open a page: a stub with calls queued in JavaScript, the global, then the Messenger's script."""
        globals_ = f"window.intercomSettings = {script_json(settings)};" if settings is not None else ""
        head = f"<script>{globals_}{STUB}{queued}</script>"
        self.html = page_html("site", head, body + tag)
        self.page.goto(self.url)

    def call(self, *args: Any) -> Any:
        return self.page.evaluate("args => window.Intercom(...args)", list(args))

    def steps(self, *only: str) -> list[list[Any]]:
        """The log as [step, method], in order."""
        rows = self.page.evaluate("window.__intercomSandbox.log.map(row => [row.step, row.method])")
        return [row for row in rows if not only or row[0] in only]

    def wait_for(self, step: str, times: int = 1) -> None:
        self.page.wait_for_function(
            "([step, times]) => window.__intercomSandbox.log.filter(row => row.step === step).length >= times",
            arg=[step, times],
        )

    def feed(self, kind: str) -> list[dict[str, Any]]:
        """What the server has taken or refused."""
        rows = self.sandbox.store.rows("select data from feed where kind = ? order by id", kind)
        return [json.loads(row["data"]) for row in rows]

    def set(self, **changes: Any) -> None:
        """Change the workspace."""
        self.messenger.workspace = replace(self.messenger.workspace, **changes)

    def fault(self, **changes: Any) -> None:
        self.messenger.faults = replace(self.messenger.faults, **changes)

    def cookies(self, what: Literal["value", "domain", "expires"] = "value") -> dict[str, Any]:
        """What the browser has of each cookie by its name."""
        # The page's own view waits for what it has just set or expired; the browser's does not.
        self.page.evaluate("document.cookie")
        return {str(row.get("name")): row.get(what) for row in self.page.context.cookies()}

    @property
    def panel(self) -> FrameLocator:
        return self.page.frame_locator('iframe[name="intercom-messenger-frame"]')


@contextmanager
def served_site() -> Iterator[SandboxSite]:
    """A site on a free port, until the end of the block."""
    sandbox = Sandbox([Workspace(secret=SECRET)])
    site = SandboxSite(sandbox)

    async def home(_request: Request) -> HTMLResponse:
        return HTMLResponse(site.html)

    app = Starlette(routes=[Route("/", home), *routes(sandbox, ROOT / "build" / "sandbox.js")])
    app.state.sandbox = sandbox
    try:
        with serving(app) as origin:
            site.url, site.messenger = origin + "/", IntercomSandbox(sandbox, origin)
            yield site
    finally:
        sandbox.store.close()
