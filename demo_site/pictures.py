"""Pictures of the inspector, light and dark, desktop and phone: ``python -m demo_site.pictures``.

Needs Playwright and a Chromium. A picture is taken when everything that it is to show is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from demo_site.app import SANDBOX, create_app
from demo_site.chromium import find_chromium, launch_arguments
from demo_site.rendering import templates
from intercom_sandbox.server import Sandbox
from intercom_sandbox.server.serving import create_sandbox_app, serving

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZES = {"desktop": (1280, 900), "phone": (390, 780)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# Name -> in which sizes and schemes; a state that takes long to get to has fewer.
PICTURES = {
    "inspector": [(size, scheme) for size in SIZES for scheme in SCHEMES],
    "own-site": [(size, scheme) for size in SIZES for scheme in SCHEMES],
    "refused": [("desktop", SCHEMES[1])],
    "faults": [("desktop", SCHEMES[0]), ("phone", SCHEMES[1])],
    "results": [("desktop", SCHEMES[0]), ("phone", SCHEMES[1])],
}

# How somebody's own site shows that Intercom has had its calls.
ALL_ANSWERED = "window.__intercomSandbox?.log.filter(row => row.step === 'answered').length === 2"


def scenario(page: Page, base: str, key: str) -> None:
    """A scenario that was played, with its telling row open where there is room."""
    page.goto(f"{base}/?installation=script-tag")
    page.locator(f"#{key}").get_by_role("link", name="Play").click()
    page.wait_for_function("window.demo && window.demo.results", timeout=60_000)
    if page.get_by_role("button", name="Scenario", exact=True).is_visible():
        page.get_by_role("button", name="Scenario", exact=True).click()
    page.locator(".row.refused, .row.mapped").last.click()


def own_site(page: Page, shop: Page, sandbox_url: str) -> None:
    """The sandbox's inspector with a site on another origin."""
    html = templates.get_template("bakery.html").render(widget_url=f"{sandbox_url}/widget/{{appId}}")

    async def home(_request: Request) -> Response:
        return HTMLResponse(html)

    async def script(_request: Request) -> Response:
        return FileResponse(SANDBOX.with_name("intercom.dev.js"))

    with serving(Starlette(routes=[Route("/", home), Route("/intercom.dev.js", script)])) as origin:
        shop.goto(origin)
        shop.wait_for_function(ALL_ANSWERED)
        shop.close()
    page.goto(f"{sandbox_url}/inspector")
    expect(page.locator(".row.stored")).to_have_count(2)
    page.locator(".row.mapped").filter(has_text="identify").click()


def faults(page: Page, sandbox_url: str) -> None:
    """The page of faults: two are on, and three requests have come, of which two were refused."""
    token = {"authorization": "Bearer demo-token"}
    for email in ("ada@larkspur.example", "ada.okafor@larkspur.example"):
        sent = {"external_id": "ada-7", "email": email}
        page.request.post(f"{sandbox_url}/rest/contacts", data=sent, headers=token)
    ordered = {"rest_status": 429, "rest_retry_after": 5}
    page.request.post(f"{sandbox_url}/sandbox/faults", data=ordered)
    page.request.get(f"{sandbox_url}/rest/me", headers=token)
    page.goto(f"{sandbox_url}/faults")
    expect(page.locator("#requests li")).to_have_count(3)


def results(page: Page, base: str) -> None:
    """A few scenarios by every installation, all played."""
    page.goto(f"{base}/play-all?scenario=anonymous-visitor&scenario=purchase")
    page.get_by_role("button", name="Play all").click()
    expect(page.locator("#said")).to_contain_text("10 of 10", timeout=120_000)


def take(browser: Browser, name: str, base: str, sandbox: Sandbox, sandbox_url: str) -> None:
    """One state, in each size and scheme that it is wanted in."""
    for size, scheme in PICTURES[name]:
        width, height = SIZES[size]
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        if name == "own-site":
            sandbox.reset()
            own_site(page, browser.new_page(), sandbox_url)
        elif name == "faults":
            sandbox.reset()
            faults(page, sandbox_url)
        elif name == "results":
            results(page, base)
        else:
            scenario(page, base, "wrong-hash" if name == "refused" else "long-value")
        page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png")
        page.close()


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Take all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    sandbox = Sandbox()
    with (
        serving(create_app()) as base,
        serving(create_sandbox_app(sandbox, SANDBOX)) as sandbox_url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        for name in PICTURES:
            take(browser, name, base, sandbox, sandbox_url)
        browser.close()
    for path in sorted(FOLDER.glob("*.png")):
        click.echo(f"{path.name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(prog_name="python -m demo_site.pictures")
