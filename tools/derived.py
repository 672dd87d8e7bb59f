"""The tables of the documents that are made from the code, from the tests and from what is built."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from pathlib import Path

from tests.support.installation_pages import FILES
from tools.documents import ARCHITECTURE, DOCS, ROOT, part, rows

from intercom_destination.diagnostics.cloud_codes import CLOUD_DIAGNOSTICS
from intercom_destination.diagnostics.codes import DIAGNOSTICS
from intercom_destination.web.mapping.settings import SETTINGS

MAPPED = ("src/intercom_destination", "src/intercom_sandbox", "src/bundler", "demo_site")
# In place of a sentence that nobody has written yet.
UNWRITTEN = "**to be written**"


def derived() -> dict[tuple[Path, str], str]:
    """Document and mark -> what belongs there."""
    settings, diagnostics = DOCS / "settings.md", DOCS / "diagnostics.md"
    return {
        (DOCS / "performance.md", "sizes"): sizes_table(),
        (DOCS / "compatibility.md", "promises"): promises_table(),
        (settings, "settings"): settings_table(part(settings, "settings")),
        (diagnostics, "diagnostics"): diagnostics_table(part(diagnostics, "diagnostics")),
        (DOCS / "cloud" / "mapping.md", "cloud-codes"): cloud_codes_table(),
        (ARCHITECTURE, "map"): code_map(),
    }


def markdown(head: list[str], aligned: str, body: Iterable[list[str]]) -> str:
    return "\n".join(["| " + " | ".join(head) + " |", aligned, *["| " + " | ".join(row) + " |" for row in body]]) + "\n"


def settings_table(old: str) -> str:
    """A row a setting: what is allowed and the default are the code's, the effect is written by hand."""
    kept = {row[0]: row[-1] for row in rows(old)}
    body = []
    for name, (default, _test, allowed_words) in SETTINGS.items():
        shown = f"`{name}`"
        body.append([shown, allowed(allowed_words), default_text(name, default), kept.get(shown, UNWRITTEN)])
    return markdown(["setting", "allowed", "default", "effect"], "|---|---|---|---|", body)


def allowed(text: str) -> str:
    """What a setting may be: the words that it may be are marked as code."""
    words = text.split(" or ")
    return text if len(words) == 1 else ", ".join(f"`{word}`" for word in words)


def default_text(name: str, default: object) -> str:
    if name == "appId":
        return "required"
    if default in ("", None):
        return "none"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def diagnostics_table(old: str) -> str:
    """A row a code: what it says is the code's, what to do is written by hand."""
    kept = {row[0]: row[-1] for row in rows(old)}
    body = []
    for code, (difference, _, says) in sorted(DIAGNOSTICS.items()):
        shown = f"`{code}`"
        body.append([shown, says + (f" ({difference})" if difference else ""), kept.get(shown, UNWRITTEN)])
    return markdown(["code", "what it says", "what to do"], "|---|---|---|", body)


def cloud_codes_table() -> str:
    """A row a diagnostic code of cloud mode."""
    body = [
        [f"`{code}`", says + (f" ({difference})" if difference else "")]
        for code, (difference, _, says) in CLOUD_DIAGNOSTICS.items()
    ]
    return markdown(["code", "what it says"], "|---|---|", body)


def sizes_table() -> str:
    """A row a delivered file; the same file under two paths once."""
    files = json.loads((ROOT / "build" / "manifest.json").read_text(encoding="utf-8"))["files"]
    body = [
        [f"`{name}`", f"{row['bytes']:,}", f"{row['gzip']:,}", f"{row['brotli']:,}"]
        for name, row in sorted(files.items())
        if not re.search(r"/\d+\.\d+\.\d+/", name)
    ]
    return markdown(["file", "bytes", "gzip", "brotli"], "|---|---:|---:|---:|", body)


def promises() -> list[list[str]]:
    """What the tests that are played with every delivered file promise: the page, and what becomes of the calls."""
    found = []
    for path in sorted((ROOT / "tests" / "browser").glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            for decorator in getattr(node, "decorator_list", []):
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "compatibility_row":
                    assert isinstance(node, ast.FunctionDef)
                    assert "hostile" in [argument.arg for argument in node.args.args], (
                        f"{node.name} plays one file only"
                    )
                    found.append([ast.literal_eval(argument) for argument in decorator.args])
    return found


def promises_table() -> str:
    """A row a page, a column a delivered file; each cell is a test."""
    aligned = "|---|---|" + ":-:|" * len(FILES)
    return markdown(["page", "calls", *FILES], aligned, [[*row, *["yes"] * len(FILES)] for row in promises()])


def code_map() -> str:
    """A table a folder, with a row a module: its name, and the first line of its docstring."""
    lines = []
    for top in MAPPED:
        modules = sorted((ROOT / top).rglob("*.py"), key=lambda path: (path.parent, path.name))
        folder = None
        for path in modules:
            if path.parent != folder:
                folder = path.parent
                lines += ["", f"### {folder.relative_to(ROOT)}/", "", "| module | what |", "|---|---|"]
            tree = ast.parse(path.read_text(encoding="utf-8"))
            lines.append(f"| `{path.name}` | {(ast.get_docstring(tree) or '').splitlines()[0]} |")
    return "\n".join(lines)[1:] + "\n"
