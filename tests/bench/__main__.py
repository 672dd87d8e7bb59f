"""``python -m tests.bench``: measure the delivered files beside their peers, in one Chromium, and say how it went.

Prints Markdown to standard output, progress to standard error, and draws demo_site/pictures/bench.svg.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from demo_site.chromium import find_chromium, launch_arguments
from demo_site.hosts import ROOT
from demo_site.serving import serving
from playwright.sync_api import sync_playwright
from tests.bench.contenders import BENCH, contenders
from tests.bench.measures import Bench
from tests.bench.picture import draw
from tests.bench.report import Figures, call_table, door_table, goals, panels, script_table
from tests.bench.server import create_app

from intercom_destination.bundler.toolchain import install_packages

PICTURE = ROOT / "demo_site" / "pictures" / "bench.svg"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure(rounds: int, visits: int) -> Figures:
    """One run: `rounds` of scripts and calls, `visits` to each door."""
    rows = contenders()
    # Nothing leaves this machine: names of other hosts lead nowhere.
    arguments = [*launch_arguments(), "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with serving(create_app(rows)) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        bench = Bench(browser, origin, rows, say)
        calls = bench.calls(rounds)
        memory = bench.memory()
        full_speed = bench.scripts(rounds, slow_down=1)
        slowed = bench.scripts(rounds, slow_down=4)
        doors, requests = bench.doors(visits)
        browser.close()
    return Figures(rows, full_speed, slowed, calls, memory, doors, requests)


def main() -> int:
    parser = argparse.ArgumentParser(prog="nox -s bench --", description="Measure the delivered files.")
    parser.add_argument("--rounds", type=int, default=20, help="rounds of scripts and calls (20)")
    parser.add_argument("--visits", type=int, default=20, help="visits to each door (20)")
    parser.add_argument("--picture", type=Path, default=PICTURE, help="where the picture goes")
    given = parser.parse_args()
    install_packages(BENCH, say)
    figures = measure(max(2, given.rounds), max(2, given.visits))
    given.picture.parent.mkdir(exist_ok=True)
    given.picture.write_text(draw(panels(figures)), encoding="utf-8")
    say(f"picture: {given.picture}")
    print("\n\n".join([script_table(figures), call_table(figures), door_table(figures), goals(figures)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
