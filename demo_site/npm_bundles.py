"""The real libraries, as a browser gets them: found in node_modules, never copied in.

analytics.js 2 ships built files. Classic analytics.js and the facade ship CommonJS, and are
bundled here when first asked for; that takes some 50 ms, so nothing is kept on disk.
"""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from bundler.errors import BuildError
from bundler.toolchain import find_esbuild

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / "node_modules"
ANALYTICS_NEXT = NODE_MODULES / "@segment" / "analytics-next" / "dist" / "umd"

CLASSIC = "@segment/analytics.js-core"
FACADE = "@segment/facade"


class HostMissingError(Exception):
    """An npm package, or the bundler, is not there; the message says what to do."""


@cache
def bundle_package(package: str, name: str) -> str:
    """A script that puts npm's `package` into a variable `name` of the scope it runs in."""
    try:
        esbuild = find_esbuild(ROOT)
    except BuildError as error:
        raise HostMissingError(f"{error}") from None
    command = [
        str(esbuild),
        "--bundle",
        "--format=iife",
        "--platform=browser",
        f"--global-name={name}",
        "--define:global=window",
        "--log-level=warning",
    ]
    done = subprocess.run(
        command,
        input=f"module.exports = require({package!r});",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise HostMissingError(f"{package} could not be bundled (run npm ci?):\n{done.stderr}")
    return done.stdout
