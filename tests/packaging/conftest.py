"""The delivered files as committed, and the same built again in another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from tests.support.browser_fixtures import (
    _own_engine,
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


def wheel_of(distributions: Path) -> Path:
    (wheel,) = distributions.glob("*.whl")
    return wheel


def fresh_environment(tmp_path_factory: pytest.TempPathFactory, *packages: str) -> Path:
    """The Python of a fresh environment that pip has filled from the index."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", *packages]
    subprocess.run(command, check=True)
    return python


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return out


@pytest.fixture(scope="session")
def installed(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel; the dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel_of(distributions))], check=True)
    (site,) = folder.glob("lib/*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


@pytest.fixture(scope="session")
def bare(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that `pip install intercom-destination` alone has filled."""
    return fresh_environment(tmp_path_factory, str(wheel_of(distributions)))


@pytest.fixture(scope="session")
def with_sandbox(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with `pip install intercom-destination[sandbox] pytest`, and nothing else."""
    return fresh_environment(tmp_path_factory, f"{wheel_of(distributions)}[sandbox]", "pytest")
