"""build/ is an npm package as it stands: what is in it, its types, and the engines that its scripts run on."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tools.documents import Sample, rows, samples, samples_of
from tools.links import links, repository

from bundler.config import bundles_at, version_at
from bundler.toolchain import find_node, find_npm

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
NODE_MODULES = ROOT / "node_modules"
SAMPLES = Path(__file__).with_name("types")

#: The check takes every method called `group` for `Array.prototype.group`; here it is analytics.js's.
MISREAD = "ArrayPrototypeGroup"


def run_tool(package: str, *arguments: str, cwd: Path = ROOT) -> None:
    """Run the program that an npm package brings; what it says is the failure."""
    folder = NODE_MODULES / package
    programs: Any = json.loads((folder / "package.json").read_text(encoding="utf-8"))["bin"]
    program = programs if isinstance(programs, str) else programs[min(programs)]
    command = [str(find_node(print)), str(folder / program), *arguments]
    run = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The project of a site that has installed the package, and the samples in it."""
    shutil.copytree(SAMPLES, tmp_path / "site")
    packages = tmp_path / "site" / "node_modules"
    packages.mkdir()
    (packages / "intercom-destination").symlink_to(BUILD, target_is_directory=True)
    for owner in ("@segment", "@intercom", "@capacitor", "@capacitor-community"):
        (packages / owner).symlink_to(NODE_MODULES / owner, target_is_directory=True)
    (packages / "react-native").mkdir()
    shutil.copy(
        ROOT / "tests" / "support" / "phone_app" / "react-native.d.ts", packages / "react-native" / "index.d.ts"
    )
    return packages.parent


def test_publint_finds_nothing() -> None:
    run_tool("publint", str(BUILD), "--strict")


def test_has_the_version_and_licence_of_the_python_package() -> None:
    found = json.loads((BUILD / "package.json").read_text(encoding="utf-8"))
    assert found["version"] == version_at(ROOT)
    assert found["license"] == "MIT"
    assert (BUILD / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_npm_would_publish_every_delivered_file() -> None:
    npm = find_npm(find_node(print))
    command = [*npm, "pack", "--dry-run", "--json", "--loglevel=error"]
    run = subprocess.run(command, cwd=BUILD, capture_output=True, text=True, check=True)
    packed = {row["path"] for row in json.loads(run.stdout)[0]["files"]}
    delivered = {path.relative_to(BUILD).as_posix() for path in BUILD.rglob("*") if path.is_file()}
    assert packed == delivered


# An app is always bundled, and under nodenext Intercom's package has no default export that could be called.
BUNDLED = {"mobile.ts"}
RESOLVED = [
    (path.name, resolution)
    for path in sorted(SAMPLES.glob("*.ts"))
    for resolution in ("bundler", "nodenext")
    if resolution == "bundler" or path.name not in BUNDLED
]


@pytest.mark.parametrize(("sample", "resolution"), RESOLVED)
def test_types_hold_under_strict_for_the_sample(site: Path, sample: str, resolution: str) -> None:
    module = "nodenext" if resolution == "nodenext" else "esnext"
    options = ["--strict", "--noEmit", "--target", "es2018", "--module", module, "--moduleResolution", resolution]
    (site / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    run_tool("typescript", *options, "--lib", "es2020,dom", "--skipLibCheck", "--types", "", sample, cwd=site)


DOCUMENTED = [*samples("typescript"), *samples_of(BUILD / "README.md", "typescript")]


@pytest.mark.parametrize("sample", DOCUMENTED, ids=[sample.name for sample in DOCUMENTED])
def test_types_hold_under_strict_for_the_sample_of_the_documents(site: Path, sample: Sample) -> None:
    (site / "documented.ts").write_text(sample.code, encoding="utf-8")
    test_types_hold_under_strict_for_the_sample(site, "documented.ts", "bundler")


def test_readme_names_only_files_that_are_there_and_addresses_of_this_project() -> None:
    text = (BUILD / "README.md").read_text(encoding="utf-8")
    named = [row[0].strip("`") for row in rows(text)]
    assert len(named) > 4
    assert all((BUILD / name).exists() for name in named)
    assert all(target.startswith(f"{repository()}/") for _, target in links(text))


@pytest.mark.parametrize("options", [[], ["--module"]], ids=["scripts", "module"])
def test_every_delivered_file_is_es2018_in_syntax_and_in_what_it_calls(options: list[str]) -> None:
    rows = [row for row in bundles_at(ROOT) if (row.format == "esm") == bool(options)]
    paths = [BUILD / output for row in rows for output in row.outputs]
    assert paths
    for path in paths:
        run_tool("es-check", "es2018", str(path), "--checkFeatures", "--noCache", "--ignore", MISREAD, *options)


@pytest.mark.parametrize("newer", ["a?.b;", "[1].at(0);", "Object.hasOwn({}, 'a');", "a.replaceAll('a', 'b');"])
def test_check_of_engines_sees_what_is_newer(tmp_path: Path, newer: str) -> None:
    script = tmp_path / "newer.js"
    script.write_text(newer, encoding="utf-8")
    with pytest.raises(AssertionError, match="ES-Check"):
        run_tool("es-check", "es2018", str(script), "--checkFeatures", "--noCache", "--ignore", MISREAD)
