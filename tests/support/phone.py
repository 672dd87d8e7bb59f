"""Programs of tests/support/phone_app: the real SDKs' JavaScript on a stand-in for React Native, run in Node."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.node_lines import ROOT

from bundler.toolchain import find_esbuild

PHONE = ROOT / "tests" / "support" / "phone_app"


def bundle_program(name: str, folder: Path) -> Path:
    """Bundle a program of that folder; gives the file to run."""
    out = folder / f"{name}.bundled.mjs"
    command = [
        str(find_esbuild(ROOT)),
        str(PHONE / f"{name}.mjs"),
        "--bundle",
        "--platform=node",
        "--format=esm",
        "--log-level=warning",
        "--main-fields=module,main",
        f"--alias:react-native={PHONE / 'react-native.js'}",
        f"--alias:react={PHONE / 'react.js'}",
        f"--alias:react-native-get-random-values={PHONE / 'empty.js'}",
        f"--alias:intercom-destination/mobile={ROOT / 'build' / 'mobile.mjs'}",
        "--external:@react-native-async-storage/async-storage",
        "--banner:js=import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
        f"--outfile={out}",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    return out


def bundle_web_view(name: str) -> str:
    """The script of an app's web view, of tests/support/web_view_app."""
    command = [
        str(find_esbuild(ROOT)),
        str(ROOT / "tests" / "support" / "web_view_app" / f"{name}.mjs"),
        "--bundle",
        "--format=iife",
        "--log-level=warning",
        f"--alias:intercom-destination/mobile={ROOT / 'build' / 'mobile.mjs'}",
    ]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
