"""``python -m tools.bench``: measure the delivered files beside their peers, in one Chromium, and say how it went.

Prints Markdown to standard output, progress to standard error. With ``--write``, the tables go into docs/performance.md
between its marks, and the picture into pictures/bench.svg beside it.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from demo_site.chromium import find_chromium, launch_arguments
from playwright.sync_api import sync_playwright
from tools.bench.baselines import BENCH, baselines
from tools.bench.measures import Bench
from tools.bench.picture import draw
from tools.bench.report import Figures, panels, sections
from tools.bench.server import create_app
from tools.bench.visits import LATENCY_MS
from tools.documents import DOCS, part, write_part

from bundler.toolchain import install_packages
from intercom_sandbox.server.serving import serving

PICTURE = Path("pictures", "bench.svg")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure(rounds: int, visits: int) -> Figures:
    """One run: `rounds` of scripts, calls and memory, `visits` to each installation."""
    rows = baselines()
    # Nothing leaves this machine: names of other hosts lead nowhere.
    arguments = [*launch_arguments(), "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with serving(create_app(rows)) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        bench = Bench(browser, origin, rows, say)
        calls = bench.calls(rounds)
        memory = bench.memory(rounds)
        full_speed = bench.scripts(rounds, slow_down=1)
        slowed = bench.scripts(rounds, slow_down=4)
        installations, requests = bench.installations(visits)
        at_latency, _ = bench.installations(visits, LATENCY_MS)
        version = f"Chromium {browser.version.partition('.')[0]}"
        browser.close()
    cores = os.cpu_count() or 1
    return Figures(
        rows,
        full_speed,
        slowed,
        calls,
        memory,
        installations,
        at_latency,
        requests,
        bench.work,
        rounds,
        visits,
        version,
        cores,
    )


def write(document: Path, figures: Figures) -> None:
    """Replace what is between the document's marks, and the picture beside it."""
    made = sections(figures)
    missing = [name for name in made if not part(document, name)]
    if missing:
        raise ValueError(f"{document} has no marks for {', '.join(missing)}")
    for name, text in made.items():
        write_part(document, name, text + "\n")
    picture = document.parent / PICTURE
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(draw(panels(figures)), encoding="utf-8")
    say(f"written: {document}, {picture}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="nox -s bench --", description="Measure the delivered files.")
    parser.add_argument("--rounds", type=int, default=20, help="rounds of scripts, calls and memory (20)")
    parser.add_argument("--visits", type=int, default=20, help="visits to each installation (20)")
    parser.add_argument(
        "--write",
        type=Path,
        nargs="?",
        const=DOCS / "performance.md",
        metavar="PAGE",
        help="put tables and picture there",
    )
    given = parser.parse_args()
    install_packages(BENCH, say)
    figures = measure(max(2, given.rounds), max(2, given.visits))
    print("\n\n".join(sections(figures).values()))
    if given.write:
        write(given.write, figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
