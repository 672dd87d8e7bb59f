"""The HTML that tests serve: files in `pages/`, with the tags that a test puts into `head` and `body`."""

from __future__ import annotations

from pathlib import Path
from string import Template

PAGES = Path(__file__).with_name("pages")


def page_html(name: str, head: str = "", body: str = "") -> str:
    """The page of `pages/<name>.html`."""
    return Template((PAGES / f"{name}.html").read_text(encoding="utf-8")).substitute(head=head, body=body)
