"""The recorded vectors, and dates that are nearly dates, through the delivered files in Firefox and WebKit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from tests.support.browser_runtime import page_scripts, run_vectors
from tests.support.date_strings import nearly_a_date
from tests.support.engines import EnginePage, MissingEngineError, engine_page, skip_or_fail
from tests.support.local_time import local_time
from tests.support.mismatch import report
from tests.support.page_scripts import page_function
from tests.support.vectors import Vector, families

from intercom_destination.events.dates import created_seconds
from intercom_destination.js.globals import undefined

pytest.importorskip("selenium", reason="Firefox and WebKit are tried by nox -s engines")

DATES = 3_000
ZONE = "America/New_York"
ADD_SCRIPT = page_function("engines", "addScript")


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> str:
    """An engine that this machine has."""
    name = str(request.param)
    try:
        with engine_page(name) as page:
            page.open("data:text/html,<title>x</title>")
    except (MissingEngineError, ImportError) as error:
        skip_or_fail(name, error)
    return name


@contextmanager
def opened(engine: str, zone: str) -> Iterator[EnginePage]:
    """A page of the engine in a time zone, with all that vectors need."""
    with engine_page(engine, zone) as page:
        page.open("data:text/html,<title>x</title>")
        for text in page_scripts():
            page.call(ADD_SCRIPT, text)
        yield page


@pytest.mark.parametrize("function", ["runVectors", "runVectorsAsPlugin"])
def test_vectors_give_the_expected_calls_in_every_engine(engine: str, function: str) -> None:
    vectors: list[Vector] = [vector for family in families().values() for vector in family]
    with opened(engine, "UTC") as page:
        answers = run_vectors(page, function, vectors)
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
    with opened(engine, ZONE) as page:
        answers = run_vectors(page, "runVectorsAsPlugin", vectors)
    read = {texts[int(name)]: calls[0]["args"][0]["company"].get("created_at") for name, calls in answers.items()}
    with local_time(ZONE):
        expected = {text: created_seconds(text) for text in texts}
    assert read == {text: None if seconds is undefined else seconds for text, seconds in expected.items()}
