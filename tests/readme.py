"""The README's parts that are made from something else. ``python -m tests.readme`` writes them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SIZES = re.compile(r"(?<=<!-- sizes -->\n).*?(?=<!-- /sizes -->)", re.DOTALL)


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


def current_sizes() -> str:
    found = SIZES.search(text())
    return found[0] if found else ""


if __name__ == "__main__":
    README.write_text(SIZES.sub(lambda _: sizes_table(), text()), encoding="utf-8")
