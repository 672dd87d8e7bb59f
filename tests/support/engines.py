"""Each engine, driven as this machine allows: Playwright's own builds, else Debian's packages.

Playwright drives a stock Firefox by WebDriver BiDi. WebKitGTK, the engine family of Safari, speaks plain WebDriver and
needs a display, so Xvfb gives it one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn, Protocol

import pytest
from demo_site.chromium import find_chromium, launch_arguments
from playwright.sync_api import Browser, BrowserType, Error, Page, Playwright, sync_playwright
from tests.support.page_scripts import page_function

MINI_BROWSER = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
TELL = page_function("engines", "tellDriver")
# Where a hung command of a driver ends: seconds.
PATIENCE = 120

# Firefox asks its maker for settings unless every name but this machine's leads nowhere.
NOWHERE: dict[str, str | float | bool] = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1,localhost,.example.test",
    # The names that tests open pages by are this machine's.
    "network.dns.localDomains": "app.example.test,help.example.test",
}
CHROMIUM_NAMES = (
    "--host-resolver-rules=MAP *.example.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
)
NO_FIREFOX = "no Firefox: `playwright install firefox`, or Debian's package firefox-esr"
NO_WEBKIT = "no WebKit of Playwright's: `playwright install webkit`; `nox -s engines` can do with Debian's packages"


class MissingEngineError(RuntimeError):
    """This machine has no such engine; the message says how to get one."""


class EnginePage(Protocol):
    """One page of an engine."""

    def open(self, url: str) -> None:
        """Load a page."""

    def call(self, function: str, *arguments: Any) -> Any:
        """What a function of the page returns, a promise's value included. `function` is a JavaScript expression."""


class PlaywrightPage:
    """A page that Playwright drives."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, url: str) -> None:
        self._page.goto(url)

    def back(self) -> None:
        """Go back to the page before, until it is there."""
        # Playwright's own way waits for a load, which a page that Firefox has kept does not have.
        here = self._page.evaluate("location.href")
        self._page.evaluate("setTimeout(() => history.back())")
        until = monotonic() + PATIENCE
        while monotonic() < until:
            with suppress(Error):  # one page goes as the other comes
                if self._page.evaluate("location.href") != here:
                    return
            self._page.wait_for_timeout(10)
        raise AssertionError(f"not back within {PATIENCE} s")

    def call(self, function: str, *arguments: Any) -> Any:
        return self._page.evaluate(f"given => ({function})(...given)", list(arguments))


class WebDriverPage:
    """A page that a WebDriver drives."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        driver.set_script_timeout(PATIENCE)

    def open(self, url: str) -> None:
        self._driver.get(url)

    def call(self, function: str, *arguments: Any) -> Any:
        answer = self._driver.execute_async_script(f"({TELL})({function}, ...arguments)", *arguments)
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer.get("value")


def skip_or_fail(name: str, error: Exception) -> NoReturn:
    """Skip what needs an engine that is not here; where somebody has asked for just this engine, fail."""
    if name in os.environ.get("WANTED_ENGINES", "").split():
        pytest.fail(f"{name}: {error}")
    pytest.skip(f"{name}: {error}")


@contextmanager
def engine_page(name: str, zone: str = "UTC") -> Iterator[EnginePage]:
    """A page of "chromium", "firefox" or "webkit" in a time zone. Raises `MissingEngineError`."""
    with sync_playwright() as playwright:
        if name != "webkit" or Path(playwright.webkit.executable_path).is_file():
            browser = _launch(playwright, name)
            try:
                page = browser.new_context(timezone_id=zone).new_page()
                page.set_default_timeout(PATIENCE * 1000)
                yield PlaywrightPage(page)
            finally:
                browser.close()
            return
    with _webkit_gtk(zone) as driver:
        yield WebDriverPage(driver)


def launch_options(playwright: Playwright, name: str) -> dict[str, Any]:
    """How Playwright starts "chromium", "firefox" or "webkit" on this machine. Raises `MissingEngineError`."""
    if name == "chromium":
        return {"executable_path": find_chromium(), "args": [*launch_arguments(), CHROMIUM_NAMES]}
    if name == "webkit":
        if not Path(playwright.webkit.executable_path).is_file():
            raise MissingEngineError(NO_WEBKIT)
        return {}
    if Path(playwright.firefox.executable_path).is_file():
        return {"firefox_user_prefs": NOWHERE}
    stock = shutil.which("firefox-esr") or shutil.which("firefox")
    if not stock:
        raise MissingEngineError(NO_FIREFOX)
    return {"executable_path": stock, "channel": "moz-firefox", "firefox_user_prefs": NOWHERE}


def _launch(playwright: Playwright, name: str) -> Browser:
    options = launch_options(playwright, name)
    kind: BrowserType = getattr(playwright, name)
    try:
        return kind.launch(**options)
    except Error as error:
        raise MissingEngineError(f"{name} does not start: {error.message.splitlines()[0]}") from None


@contextmanager
def _webkit_gtk(zone: str) -> Iterator[Any]:
    found = sorted(Path("/").glob(MINI_BROWSER.removeprefix("/")))
    driver = shutil.which("WebKitWebDriver")
    if not (found and driver and shutil.which("Xvfb")):
        raise MissingEngineError(
            "no WebKit: `playwright install webkit`, or Debian's packages webkit2gtk-driver and xvfb"
        )
    from pyvirtualdisplay.display import Display
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = str(found[-1])
    options.add_argument("--automation")
    with Display(visible=False, size=(1700, 1500), manage_global_env=False) as display:
        environment = {**display.env(), "TZ": zone, "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
        service = Service(driver, env=environment, log_output=subprocess.DEVNULL)
        browser = webdriver.WebKitGTK(options=options, service=service)
        try:
            yield browser
        finally:
            browser.quit()
