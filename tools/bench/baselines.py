"""Who is measured: the delivered files, and what npm and Intercom offer, each as one script a page can run."""

from __future__ import annotations

import gzip
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from demo_site.npm_bundles import ROOT

from bundler.toolchain import find_esbuild

BENCH = Path(__file__).parent
BUILD = ROOT / "build"
LATEST = BUILD / "cdn" / "next-integrations"
WIDGET = "https://widget.intercom.io/widget/"


@dataclass(frozen=True)
class Baseline:
    """`key` names its adapter in page/baseline_adapters.js; `attributes` are those of its script tag."""

    key: str
    title: str
    source: str
    attributes: dict[str, str] = field(default_factory=dict)
    ours: bool = False

    @property
    def bytes_gzipped(self) -> int:
        return len(gzip.compress(self.source.encode(), 9, mtime=0))


def baselines() -> list[Baseline]:
    """All of them; the peers are bundled and minified as a site would."""
    classic = LATEST / "integrations" / "intercom" / "latest" / "intercom.dynamic.js"
    remote = LATEST / "actions" / "intercom" / "latest" / "intercom.js"
    data = {"data-app-id": "bench", "data-widget-url": "/widget/{appId}"}
    return [
        Baseline("classic", "classic destination", delivered(classic), ours=True),
        Baseline("remote", "remote plugin", delivered(remote), ours=True),
        Baseline("standalone", "script tag (starts itself)", delivered(BUILD / "intercom.min.js"), data, ours=True),
        Baseline("analytics_intercom", "@analytics/intercom", peer("analytics_intercom")),
        Baseline("messenger_js_sdk", "@intercom/messenger-js-sdk", peer("messenger_js_sdk")),
        Baseline("rudder", "rudder-sdk-js 1.4.3", peer("rudder")),
        Baseline("snippet", "snippet (equivalent, starts itself)", peer("snippet")),
    ]


def delivered(path: Path) -> str:
    """The script with the name of its source map, as visitors get it."""
    return path.read_text(encoding="utf-8")


def peer(name: str) -> str:
    """A script made from peers/NAME.js and the npm packages it imports; its widget comes from the bench."""
    command = [
        str(find_esbuild(ROOT)),
        f"peers/{name}.js",
        "--bundle",
        "--minify",
        "--format=iife",
        "--platform=browser",
        "--target=es2018",
        "--log-level=warning",
    ]
    done = subprocess.run(command, cwd=BENCH, capture_output=True, text=True, check=True)
    return done.stdout.replace(WIDGET, "/widget/")
