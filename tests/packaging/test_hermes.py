"""React Native's engine: its compiler takes the delivered module, and the module needs no page and no class."""

from __future__ import annotations

import platform
import re
import subprocess
from pathlib import Path

import pytest
from tests.support.node_lines import ROOT

from bundler.toolchain import find_node

MODULE = ROOT / "build" / "mobile.mjs"
FOLDERS = {"Linux": "linux64-bin", "Darwin": "osx-bin"}
#: What a phone has; `Intl`, `URL`, `atob`, `window` and `document` are not to be counted on there.
PHONE = set(
    "Array Date JSON Math Object Promise RegExp String Uint32Array arguments clearTimeout console isFinite parseFloat"
    " parseInt setTimeout".split()
)


def test_hermes_compiles_the_module(tmp_path: Path) -> None:
    folder = FOLDERS.get(platform.system())
    if folder is None or platform.machine() not in ("x86_64", "arm64"):
        pytest.skip("there is no Hermes compiler for this machine")
    compiler = ROOT / "node_modules" / "hermes-compiler" / "hermesc" / folder / "hermesc"
    compiler.chmod(0o755)
    # The compiler reads scripts; Metro turns a module's exports into assignments before that.
    script, exports = re.subn(r"export\{.*?\};", "", MODULE.read_text(encoding="utf-8"))
    assert exports == 1
    source = tmp_path / "mobile.js"
    source.write_text(script, encoding="utf-8")
    command = [str(compiler), "-emit-binary", "-O", "-Werror", "-Wno-undefined-variable"]
    command += ["-out", str(tmp_path / "mobile.hbc"), str(source)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "mobile.hbc").stat().st_size > 0


def test_module_uses_only_what_a_phone_has() -> None:
    script = ROOT / "tests" / "packaging" / "free_names.mjs"
    command = [str(find_node(print)), str(script), str(MODULE)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    names = set(re.findall(r'"(\w+)"', run.stdout.split(":", 1)[1]))
    assert names <= PHONE, names - PHONE


@pytest.mark.parametrize("word", ["class", "let", "const", "import", "await", "window", "document", "navigator"])
def test_module_has_no_word_that_hermes_lacks(word: str) -> None:
    """Hermes 0.12 has no classes, and one variable for all rounds of a loop with `let`."""
    code = re.sub(r'"(?:[^"\\]|\\.)*"', '""', MODULE.read_text(encoding="utf-8"))
    assert not re.search(rf"\b{word}\b", code)


def test_import_of_the_module_does_nothing() -> None:
    script = ROOT / "tests" / "packaging" / "import_does_nothing.mjs"
    run = subprocess.run([str(find_node(print)), str(script)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout == "analyticsPlugin capacitor cordova destinationPlugin reactNative version\n"
