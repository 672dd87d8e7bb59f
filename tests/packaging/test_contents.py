"""What the delivered scripts weigh and hold: within their limits, no stock runtime, no name from nowhere."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from bundler.compress import gzip_bytes
from bundler.config import Bundle, bundles_at, version_at
from bundler.manifest import describe
from bundler.toolchain import find_node

ROOT = Path(__file__).resolve().parents[2]
ROWS = bundles_at(ROOT)

#: Names that every browser in reach of the target provides.
BROWSER = frozenset(
    "Array Date JSON Math Number Object Promise RegExp String URL Uint32Array arguments atob clearTimeout console"
    " document encodeURIComponent isFinite parseFloat parseInt setTimeout window".split()
)

#: Traces of Transcrypt's own runtime, or of code that was compiled to call it.
STOCK_RUNTIME = (
    "__kwargtrans__ __get__ __getcm__ __call__ __class__ __iter__ __getslice__ __setslice__ __mod__ __t__"
    " __eq__ __nest__ __lambda__ __name__ __pragma__ __diagnostics__ __version__ py_ Array.prototype.append"
    " Array.prototype.__ String.prototype. isinstance .format("
).split()


def every_row() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", ROWS, ids=[row.label for row in ROWS])


def code(row: Bundle) -> bytes:
    return (ROOT / "build" / row.outputs[0]).read_bytes()


@every_row()
def test_file_weighs_no_more_than_its_size_limit(row: Bundle) -> None:
    size = len(gzip_bytes(code(row)))
    assert size <= row.size_limit


def test_changelog_gives_each_size_limit_and_its_reason() -> None:
    """The newest entry that names a file holds."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\S+)` \| ([\d,]+) \| \S.+ \|$", text, re.MULTILINE)
    newest = {name: int(limit.replace(",", "")) for name, limit in reversed(rows)}
    assert newest == {row.label: row.size_limit for row in ROWS}


@every_row()
def test_outputs_are_all_the_same_file(row: Bundle) -> None:
    assert len({(ROOT / "build" / output).read_bytes() for output in row.outputs}) == 1


@every_row()
def test_has_no_byte_of_the_stock_runtime(row: Bundle) -> None:
    assert [trace for trace in STOCK_RUNTIME if trace.encode() in code(row)] == []


@every_row()
def test_is_ascii_and_has_no_comment_but_the_link_to_its_map(row: Bundle) -> None:
    text = code(row).decode("ascii")
    assert text.endswith(f"//# sourceMappingURL={row.name}.map\n")
    assert row.dev or "/*" not in text


def test_uses_only_names_that_it_defines_or_a_browser_has() -> None:
    node = find_node(print)
    script = Path(__file__).with_name("free_names.mjs")
    paths = [str(ROOT / "build" / row.outputs[0]) for row in ROWS]
    run = subprocess.run([str(node), str(script), *paths], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    free = {path: sorted(set(names) - BROWSER) for path, names in json.loads(run.stdout).items()}
    assert free == {path: [] for path in paths}


def test_manifest_is_true() -> None:
    manifest = json.loads((ROOT / "build" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == version_at(ROOT)
    expected = {output: describe(code(row)) for row in ROWS for output in row.outputs}
    assert manifest["files"] == expected
