"""The whole build, from ``bundles.toml`` to the files below ``build/``."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bundler.bundle import Script, bundle
from bundler.compile import compile_modules
from bundler.compress import gzip_bytes, has_classic_zlib
from bundler.config import Bundle, bundles_at, copies_at, development_at, version_at
from bundler.dialect_check import check
from bundler.errors import BuildError
from bundler.manifest import manifest
from bundler.modules import modules_for, record_keys, shape_keys, uses_records
from bundler.toolchain import Say, find_tools, install_packages

MANIFEST = "manifest.json"


def build(root: Path, out: Path, say: Say) -> None:
    """Build all rows of the checkout into the folder, which is emptied first.

    A failure leaves the folder as it was.
    """
    started = time.monotonic()
    rows, version, development = bundles_at(root), version_at(root), development_at(root)
    entries = {row.entry for row in rows} | ({development} if development else set())
    modules = modules_for(root, sorted(entries))
    private, shapes = record_keys(root), shape_keys(root)
    if problems := [problem for module in modules for problem in check(module, private, shapes)]:
        raise BuildError.from_problems(problems)
    say(f"dialect: {len(modules)} modules checked")
    install_packages(root, say)
    tools = find_tools(root, say)

    files = copies_at(root)
    delivered: dict[str, bytes] = {}
    with TemporaryDirectory() as temporary:
        compiled = compile_modules(modules, Path(temporary))
        say(f"transcrypt: {len(modules)} modules compiled")
        for row in rows:
            keys = private if uses_records(root, row.entry) else []
            script = bundle(row, version, modules, compiled, tools, keys, development)
            delivered |= dict.fromkeys(row.outputs, script.code)
            files |= _files(row, script)
            say(_weight(row, script))
    files |= {MANIFEST: manifest(version, delivered).encode()}
    _replace(out, files)
    if not has_classic_zlib():
        say("note: this Python has zlib-ng; its .gz files and sizes differ from those of zlib")
    say(f"{len(files)} files in {out}, {time.monotonic() - started:.1f} s")


def _files(row: Bundle, script: Script) -> dict[str, bytes]:
    files = {}
    for output in row.outputs:
        files[output] = script.code
        files[f"{output}.map"] = script.source_map
        if row.gzip_copy:
            files[f"{output}.gz"] = gzip_bytes(script.code)
    return files


def _weight(row: Bundle, script: Script) -> str:
    size = len(gzip_bytes(script.code))
    text = f"{row.label}: {len(script.code)} bytes, {size} gzip, limit {row.size_limit}"
    return text if size <= row.size_limit else f"warning: {text}: {size - row.size_limit} too many"


def _replace(out: Path, files: dict[str, bytes]) -> None:
    """Empty the folder, if it is one that a build has written, and write the files."""
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise BuildError(f"{out} is not emptied: it holds something, and no {MANIFEST} of a build")
    shutil.rmtree(out, ignore_errors=True)
    for name, content in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
