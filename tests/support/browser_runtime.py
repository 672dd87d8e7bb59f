"""Vectors through the delivered files, in a page with real facade objects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from demo_site.npm_bundles import FACADE, ROOT, bundle_package
from playwright.sync_api import Browser
from tests.support.engines import EnginePage, PlaywrightPage
from tests.support.patient_pages import patient
from tests.support.tagged import loads
from tests.support.vectors import Vector

CDN = ROOT / "build" / "cdn" / "next-integrations"
CLASSIC = CDN / "integrations" / "intercom" / "latest" / "intercom.dynamic.js"
PLUGIN = CDN / "actions" / "intercom" / "latest" / "intercom.js"
RECORDER = ROOT / "demo_site" / "static" / "recorder.js"
PAGE_SCRIPT = Path(__file__).with_name("page.js")
DELIVERED = "/next-integrations/integrations/intercom/latest/intercom.dynamic.js.gz"
# A question to a page takes as long as ten vectors.
BATCH = 500

# Intercom's calls by vector id, in the form of the vectors' `expect`.
Answers = dict[str, list[dict[str, Any]]]


def page_scripts() -> list[str]:
    """What a page needs for vectors, in this order: the recorder, our script, the delivered files, the real facade."""
    files = (RECORDER, PAGE_SCRIPT, CLASSIC, PLUGIN)
    return [*(path.read_text(encoding="utf-8") for path in files), bundle_package(FACADE, "facade")]


def run_vectors(page: EnginePage, function: str, vectors: list[Vector]) -> Answers:
    """What the page's `runVectors` (classic) or `runVectorsAsPlugin` makes of them."""
    answers: Answers = {}
    for start in range(0, len(vectors), BATCH):
        lines = [json.dumps(vector) for vector in vectors[start : start + BATCH]]
        answers.update(loads(page.call(function, lines)))
    return answers


def run_vectors_in_browser(browser: Browser, site: str, vectors: list[Vector]) -> Answers:
    """The same in Chromium, with the classic file as Segment's CDN serves it."""
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
        return run_vectors(PlaywrightPage(page), "runVectors", vectors)
    finally:
        context.close()
