"""Parts of the documents that are made from something else. ``python -m tools.readme`` writes them."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.installation_pages import FILES

from intercom_destination.diagnostics.cloud_codes import CLOUD_RULES

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
CLOUD_MAPPING = ROOT / "docs" / "cloud" / "mapping.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MADE = r"(?<=<!-- {0} -->\n).*?(?=<!-- /{0} -->)"
MAPPED = ("src/intercom_destination", "demo_site")


class Sample(NamedTuple):
    """A fenced block: the heading that it stands under, its language, and what is in it."""

    heading: str
    language: str
    code: str


def text() -> str:
    return README.read_text(encoding="utf-8")


def samples(language: str) -> list[Sample]:
    readme = text()
    found = []
    for block in BLOCK.finditer(readme):
        outside = BLOCK.sub("", readme[: block.start()])
        heading = re.findall(r"^#+ (.*)$", outside, re.MULTILINE)[-1]
        found.append(Sample(heading, block[1], block[2]))
    return [sample for sample in found if sample.language == language]


def run_sample(heading: str) -> dict[str, Any]:
    """What the Python sample under a heading defines."""
    (sample,) = [sample for sample in samples("python") if sample.heading == heading]
    namespace: dict[str, Any] = {"__name__": "sample"}
    exec(compile(sample.code, f"README.md: {heading}", "exec"), namespace)
    return namespace


def table(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, without its head."""
    section = text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def sizes_table() -> str:
    """A row a delivered file; the same file under two paths once."""
    files = json.loads((ROOT / "build" / "manifest.json").read_text(encoding="utf-8"))["files"]
    lines = ["| file | bytes | gzip | brotli |", "|---|---:|---:|---:|"]
    for name, row in sorted(files.items()):
        if re.search(r"/\d+\.\d+\.\d+/", name):
            continue
        lines.append(f"| `{name}` | {row['bytes']:,} | {row['gzip']:,} | {row['brotli']:,} |")
    return "\n".join(lines) + "\n"


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


def promises() -> list[list[str]]:
    """What the tests that are played with every delivered file promise: the page, and what becomes of the calls."""
    rows = []
    for path in sorted((ROOT / "tests" / "browser").glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            for decorator in getattr(node, "decorator_list", []):
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "promised":
                    assert isinstance(node, ast.FunctionDef)
                    assert "hostile" in [argument.arg for argument in node.args.args], (
                        f"{node.name} plays one file only"
                    )
                    rows.append([ast.literal_eval(argument) for argument in decorator.args])
    return rows


def promises_table() -> str:
    """A row a page, a column a delivered file; each cell is a test."""
    lines = ["| page | calls | " + " | ".join(FILES) + " |", "|---|---|" + ":-:|" * len(FILES)]
    lines += ["| " + " | ".join([*row, *["yes"] * len(FILES)]) + " |" for row in promises()]
    return "\n".join(lines) + "\n"


def cloud_codes_table() -> str:
    """A row a diagnostic code of cloud mode."""
    lines = ["| code | what it says |", "|---|---|"]
    for code, (difference, _, says) in CLOUD_RULES.items():
        lines.append(f"| `{code}` | {says}{f' ({difference})' if difference else ''} |")
    return "\n".join(lines) + "\n"


def part(path: Path, name: str) -> str:
    """What a document has between its two marks."""
    found = re.search(MADE.format(name), path.read_text(encoding="utf-8"), re.DOTALL)
    return found[0] if found else ""


def write(path: Path, name: str, made: str) -> None:
    old = path.read_text(encoding="utf-8")
    path.write_text(re.sub(MADE.format(name), lambda _: made, old, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    write(README, "sizes", sizes_table())
    write(README, "promises", promises_table())
    write(ARCHITECTURE, "map", code_map())
    write(CLOUD_MAPPING, "cloud-codes", cloud_codes_table())
