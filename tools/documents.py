"""What is in the documents: their samples, their tables, and the parts that are made from something else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(\w+)(?: [^\n]*)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
PART = r"(?<=<!-- {0} -->\n).*?(?=<!-- /{0} -->)"


class Sample(NamedTuple):
    """A fenced block: its page, the heading that it stands under, its language, and what is in it."""

    page: str
    heading: str
    language: str
    code: str

    @property
    def name(self) -> str:
        return f"{self.page}: {self.heading}"


def pages() -> list[Path]:
    """The README and every page below docs/."""
    return [README, *sorted(DOCS.rglob("*.md"))]


def page_name(path: Path) -> str:
    """A page's path from the root, with `/`."""
    return path.relative_to(ROOT).as_posix()


def without_code(text: str) -> str:
    """A document without its fenced blocks, in as many lines."""
    return BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text)


def samples_of(path: Path, language: str) -> list[Sample]:
    """Every block of a language, of one document."""
    found = []
    text = path.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        if block[1] == language:
            heading = HEADING.findall(without_code(text[: block.start()]))[-1]
            found.append(Sample(page_name(path), heading, block[1], block[2]))
    return found


def samples(language: str) -> list[Sample]:
    """Every block of a language, of all pages."""
    return [sample for path in pages() for sample in samples_of(path, language)]


def commands() -> list[str]:
    """What the console blocks of all pages type in; a block with prompts has output too."""
    found = []
    for sample in samples("console"):
        lines = sample.code.splitlines()
        prompted = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        found += prompted or lines
    return found


def run_page(page: str, **given: Any) -> dict[str, Any]:
    """What the Python samples of a page define, run one after the other as one program that has these names."""
    namespace: dict[str, Any] = {"__name__": "sample", **given}
    for sample in samples("python"):
        if sample.page == page:
            exec(compile(sample.code, sample.name, "exec"), namespace)
    return namespace


def rows(text: str) -> list[list[str]]:
    """The cells of the first table in a text, without its head."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("|")]
    found = []
    for line in lines[starts[0] :] if starts else []:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found[2:]


def table(page: str, heading: str = "") -> list[list[str]]:
    """The rows of the first table of a page, or of that under a heading, without its head."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return rows(re.split(rf"^#+ {re.escape(heading)}$", text, maxsplit=1, flags=re.MULTILINE)[1] if heading else text)


def part(path: Path, name: str) -> str:
    """What a document has between its two marks; empty where it has no such marks."""
    found = re.search(PART.format(name), path.read_text(encoding="utf-8"), re.DOTALL)
    return found[0] if found else ""


def write_part(path: Path, name: str, made: str) -> None:
    """Put something between a document's two marks."""
    old = path.read_text(encoding="utf-8")
    path.write_text(re.sub(PART.format(name), lambda _: made, old, flags=re.DOTALL), encoding="utf-8")
