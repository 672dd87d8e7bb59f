"""Options of the search for differences, and the time zone that the vectors were recorded in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.browser_fixtures import (
    _own_engine,
    _watch,
    base_url,
    browser_type_launch_args,
    new_context,
    problems,
)
from tests.support.delivery_site import fake
from tests.support.local_time import _utc
from tests.support.rest_client import Rest, served_rest
from tests.support.sandbox_client import SECRET, Server

from intercom_sandbox.server import Sandbox, Workspace


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--events", type=int, help="how many random events to compare")
    parser.addoption("--dates", type=int, help="how many nearly-dates to compare in each time zone")
    parser.addoption("--seed", type=int, default=0, help="where the random events start")
    parser.addoption("--add", action="store_true", help="add what is found to tests/data/vectors/regressions.jsonl")


@pytest.fixture
def server(tmp_path: Path) -> Server:
    script = tmp_path / "sandbox.js"
    script.write_text("// the Messenger")
    return Server(Sandbox([Workspace(secret=SECRET)]), script)


@pytest.fixture
def rest() -> Iterator[Rest]:
    with served_rest() as served:
        yield served
