"""Every parity vector through both runtimes: CPython, and the delivered file in Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.support.browser_runtime import Answers, run_vectors_in_browser
from tests.support.mismatch import report
from tests.support.python_runtime import run_vector_in_python
from tests.support.vectors import families


@pytest.fixture(scope="module")
def browser_answers(browser: Browser, base_url: str) -> Answers:
    vectors = [vector for family in families().values() for vector in family]
    return run_vectors_in_browser(browser, base_url, vectors)


@pytest.mark.parametrize("family", families())
def test_python_gives_the_expected_calls(family: str) -> None:
    vectors = families()[family]
    answers = {vector["id"]: run_vector_in_python(vector) for vector in vectors}
    failures = report(vectors, answers)
    assert not failures, failures


@pytest.mark.parametrize("family", families())
def test_delivered_file_gives_the_expected_calls(family: str, browser_answers: Answers) -> None:
    failures = report(families()[family], browser_answers)
    assert not failures, failures
