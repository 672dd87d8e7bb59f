"""What the site's generator lacks: pages by pattern in the navigation, links out of docs/, a name for a dialog.

Documents link to each other by relative paths, which work on GitHub; ``python -m tools.readme --check`` checks them. On
the site, a path that leaves docs/ becomes an address of the repository, which `pyproject.toml` alone says.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from tools.documents import DOCS
from tools.links import LINK, repository

SEARCH = 'data-md-component="search" role="dialog"'


def expand(entry: Any) -> Any:
    """An entry of the navigation, with the pages that match its pattern; nothing where none do."""
    if isinstance(entry, list):
        return [found for part in entry for found in _flat(expand(part))]
    if isinstance(entry, dict):
        return {title: kept for title, part in entry.items() if (kept := expand(part))} or None
    if "*" not in entry:
        return entry
    # The index is the page of the section itself.
    found = sorted(DOCS.glob(entry), key=lambda path: (path.name != "index.md", path.name))
    names = [path.relative_to(DOCS).as_posix() for path in found]
    return names[0] if len(names) == 1 and "/" not in names[0] else names


def _flat(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [] if found is None else [found]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.nav = expand(config.nav)
    config.extra["social"] = [{"icon": "fontawesome/brands/github", "link": repository(), "name": "Source"}]
    return config


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    folder = posixpath.dirname(page.file.src_uri)

    def outside(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join("docs", folder, found[1]))
        if re.match(r"[a-z]+:|#", found[1]) or path == "docs" or path.startswith("docs/"):
            return found[0]
        return found[0].replace(f"({found[1]})", f"({repository()}/blob/main/{path})")

    return LINK.sub(outside, markdown)


def on_post_page(output: str, **_: Any) -> str:
    """The theme's search is a dialog without a name."""
    return output.replace(SEARCH, f'{SEARCH} aria-label="Search"')
