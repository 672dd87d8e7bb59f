"""A source map leads from the delivered file to the line of Python, and holds that Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bundler.config import Bundle, bundles_at
from bundler.sourcemap import source_position

ROOT = Path(__file__).resolve().parents[2]
ROWS = bundles_at(ROOT)


def read(row: Bundle) -> tuple[str, str]:
    path = ROOT / "build" / row.outputs[0]
    return path.read_text("ascii"), path.with_name(f"{path.name}.map").read_text("utf-8")


def content(source_map: dict[str, Any], source: str) -> list[str]:
    text: str = source_map["sourcesContent"][source_map["sources"].index(source)]
    return text.splitlines()


@pytest.mark.parametrize("row", ROWS, ids=[row.label for row in ROWS])
def test_sources_are_the_repository_s_and_come_along(row: Bundle) -> None:
    source_map = json.loads(read(row)[1])
    assert source_map["sources"]
    for source in source_map["sources"]:
        assert source.startswith(("src/intercom_destination/", "src/intercom_sandbox/"))
        assert source.endswith(".py")
        same = content(source_map, source) == (ROOT / source).read_text("utf-8").splitlines()
        assert same, f"{source} has changed since: run `nox -s build` and commit build/"


@pytest.mark.parametrize("token", ['"trackEvent"', '"shutdown"', '"hideDefaultLauncher"', "intercomLoader"])
def test_place_in_the_file_leads_to_its_line_of_python(token: str) -> None:
    script, text = read(ROWS[0])
    line = next(number for number, line in enumerate(script.splitlines()) if token in line)
    found = source_position(text, line, script.splitlines()[line].index(token))
    assert found is not None
    assert token.strip('"') in content(json.loads(text), found.source)[found.source_line]
