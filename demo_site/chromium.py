"""Find a Chromium that runs, or fetch one: ``python -m demo_site.chromium``.

Progress goes to standard error; the last line of standard output is the executable. A
candidate counts only if ``--version`` works, because a downloaded browser without its
system libraries is there and still no use. A ``$CHROMIUM`` that does not run is an
error, never passed over: whoever set it meant that browser.

The headless shell comes first: it is the same engine without a window around it, and
a page costs it a third of the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Debian has both, Ubuntu the second alone.
PACKAGES = ("chromium-headless-shell", "chromium")
FONTS = "fonts-liberation"
ADVICE = (
    "No Chromium was found and none could be fetched. Install Chromium or Chrome, or set "
    "CHROMIUM to an executable, or run `python -m playwright install --with-deps chromium`."
)
# Asked in a process of its own: Playwright allows one synchronous session a thread.
PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright\nwith sync_playwright() as p: print(p.chromium.executable_path)"
)
# Long enough for a slow line, short enough not to look like a hang.
DOWNLOAD_SECONDS = 600


class NoChromiumError(Exception):
    """There is no browser to drive; the message says what to do."""


def launch_arguments() -> list[str]:
    """What Chromium is started with: quiet, and able to run as root."""
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
    ]
    if _is_root():
        arguments.append("--no-sandbox")
    return arguments


@cache
def find_chromium() -> str:
    """The executable to drive, fetched where none is there. Raises `NoChromiumError`."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        path = shutil.which(chosen)
        if path is None or not _runs(path):
            raise NoChromiumError(f"CHROMIUM is set to {chosen!r}, which does not run.")
        return path
    sources: list[tuple[str, Callable[[], str | None]]] = [
        ("a browser that Playwright downloaded before", _playwright_path),
        ("an installed browser", _installed),
        ("Playwright's download", _download),
        ("the system's package", _apt_install),
    ]
    for title, source in sources:
        path = source()
        if path is not None and _runs(path):
            _say(f"Chromium: {title}, {path}")
            return path
        _say(f"Chromium: not {title}")
    raise NoChromiumError(ADVICE)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _runs(path: str) -> bool:
    try:
        found = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return found.returncode == 0


def _installed() -> str | None:
    for name in NAMES:
        path = shutil.which(name)
        if path is not None and _runs(path):
            return path
    return None


def _playwright_path() -> str | None:
    found = subprocess.run([sys.executable, "-c", PLAYWRIGHT_PATH], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        return None
    browser = Path(found.stdout.strip())  # <browsers>/chromium-<revision>/<platform>/<program>
    folder = browser.parents[1]
    shells = folder.parent.glob(folder.name.replace("chromium-", "chromium_headless_shell-") + "/*/*headless*shell*")
    return next((str(path) for path in [*sorted(shells), browser] if path.is_file()), None)


def _download() -> str | None:
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    if not _succeeds(command):
        return None
    if _is_root():
        _say("Chromium: installing the system libraries that it needs, by the system's package manager")
        _succeeds([*command, "--with-deps"])
    return _playwright_path()


def _apt_install() -> str | None:
    apt = shutil.which("apt-get")
    if apt is None or not _is_root():
        return None
    _say(f"Chromium: installing the package {' or else '.join(PACKAGES)} by apt-get")
    if not _succeeds([apt, "update"]):
        return None
    for package in PACKAGES:
        # The recommended packages are a desktop's: sound, notifications, power.
        if _succeeds([apt, "install", "-y", "--no-install-recommends", package, FONTS]):
            return _installed()
    return None


def _succeeds(command: list[str]) -> bool:
    _say("$ " + " ".join(command))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, stdout=sys.stderr, env=environment, timeout=DOWNLOAD_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        _say(str(error))
        return False
    return done.returncode == 0


def main() -> int:
    """Print the executable; 1 and a message where there is none."""
    try:
        print(find_chromium())
    except NoChromiumError as error:
        _say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
