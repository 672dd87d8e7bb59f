"""Vectors through the delivered classic file, in one page with real facade objects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from demo_site.npm_bundles import FACADE, bundle_package
from playwright.sync_api import Browser
from tests.support.patience import patient
from tests.support.tagged import loads
from tests.support.vectors import Vector

PAGE_SCRIPT = Path(__file__).with_name("page.js")
DELIVERED = "/next-integrations/integrations/intercom/latest/intercom.dynamic.js.gz"
BATCH = 500


def run_vectors_in_browser(browser: Browser, site: str, vectors: list[Vector]) -> dict[str, list[dict[str, Any]]]:
    """Intercom's calls by vector id, in the form of the vectors' `expect`."""
    context = patient(browser.new_context(base_url=site, timezone_id="UTC"))
    try:
        page = context.new_page()
        page.goto("/empty")
        page.add_script_tag(url="/static/recorder.js")
        page.add_script_tag(content=bundle_package(FACADE, "facade"))
        page.add_script_tag(content=PAGE_SCRIPT.read_text(encoding="utf-8"))
        page.evaluate("delete window.Intercom")
        page.add_script_tag(url=DELIVERED)
        page.evaluate("window.intercomLoader()")
        answers: dict[str, list[dict[str, Any]]] = {}
        for start in range(0, len(vectors), BATCH):
            lines = [json.dumps(vector) for vector in vectors[start : start + BATCH]]
            answers.update(loads(page.evaluate("lines => runVectors(lines)", lines)))
        return answers
    finally:
        context.close()
