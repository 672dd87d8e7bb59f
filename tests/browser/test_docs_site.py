"""The documentation as a site: it builds without a warning, and keeps nobody out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from demo_site.npm_bundles import NODE_MODULES
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from tests.support.page_scripts import page_function
from tools.documents import DOCS, ROOT
from tools.links import repository

from intercom_sandbox.server.serving import serving

pytestmark = pytest.mark.stops_no_request("one that is stopped keeps the cache off")
pytest.importorskip("mkdocs", reason="the group docs is not installed: nox -s tests installs it")

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
SERIOUS = page_function("docs_site", "accessibilityViolations")
LOOKS: list[tuple[int, Literal["light", "dark"]]] = [(1280, "light"), (390, "dark")]
# The pages are looked at by so many processes.
PARTS = 2
PAGES = sorted(path.relative_to(DOCS).with_suffix(".html").as_posix() for path in DOCS.rglob("*.md"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stderr, run.stderr
    return folder


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    with serving(Starlette(routes=[Mount("/", StaticFiles(directory=built))])) as origin:
        yield origin


def test_pages_are_all_built_and_in_the_navigation(built: Path) -> None:
    assert [name for name in PAGES if not (built / name).is_file()] == []
    home = (built / "index.html").read_text(encoding="utf-8")
    assert [name for name in PAGES if name != "index.html" and f'href="{name}"' not in home] == []


def test_link_out_of_the_documents_becomes_an_address_of_the_repository(built: Path) -> None:
    page = (built / "sessions.html").read_text(encoding="utf-8")
    assert f'href="{repository()}/blob/main/SECURITY.md"' in page


@pytest.mark.chromium_only("Playwright gives a stock Firefox no colour scheme")
@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_serious_and_nothing_sticks_out(page: Page, site: str, part: int) -> None:
    page.emulate_media(reduced_motion="reduce")
    found: dict[tuple[str, str], Any] = {}
    for name in PAGES[part::PARTS]:
        page.goto(f"{site}/{name}")
        page.add_script_tag(path=AXE)
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            if problems := [*page.evaluate(SERIOUS), *(["sticks out"] if wide else [])]:
                found[name, scheme] = problems
    assert found == {}


def test_search_finds_a_code(page: Page, site: str) -> None:
    page.goto(f"{site}/index.html")
    search = page.get_by_role("textbox", name="Search")
    # The theme looks while somebody types, and warns of a word that ends with a hyphen, as this one does half typed.
    search.fill("hash-missin")
    search.press("g")
    expect(page.locator(".md-search-result a[href*='diagnostics.html']").first).to_be_visible()
