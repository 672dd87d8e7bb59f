"""The demo's shell, as a QA person uses it: the site in a frame, the inspector beside it."""

from __future__ import annotations

import json
import re
import urllib.request
from html import unescape
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect


class QaPage:
    """The shell through its labels, and what it has collected."""

    def __init__(self, page: Page, installation: str = "script-tag") -> None:
        self.page = page
        self.installation = installation

    def open(self, name: str = "home", query: str = "") -> None:
        """Open a page of the site, and wait until its own page call has arrived."""
        self.page.goto(f"/open?installation={self.installation}&page={name}{query}")
        expect(self.rows("intercom").filter(has_text=re.compile("boot|update")).first).to_be_visible()

    @property
    def site(self) -> FrameLocator:
        return self.page.frame_locator("#site")

    def rows(self, kind: str) -> Locator:
        """Rows of that kind that the time line shows."""
        return self.page.locator(f"#inspector .row.{kind}")

    @property
    def detail(self) -> Locator:
        return self.page.get_by_role("region", name="The chosen row")

    def form(self, call: str) -> Locator:
        """A form of the workbench."""
        return self.site.locator(f'form[data-call="{call}"]')

    def send(self, call: str) -> None:
        self.form(call).get_by_role("button").click()

    def collected(self) -> list[dict[str, Any]]:
        """All rows of the run, as an export has them."""
        rows: list[dict[str, Any]] = json.loads(self.page.evaluate("JSON.stringify(demo.run.rows)"))
        return rows

    def start(self, key: str) -> None:
        """Open a scenario's link in the list of all: it plays itself."""
        index = self.page.request.get(f"/?installation={self.installation}").text()
        link = re.search(rf'href="([^"]*scenario={key}&amp;play)"', index)
        assert link, f"no link that plays {key}"
        self.page.goto(unescape(link[1]))

    def play(self, key: str) -> list[dict[str, Any]]:
        """Play a scenario to its end; its results."""
        self.start(key)
        self.page.wait_for_function("window.demo && window.demo.results")
        results: list[dict[str, Any]] = self.page.evaluate("demo.results")
        return results


def post(address: str, value: Any) -> None:
    """Post JSON."""
    request = urllib.request.Request(address, json.dumps(value).encode(), {"content-type": "application/json"})
    urllib.request.urlopen(request).close()


def state(base_url: str) -> dict[str, Any]:
    """What the sandbox has stored."""
    with urllib.request.urlopen(f"{base_url}/sandbox/state") as answer:
        found: dict[str, Any] = json.load(answer)
    return found
