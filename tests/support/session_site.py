"""A site with many pages, where one person signs in and another comes after: who sees whose conversations?

All of it is served over HTTP: the site's pages, the delivered files, Segment's CDN with its real libraries, and the
stand-in for Intercom's Messenger. A visit opens a page with one adapter, and with calls in the queue that the page's
own snippet keeps; `seen` asks the server what it shows to the browser's cookies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from demo_site.cdn import BUILD, cdn_routes
from demo_site.demo_settings import DemoConfig
from playwright.sync_api import Cookie, Page
from playwright.sync_api import Route as PageRoute
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from tests.support.adapters import Adapter, Storage, page_for
from tests.support.page_scripts import page_function
from tests.support.patience import LONGEST_SECONDS

from intercom_sandbox.server import Sandbox, routes
from intercom_sandbox.server.serving import serving
from intercom_sandbox.server.store import TABLES
from intercom_sandbox.testing import IntercomSandbox

ANN = ("identify", "ann", {"name": "Ann", "email": "ann@example.org"})
MESSAGE = "Ann's card number"
# How often the Messenger has been opened; and whether every request has its answer.
OPENED = "__intercomSandbox.log.filter(row => row.step === 'run' && row.method === 'show').length"
CALLED = "__intercomSandbox.log.filter(row => row.step === 'called').map(row => row.method)"
QUIET = f"({page_function('sandbox_site', 'hasEveryAnswer')})()"


@dataclass(frozen=True)
class Seen:
    """What the Messenger shows to whoever sits at the browser: whom it takes them for, and which conversations."""

    user_id: str | None
    conversations: tuple[str, ...]


NOBODY = Seen(None, ())


@dataclass(frozen=True)
class SignedIn:
    """What a page on which Ann has signed in and written leaves: in the browser, and on the server."""

    cookies: dict[str, str]
    stored: dict[str, str]
    tables: dict[str, list[dict[str, Any]]]


class SessionSite:
    """One browser's way through the site. `settings` are the destination's; `origin` names the site."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.origin: str
        self.messenger: IntercomSandbox
        self.page: Page
        self.html = ""
        self.settings: dict[str, Any] = {}
        self._storage: Storage = {}
        self._signed_in: dict[Adapter, SignedIn] = {}
        self._since = 0
        self._held: list[PageRoute] = []

    def begin(self, page: Page, host: str = "127.0.0.1") -> None:
        """A browser that has not been at the site yet, and nobody known there."""
        self.page, self.settings, self._storage, self._since = page, {}, {}, 0
        self.origin = f"http://{host}:{urlsplit(self.origin).port}"
        page.goto("about:blank")
        page.unroute_all()
        page.context.clear_cookies()
        self.sandbox.reset()

    # Pages

    def write_page(self, adapter: Adapter, *queued: Any, head: str = "") -> None:
        """What every address of the site answers from now on; calls are [method, arguments...]."""
        self.html = page_for(adapter, self.settings, list(queued), head, self._storage)
        if self._storage != "refused":
            self._storage = "kept"

    def visit(self, adapter: Adapter, *queued: Any, path: str = "/", head: str = "") -> None:
        """Open a page, until the adapter is there and has been given the queued calls."""
        self.write_page(adapter, *queued, head=head)
        self.page.goto(self.origin + path, wait_until="commit")
        self.wait_for(adapter)

    def leave(self, adapter: Adapter, script: str, *queued: Any, path: str = "/next") -> None:
        """Run a script and be gone in the same moment; the next page makes the queued calls."""
        self.write_page(adapter, *queued)
        with self.page.expect_navigation(wait_until="commit"):
            self.page.evaluate(f"() => {{ {script}; location.assign({json.dumps(path)}) }}")
        self.wait_for(adapter)

    def in_another_tab(self, adapter: Adapter, method: str, *args: Any) -> None:
        """One call in a second tab of the same browser, until this tab has heard what has come of it."""
        self.write_page(adapter, ["page"])
        first, self.page = self.page, self.page.context.new_page()
        # That tab says nothing to the server: what is stored of Ann from now on comes from this one.
        self.page.route("**/widget/**", lambda _route: None)
        self.page.goto(self.origin, wait_until="commit")
        self.wait_for(adapter)
        first.evaluate(page_function("session_site", "hearStorage"))
        self.call(method, *args)
        # The classic library tells nobody of a reset: it shows when the page is left.
        self.page.goto("about:blank")
        self.page.close()
        self.page = first
        self._wait("window.heardStorage")

    def come_back_after_a_logout(self) -> None:
        """As a browser brings back a page that it has kept, which knows nothing of the logout on a later one.

        Played, for Playwright's Chromium keeps no pages.
        """
        self.page.context.clear_cookies()
        self.page.evaluate(page_function("session_site", "comeBackAfterALogout"))

    def wait_for(self, adapter: Adapter) -> None:
        self._wait(f"window.replayed && {adapter.ready}")

    def _wait(self, condition: str) -> None:
        # A clock asks: frames, which Playwright would wait for, have to be drawn.
        self.page.wait_for_function(condition, polling=5)

    def call(self, method: str, *args: Any) -> None:
        """One call of the live API, until the adapter has delivered it."""
        self.page.evaluate("async ([method, args]) => { await analytics[method](...args) }", [method, list(args)])

    def intercom(self, *args: Any) -> None:
        """A call of the Messenger that the site makes itself."""
        self.page.evaluate("args => { window.Intercom(...args) }", list(args))

    def hold_widget(self) -> None:
        """From now on the widget is on its way and does not come."""
        self._held = []
        self.page.route("**/widget/**", lambda route: self._held.append(route))

    def release_widget(self) -> None:
        """The widget that was on its way comes to the page that waits for it."""
        for route in self._held:
            route.continue_()
        self.page.unroute("**/widget/**")

    def let_widget_come(self) -> None:
        """Leave the page that waits for it; the next one gets it."""
        self.page.goto("about:blank")
        self.page.unroute("**/widget/**")

    def open_messenger(self) -> None:
        """Until the Messenger has come, has booted and is open, and has an answer to everything."""
        before = self.page.evaluate(f"window.__intercomSandbox ? {OPENED} : 0")
        self.intercom("show")
        self._wait(f"window.__intercomSandbox && {OPENED} > {before} && {QUIET}")

    # People

    def sign_in(self, adapter: Adapter) -> None:
        """Ann signs in on an earlier page, through this adapter, and writes a message.

        That page is really opened once; after that the browser and the server are as it has left them.
        """
        if adapter not in self._signed_in:
            self.visit(adapter, ANN, ["page"])
            self.call("page", "Settled")
            self.open_messenger()
            self.write(MESSAGE)
            assert self.seen() == Seen("ann", (MESSAGE,))
            self._signed_in[adapter] = SignedIn(
                {str(row.get("name")): str(row.get("value")) for row in self.page.context.cookies()},
                self.page.evaluate("Object.assign({}, localStorage)"),
                {table: self.sandbox.store.rows(f"select * from {table}") for table in TABLES},
            )
            self.page.goto("about:blank")
            self.page.context.clear_cookies()
        left = self._signed_in[adapter]
        # Everybody sets cookies on the widest domain there is.
        host = str(urlsplit(self.origin).hostname)
        widest = host if host.replace(".", "").isdigit() else "." + host.partition(".")[2]
        self.page.context.add_cookies(
            [{"name": name, "value": value, "domain": widest, "path": "/"} for name, value in left.cookies.items()]
        )
        self._storage = dict(left.stored)
        self.sandbox.store.clear()
        for table, rows in left.tables.items():
            for row in rows:
                places = ", ".join("?" * len(row))
                self.sandbox.store.write(f"insert into {table} values ({places})", *row.values())
        self._since = self.sandbox.store.number("select max(id) from feed")

    def forget_storage(self) -> None:
        """The browser keeps nothing but cookies, and refuses whoever asks for storage."""
        self._storage = "refused"

    def forget_library_user(self) -> None:
        """The library's user is gone: signed out elsewhere, or by the site's own hand."""
        if isinstance(self._storage, dict):
            self._storage = {name: value for name, value in self._storage.items() if not name.startswith("ajs_")}
        for row in self.page.context.cookies(self.origin):
            if str(row.get("name")).startswith("ajs_"):
                self.page.context.clear_cookies(name=str(row.get("name")))

    def write(self, text: str) -> None:
        """The person in the browser's session writes a message."""
        self.messenger.write_message(self._cookies, text)

    # What has come of it

    def _cookies(self) -> list[Cookie]:
        """The cookies as the site's pages have them."""
        # The page's own view waits for what it has just set or expired; the browser's does not.
        self.page.evaluate("document.cookie")
        return self.page.context.cookies(self.origin)

    def seen(self) -> Seen:
        """What this browser is shown."""
        shown = self.messenger.shown_to(self._cookies)
        last = tuple(conversation.messages[-1].body for conversation in shown.conversations)
        return Seen(shown.person.user_id if shown.person else None, last)

    def called(self) -> list[str]:
        """The methods of the Messenger that this page has called, in order."""
        methods: list[str] = self.page.evaluate(CALLED)
        return methods

    def stored(self) -> list[str | None]:
        """Whose boots and updates the server has taken since Ann's page: their user ids."""
        rows = self.sandbox.store.rows("select data from feed where kind = 'ping' and id > ? order by id", self._since)
        pings = [json.loads(row["data"]) for row in rows]
        return [ping["stored"]["person"]["user_id"] for ping in pings if "stored" in ping]

    def forget_stored(self) -> None:
        """What has been stored so far was right."""
        self._since = self.sandbox.store.number("select max(id) from feed")


@contextmanager
def served_sessions() -> Iterator[SessionSite]:
    """The site, until the end of the block."""
    sandbox = Sandbox()
    site = SessionSite(sandbox)

    async def page(_request: Request) -> Response:
        return HTMLResponse(site.html, headers={"cache-control": "no-cache"})

    async def nothing(_request: Request) -> Response:
        return Response(status_code=204)

    app = Starlette(
        routes=[
            Route("/favicon.ico", nothing),
            # What the panel would show is asked of the server.
            Route("/sandbox/panel", nothing),
            Mount("/files", StaticFiles(directory=BUILD)),
            *cdn_routes(),
            *routes(sandbox, BUILD / "sandbox.js"),
            Route("/{path:path}", page),
        ]
    )
    app.state.config = DemoConfig()
    try:
        with serving(app) as origin:
            site.origin, site.messenger = origin, IntercomSandbox(sandbox, origin, LONGEST_SECONDS)
            yield site
    finally:
        sandbox.store.close()
