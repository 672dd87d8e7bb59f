"""The recorded vectors, and dates that are nearly dates, through the delivered files in Firefox and WebKit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from demo_site.npm_bundles import FACADE, bundle_package
from tests.support.browser_runtime import PAGE_SCRIPT
from tests.support.date_strings import nearly_a_date
from tests.support.engines import EnginePage, MissingEngineError, engine_page
from tests.support.local_time import local_time
from tests.support.mismatch import report
from tests.support.runtimes import CLASSIC, PLUGIN, RECORDER
from tests.support.tagged import loads
from tests.support.vectors import Vector, families

from intercom_destination.events.dates import created_seconds
from intercom_destination.js.globals import undefined

pytest.importorskip("selenium", reason="Firefox and WebKit are tried by nox -s engines")

BATCH = 500
DATES = 3_000
ZONE = "America/New_York"
ADD_SCRIPT = (
    "text => { const script = document.createElement('script'); script.textContent = text;"
    " document.head.append(script) }"
)


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> str:
    """An engine that this machine has."""
    name = str(request.param)
    try:
        with engine_page(name) as page:
            page.open("data:text/html,<title>x</title>")
    except (MissingEngineError, ImportError) as error:
        pytest.skip(f"{name}: {error}")
    return name


def opened(engine: str, zone: str) -> Iterator[EnginePage]:
    with engine_page(engine, zone) as page:
        page.open("data:text/html,<title>x</title>")
        for path in (RECORDER, PAGE_SCRIPT, CLASSIC, PLUGIN):
            page.call(ADD_SCRIPT, path.read_text(encoding="utf-8"))
        page.call(ADD_SCRIPT, bundle_package(FACADE, "facade"))
        yield page


@pytest.mark.parametrize("function", ["runVectors", "runVectorsAsPlugin"])
def test_vectors_give_the_expected_calls_in_every_engine(engine: str, function: str) -> None:
    vectors: list[Vector] = [vector for family in families().values() for vector in family]
    answers: dict[str, list[dict[str, Any]]] = {}
    for page in opened(engine, "UTC"):
        for start in range(0, len(vectors), BATCH):
            lines = [json.dumps(vector) for vector in vectors[start : start + BATCH]]
            answers.update(loads(page.call(function, lines)))
    assert report(vectors, answers) == ""


def test_created_dates_are_read_as_in_cpython_in_every_engine(engine: str) -> None:
    random = Random(7)
    texts = sorted({nearly_a_date(random) for _ in range(DATES)})
    vectors = [
        {
            "id": str(index),
            "settings": {"appId": "demo"},
            "group_traits": {},
            "steps": [{"method": "group", "event": {"groupId": "g", "traits": {"created_at": text}}}],
        }
        for index, text in enumerate(texts)
    ]
    read: dict[str, Any] = {}
    for page in opened(engine, ZONE):
        for start in range(0, len(vectors), BATCH):
            lines = [json.dumps(vector) for vector in vectors[start : start + BATCH]]
            for name, calls in loads(page.call("runVectorsAsPlugin", lines)).items():
                read[texts[int(name)]] = calls[0]["args"][0]["company"].get("created_at")
    with local_time(ZONE):
        expected = {text: created_seconds(text) for text in texts}
    assert read == {text: None if seconds is undefined else seconds for text, seconds in expected.items()}
