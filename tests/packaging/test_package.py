"""The distributions: built, checked, installed into a fresh environment, and a page served from there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tools.documents import README
from tools.links import links, repository

import intercom_destination
from intercom_destination import bundle_names, user_hash

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def site(installed: Path) -> Iterator[str]:
    """The address of a site that runs in the fresh environment."""
    command = [str(installed), "-I", str(ROOT / "tests" / "support" / "served_page.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port, home = process.stdout.readline().split(maxsplit=1)
        assert home.startswith(str(installed.parents[1]))
        yield f"http://127.0.0.1:{port}/"
        process.terminate()


def test_metadata_and_the_readme_are_fit_for_the_index(distributions: Path) -> None:
    files = [str(path) for path in distributions.iterdir()]
    assert len(files) == 2
    run = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *files], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_readme_of_the_index_has_addresses_in_place_of_paths(distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        shown = archive.read(name).decode().split("\n\n", 1)[1]
    targets = [target for _, target in links(shown)]
    assert len(targets) > 20
    assert all(target.startswith(f"{repository()}/") for target in targets)
    assert f"({repository()}/raw/main/docs/pictures/inspector-desktop-light.png)" in shown
    # Word for word except the addresses.
    assert re.sub(rf"{re.escape(repository())}/(raw|blob)/main/", "", shown) == README.read_text(encoding="utf-8")


def test_wheel_holds_the_delivered_files(distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"intercom_destination/bundles/{name}" for name in bundle_names()} <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("build/")]


def test_wheel_holds_both_packages_with_their_types_and_never_the_bundler(distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "intercom_destination",
        "intercom_sandbox",
    }
    assert {"intercom_destination/py.typed", "intercom_sandbox/py.typed"} <= set(names)
    assert "intercom_sandbox/rest/openapi.json" in names


def test_sdist_holds_the_source_the_tests_and_the_delivered_files(distributions: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {
        "pyproject.toml",
        "README.md",
        "docs/index.md",
        "mkdocs.yml",
        "noxfile.py",
        "tests/conftest.py",
        "demo_site/app.py",
    } <= names
    assert {f"build/{name}" for name in bundle_names()} <= names
    assert not [name for name in names if name.startswith(("node_modules/", ".nox/", ".venv/", "dist/"))]


def test_command_runs_where_nothing_builds(installed: Path) -> None:
    command = [str(installed.with_name("intercom-destination")), "user-hash", "--secret", "s", "1"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == user_hash("s", "1")


def test_every_public_name_can_be_imported_where_nothing_else_is_installed(bare: Path) -> None:
    code = "import intercom_destination as i; print(len([getattr(i, name) for name in i.__all__]))"
    run = subprocess.run([str(bare), "-I", "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == (str(len(intercom_destination.__all__)), "")


@pytest.mark.parametrize(("command", "extra"), [("sandbox", "sandbox"), ("cloud deliver --state run.db", "cloud")])
def test_command_that_needs_an_extra_says_which(bare: Path, tmp_path: Path, command: str, extra: str) -> None:
    arguments = [str(bare.with_name("intercom-destination")), *command.split()]
    options: dict[str, Any] = {"cwd": tmp_path, "env": {**os.environ, "INTERCOM_TOKEN": "a-token"}, "input": ""}
    run = subprocess.run(arguments, capture_output=True, text=True, check=False, **options)
    assert run.returncode == 1
    assert f'pip install "intercom-destination[{extra}]"' in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_mypy_strict_sees_the_types_in_a_users_script(bare: Path, tmp_path: Path) -> None:
    script = tmp_path / "users_script.py"
    script.write_text((Path(__file__).parent / "types" / "users_script.py").read_text(encoding="utf-8"))
    options = ["--strict", "--python-executable", str(bare), "--cache-dir", str(tmp_path / "cache"), str(script)]
    run = subprocess.run([sys.executable, "-m", "mypy", *options], capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[:-1] == [
        (
            f'{script}:13: error: Argument "user_id" to "snippet" has incompatible type "int"; expected "str | None"'
            "  [arg-type]"
        )
    ]


def test_page_with_a_strict_policy_is_served_from_the_installed_package(site: str, page: Page) -> None:
    page.goto(site)
    page.wait_for_function("window.Intercom && window.Intercom.q && window.Intercom.q.length")
    method, fields = page.evaluate("Array.from(window.Intercom.q[0])")
    assert method == "boot"
    assert {key: fields[key] for key in ("app_id", "user_id", "name", "user_hash")} == {
        "app_id": "abc",
        "user_id": "1",
        "name": "</script>",
        "user_hash": user_hash("secret", "1"),
    }
