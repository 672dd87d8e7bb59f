"""Every delivered file on a page, each through its own installation, all with the same calls."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import pytest
from playwright.sync_api import Frame, Page
from tests.support.browser_fixtures import Problems
from tests.support.page_scripts import page_function, page_function_of
from tests.support.plain_site import BUILD, CDN, Site

CLASSIC = "cdn/next-integrations/integrations/intercom/latest/intercom.dynamic.js"
REMOTE = "cdn/next-integrations/actions/intercom/latest/intercom.js"
MODULE = "intercom.mjs"

# What a page may be or do, and what then becomes of the calls: a row of docs/compatibility.md, in Markdown.
compatibility_row = pytest.mark.compatibility_row

# Scripts may be asked for with `crossorigin`, and by pages without an origin.
FREE = {"access-control-allow-origin": "*"}


@dataclass(frozen=True)
class File:
    """A delivered file without a library: how a page loads it, and a function that makes `window.instance` of it.

    `instance(method, event)` hands over one event, as the file's own library would.
    """

    path: str
    added: tuple[str, ...]
    make: str
    tag: str = "<script {nonce} src='{url}'></script>"
    # How a page that has one installation gets a second one, with this file's help.
    make_again: str = ""

    def second_installation(self) -> str:
        """A function that makes `window.otherInstance`."""
        return page_function_of(page_function("installation_pages", "keepFirst"), self.make_again or self.make)


FIRST_TAG = page_function("installation_pages", "useFirstTag")
SECOND_TAG = page_function("installation_pages", "useSecondTag")
TAG = "<script {nonce} src='{url}' data-app-id='demo'></script>"

FILES = {
    "script tag": File("intercom.min.js", ("analytics",), FIRST_TAG, TAG, SECOND_TAG),
    "script tag, development": File("intercom.dev.js", ("analytics", "__intercomTrace"), FIRST_TAG, TAG, SECOND_TAG),
    "classic": File(
        CLASSIC,
        ("intercomDeps", "intercomIntegration", "intercomLoader"),
        page_function("installation_pages", "useClassic"),
    ),
    "remote plugin": File(REMOTE, ("intercomDestination",), page_function("installation_pages", "useRemotePlugin")),
    "module": File(
        MODULE,
        (),
        page_function("installation_pages", "useModule"),
        "<script {nonce} type='module'>import * as all from '{url}'; window.imported = all</script>",
    ),
}

# The development builds, each beside the file that it is of; a file of the CDN has a version of that name.
DEVELOPMENT = {
    "script tag": FILES["script tag, development"],
    "classic": replace(FILES["classic"], path=CLASSIC.replace("latest", "dev")),
    "remote plugin": replace(FILES["remote plugin"], path=REMOTE.replace("latest", "dev")),
    "module": replace(FILES["module"], path="intercom.dev.mjs"),
}

# One session: calls of every kind with values of every kind, and its end.
SESSION = page_function("installation_pages", "runSession")
PERSON = {"user_id": "u1", "id": "u1", "email": "a@b.co", "user_hash": "h", "hide_default_launcher": True}
FOLDED: list[list[Any]] = [
    [
        "boot",
        {
            "app_id": "demo",
            **PERSON,
            "company": {"id": "c1", "name": "One", "created_at": 1388534400, "monthly_spend": 5},
        },
    ],
    ["trackEvent", "Bought", {"price": {"amount": 550, "currency": "usd"}, "at": "2014-01-01"}],
    ["shutdown"],
    ["boot", {"app_id": "demo"}],
]
# The same, where a Messenger is there from the start.
ONE_BY_ONE: list[list[Any]] = [
    ["boot", {"app_id": "demo"}],
    ["update", {"app_id": "demo", **PERSON, "company": {"id": "c1", "name": "One", "created_at": 1388534400}}],
    ["update", {"company": {"id": "c1", "monthly_spend": 5}}],
    *FOLDED[1:],
]

NOT_LOADED = (
    "warning: Intercom destination: cannot load the Messenger from "
    "https://widget.intercom.io/widget/{appId}; blocked or offline?"
)


class HostilePage:
    """A page with one delivered file; what happens to it is the situation's."""

    def __init__(self, page: Page, file: File) -> None:
        self.page = page
        self.file = file
        self.url = f"{CDN}/{file.path}"
        self.site = Site(page)
        self.site.widget = "held"
        page.route(f"{CDN}/**", lambda route: route.fulfill(path=BUILD / file.path, headers=FREE))

    def tag(self, nonce: str = "") -> str:
        attribute = f'nonce="{nonce}"' if nonce else ""
        return self.file.tag.replace("{nonce}", attribute).replace("{url}", self.url)

    def open(self, head: str = "", body: str = "", **headers: str) -> None:
        self.site.open(body, head=head, headers=headers)
        self.wait_for_file()

    def open_in_frame(self, url: str, attributes: str = "") -> Frame:
        """Open the file in a frame of a page that is without it."""
        body = f"<!doctype html>{self.tag()}<body>"
        self.page.route(url, lambda route: route.fulfill(body=body, content_type="text/html", headers=FREE))
        with self.page.expect_event("framenavigated", lambda frame: frame.url == url) as navigated:
            self.site.open(f'<iframe {attributes} src="{url}"></iframe>')
        frame: Frame = navigated.value
        frame.wait_for_function(f"window.{(*self.file.added, 'imported')[0]}")
        return frame

    def wait_for_file(self) -> None:
        there = (*self.file.added, "imported")[0]
        # An element can have the name, too.
        self.site.wait_until(f"window.{there} && !window.{there}.nodeType")

    def add_tag(self, tag: str) -> None:
        """Put a tag in by script, which loads it as the browser's parser would not: late, and in no order."""
        self.page.evaluate(
            page_function("installation_pages", "addTag"),
            tag,
        )

    def make_installation(self) -> None:
        self.page.evaluate(self.file.make)

    def run_session(self) -> None:
        self.make_installation()
        self.page.evaluate(SESSION)

    def said(self, problems: Problems) -> list[str]:
        """What was said on the console so far, except what the development file has to say on any page."""
        rules = re.compile(r"warning: Intercom destination: [a-z-]+( \(D\d+\))?: ")
        return [text for text in problems.take() if not (self.is_development and rules.match(text))]

    @property
    def is_development(self) -> bool:
        return self.file in DEVELOPMENT.values()

    def check(self) -> None:
        """A session goes through the file as it does on any page; then the widget comes and replays it."""
        self.run_session()
        self.site.release()
        assert self.site.calls() == FOLDED
        assert self.site.settings() == {"app_id": "demo"}
