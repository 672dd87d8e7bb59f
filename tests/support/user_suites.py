"""Runs a suite as its user does: in a folder of its own, by the pytest of an environment with the installed package."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.support.patience import LONGEST_SECONDS

#: What Chromium is started with stands in the folder above: a suite says nothing of the machine that it runs on.
BROWSER = """
import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {{**browser_type_launch_args, "executable_path": {executable!r}, "args": {arguments!r}}}
"""


def run_suite(python: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of a folder; nothing of this run's own settings reaches them."""
    own = ("PYTHON", "PYTEST", "COVERAGE")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    settings = ["-o", f"intercom_sandbox_patience={LONGEST_SECONDS}", f"--confcutdir={folder.parent}"]
    command = [str(python), "-m", "pytest", "-p", "no:cacheprovider", *settings, *options, str(folder)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def outcome(run: subprocess.CompletedProcess[str]) -> str:
    """The last line without its seconds: "1 failed, 2 passed"."""
    return run.stdout.splitlines()[-1].strip("= ").rpartition(" in ")[0]
