"""The documents' screenshots of the main states: ``python -m demo_site.pictures``. Needs Playwright and a Chromium."""

from __future__ import annotations

from pathlib import Path

import click
from playwright.sync_api import Browser, sync_playwright

from demo_site.app import create_app
from demo_site.chromium import find_chromium, launch_arguments
from intercom_sandbox.server.serving import serving

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"

# Name -> scenario to play, width, height, colour scheme.
PICTURES = {
    "inspector": ("long-value", 1280, 900, "light"),
    "refused": ("wrong-hash", 1280, 900, "dark"),
    "phone": ("purchase", 390, 780, "light"),
}


def take(browser: Browser, base: str, name: str) -> None:
    """One picture: the scenario played, and its telling row open."""
    key, width, height, scheme = PICTURES[name]
    is_phone = width < 600
    page = browser.new_page(
        base_url=base,
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.goto("/?installation=script-tag")
    page.locator(f"#{key}").get_by_role("link", name="Play").click()
    page.wait_for_function("window.demo && window.demo.results", timeout=60_000)
    if is_phone:
        page.get_by_role("button", name="Scenario", exact=True).click()
    else:
        page.locator(".row.refused, .row.segment").last.click()
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Take all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    with serving(create_app()) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        for name in PICTURES:
            take(browser, origin, name)
        browser.close()
    for path in sorted(FOLDER.glob("*.png")):
        click.echo(f"{path.name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(prog_name="python -m demo_site.pictures")
