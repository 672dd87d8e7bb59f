"""`nox -s unit` installs little: the unit tests import nothing of what the other tests need."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
COLLECT = """
import sys
for name in sys.argv[1].split():
    sys.modules[name] = None  # whoever imports it gets an ImportError
import pytest
sys.exit(pytest.main(["--collect-only", "-q", "tests/unit"]))
"""


def names(groups: dict[str, Any], group: str) -> set[str]:
    """The distributions of a dependency group and of those that it includes."""
    found: set[str] = set()
    for row in groups[group]:
        found |= {re.split("[=<>~]", row)[0]} if isinstance(row, str) else names(groups, row["include-group"])
    return found


def test_unit_tests_import_nothing_beside_their_group() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    others = names(groups, "tests") - names(groups, "unit") - {"jinja2"}
    assert {"httpx", "playwright", "starlette", "transcrypt"} <= others
    found = packages_distributions().items()
    blocked = [module for module, packages in found if others & {package.lower() for package in packages}]
    assert {"httpx", "playwright", "starlette", "transcrypt"} <= set(blocked)
    run = subprocess.run(
        [sys.executable, "-c", COLLECT, " ".join(blocked)],
        cwd=ROOT,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr
