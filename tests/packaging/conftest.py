"""The delivered files as committed, and the same built again in another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.browser_fixtures import (
    _watch,
    base_url,
    browser_type_launch_args,
    new_context,
    problems,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def committed() -> Path:
    """The build folder of the repository."""
    return ROOT / "build"


@pytest.fixture(scope="session")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of a copy of the checkout, built by the copy's own bundler."""
    copy = tmp_path_factory.mktemp("another checkout")
    for name in ("bundles.toml", "package.json", "package-lock.json", "pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}
    command = [sys.executable, "-m", "bundler"]
    run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return copy / "build"
