"""Bundles compiled modules with esbuild: one file, unused code dropped, maps back to Python.

Property names are Segment's, Intercom's and the library's, and stay; only the keys of our own records are
shortened. No comment is kept. Text stays ASCII, for pages that are served in another encoding.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from bundler.config import Bundle
from bundler.errors import BuildError, Problem
from bundler.minify import minify
from bundler.modules import Module
from bundler.sourcemap import source_position
from bundler.toolchain import Tools

#: The oldest syntax that the sites' visitors need: Chrome 64, Firefox 62, Safari 12.
TARGET = "es2018"

#: Where a browser's debugger shows the sources; the maps contain their text.
SOURCE_ROOT = "intercom-destination:///"

OPTIONS = [
    "--bundle",
    f"--target={TARGET}",
    "--platform=browser",
    "--charset=ascii",
    "--legal-comments=none",
    "--sourcemap=linked",
    "--log-level=warning",
    "--log-limit=0",
    "--color=false",
    "--tsconfig-raw={}",  # Or esbuild would look for one in the folders above.
]
#: The way from a bundled file to the compiled modules.
OUTSIDE = re.compile(r"^(\.\./)+js/")

MESSAGE = re.compile(r"\[(ERROR|WARNING)\] (.*?)\n\n\s+(\S+):(\d+):(\d+):", re.DOTALL)


class Script(NamedTuple):
    """A bundled file and its source map."""

    code: bytes
    source_map: bytes


def bundle(
    row: Bundle,
    version: str,
    modules: list[Module],
    compiled: Path,
    tools: Tools,
    private: list[str],
    development: str | None,
) -> Script:
    """Bundle one row's entry from the folder of compiled modules; `private` are the keys that may be shortened.

    `development` is the module that a development build runs first.
    """
    out = compiled.parent / "out" / row.label
    options = [
        *OPTIONS,
        f"--format={row.format}",
        f"--define:__diagnostics__={'true' if row.dev else 'false'}",
        f"--define:__version__={json.dumps(version)}",
        f"--outfile=../out/{row.label}",
        *([f"--inject:{development}.js"] if row.dev and development else []),
        *([] if row.dev or not private else ["--mangle-quoted", f"--mangle-props=^({'|'.join(private)})$"]),
    ]
    run = subprocess.run(
        [str(tools.esbuild), f"{row.entry}.js", *options],
        cwd=compiled,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode or run.stderr.strip():
        raise _error(run.stderr, modules, compiled)
    if not row.dev:
        bundled, out = out, compiled.parent / "min" / row.name
        out.parent.mkdir(exist_ok=True)
        minify(bundled, out, is_module=row.format == "esm", tools=tools)
    source_map = out.with_name(f"{row.name}.map")
    return Script(out.read_bytes(), _portable(source_map.read_text(encoding="utf-8")))


def _portable(text: str) -> bytes:
    """Name the sources by their place in the repository, in whatever folder the build ran."""
    source_map = json.loads(text)
    source_map["sourceRoot"] = SOURCE_ROOT
    source_map["sources"] = [OUTSIDE.sub("", source) for source in source_map["sources"]]
    return json.dumps(source_map, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _error(output: str, modules: list[Module], compiled: Path) -> BuildError:
    labels = {f"{module.name}.js": module for module in modules}
    problems = []
    for _, message, file, line, column in MESSAGE.findall(output):
        if file not in labels:
            break
        module = labels[file]
        text = (compiled / f"{module.name}.map").read_text(encoding="utf-8")
        place = source_position(text, int(line) - 1, int(column))
        source_line = place.source_line + 1 if place else 1
        problems.append(Problem(module.label, source_line, f"esbuild: {' '.join(message.split())}"))
    return BuildError.from_problems(problems) if problems else BuildError(f"esbuild: {output}")
