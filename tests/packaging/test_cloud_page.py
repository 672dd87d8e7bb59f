"""The page on cloud mode's mapping is true: its tables are those of the code, its sample runs."""

from __future__ import annotations

import re
from pathlib import Path

from tools.documents import DOCS

from intercom_destination import cloud
from intercom_destination.cloud.mapping.settings import KINDS
from intercom_destination.diagnostics.cloud_codes import CLOUD_DIAGNOSTICS

TEXT = (DOCS / "cloud" / "mapping.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    """The first cell of each row of the table under a heading."""
    section = TEXT.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line.split("|")[1].strip(" `") for line in section.splitlines() if line.startswith("|")][2:]


def test_cloud_page_has_all_settings() -> None:
    assert first_cells("Settings") == sorted(KINDS)


def test_cloud_page_has_all_refusals() -> None:
    folder = Path(cloud.__path__[0], "mapping")
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert first_cells("Refused") == sorted(set(re.findall(r'Refused\(\s*"(\w+)"', code)))


def test_cloud_page_has_all_differences() -> None:
    assert first_cells("Differences") == [f"S{number}" for number in range(1, 19)]
    assert {one[0] for one in CLOUD_DIAGNOSTICS.values()} - {""} == {f"S{number}" for number in range(1, 18)}


def test_cloud_page_sample_runs() -> None:
    sample = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert sample
    *head, call = sample[1].split("\n\n")
    found: dict[str, object] = {}
    exec("\n".join(head) + "\nplan = " + call, found)
    assert [f"{request.method} {request.path}" for request in found["plan"]] == [  # type: ignore[attr-defined]
        "POST /contacts",
        "POST /companies",
        "POST /contacts/{person}/companies",
    ]
