"""``python -m tools.phone``: an app's scenarios, built by Metro and run by the Hermes engine, as on a phone.

The scenarios are those of tests/support/phone_app, as in Node; here they have to make the same native calls.
The parts are large, so that they are installed by ``nox -s phone`` only, and are no part of CI.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.support.node_lines import NodeLines
from tests.support.phone import PHONE, bundle_program

from bundler.toolchain import find_node, find_npm

HERE = Path(__file__).resolve().parent
ENGINES = {"Linux": "linux64-bin/hermes", "Darwin": "osx-bin/hermes", "Windows": "win64-bin/hermes.exe"}

SYSTEMS = ("ios", "android")
SECONDS = 600


def main() -> int:
    engine = HERE / "node_modules" / "hermes-engine-cli" / ENGINES.get(platform.system(), "none")
    node = find_node(print)
    if not engine.is_file():
        subprocess.run([*find_npm(node), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    if not engine.is_file():
        print(f"there is no Hermes engine for {platform.system()}")
        return 1
    engine.chmod(0o755)
    with tempfile.TemporaryDirectory() as folder:
        answers = [answer for system in SYSTEMS for answer in in_hermes(node, engine, Path(folder), system)]
        differing = differences(answers, Path(folder))
    print(f"{len(answers)} scenarios in Hermes, {len(differing)} other than in Node")
    for line in differing:
        print(line)
    return int(bool(differing) or not answers)


def in_hermes(node: Path, engine: Path, folder: Path, system: str) -> list[dict[str, Any]]:
    """What the engine answers to each scenario on a system."""
    built = folder / "app.js"
    build = [str(node), str(HERE / "build.mjs"), str(PHONE / "run_all.mjs"), str(built), system]
    subprocess.run(build, cwd=HERE, check=True)
    whole = folder / "whole.js"
    whole.write_text((HERE / "engine.js").read_text(encoding="utf-8") + built.read_text(encoding="utf-8"), "utf-8")
    run = subprocess.run([str(engine), str(whole)], capture_output=True, text=True, check=False, timeout=SECONDS)
    lines = run.stdout.splitlines()
    for line in [line for line in lines if not line.startswith("{")] + run.stderr.splitlines()[-20:]:
        print(line)
    return [json.loads(line) for line in lines if line.startswith("{")]


def differences(answers: list[dict[str, Any]], folder: Path) -> list[str]:
    """A line a scenario whose answer in Node is another."""
    with NodeLines(bundle_program("run_scenarios", folder)) as app:
        lines = []
        for answer in answers:
            question = {"scenario": answer.pop("scenario"), "system": answer.pop("system")}
            other = app.ask(question)
            if other != answer:
                lines.append(f"{question}\n  Hermes {json.dumps(answer)}\n  Node   {json.dumps(other)}")
        return lines


if __name__ == "__main__":
    sys.exit(main())
