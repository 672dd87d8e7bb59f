"""Finds links of the documents that lead nowhere: a file that is not there, a heading that no page has.

An anchor has to be right on GitHub and on the site, which make them by rules of their own. Addresses elsewhere are not
asked for; those of this project's repository are looked up in the checkout.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tools.documents import HEADING, ROOT, page_name, pages, without_code

LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
CODE = re.compile(r"`[^`\n]*`")
NPM_README = ROOT / "src" / "intercom_destination" / "web" / "entrypoints" / "npm_readme.md"


def documents() -> list[Path]:
    """Every document with links: those at the root too, and the npm package's README."""
    return sorted({*ROOT.glob("*.md"), *pages(), NPM_README})


@cache
def repository() -> str:
    """The project's address, which `pyproject.toml` alone says."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]["Source"])


def github_anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def site_anchor(heading: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


@cache
def anchors(path: Path) -> frozenset[str]:
    """The anchors of a document's headings that are the same everywhere."""
    headings = HEADING.findall(without_code(path.read_text(encoding="utf-8")))
    return frozenset(github_anchor(heading) for heading in headings if github_anchor(heading) == site_anchor(heading))


def links(text: str) -> Iterator[tuple[int, str]]:
    """The line and the target of each link, outside of code."""
    for number, line in enumerate(without_code(text).splitlines(), 1):
        for found in LINK.finditer(CODE.sub("", line)):
            yield number, found[1]


def problem(path: Path, target: str) -> str:
    """What is wrong with a link of a document; empty where nothing is."""
    prefix = re.compile(rf"(?:{re.escape(repository())}|{{repository}})(?:/(?:blob|raw)/main/)?")
    own = prefix.match(target)
    if own:
        base, target = ROOT, target[own.end() :]
    elif re.match(r"[a-z]+:", target):
        return ""
    else:
        base = path.parent
    name, _, anchor = target.partition("#")
    page = (base / name).resolve() if name or own else path
    if not page.exists():
        return f"there is no {name}"
    if anchor and anchor not in anchors(page):
        return f"{page_name(page)} has no heading with the anchor #{anchor}"
    return ""


def broken_links() -> list[str]:
    """One line a link that leads nowhere: the document, the line, and why."""
    return [
        f"{page_name(path)}:{number}: {target}: {found}"
        for path in documents()
        for number, target in links(path.read_text(encoding="utf-8"))
        if (found := problem(path, target))
    ]
