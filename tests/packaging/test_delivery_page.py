"""The page on cloud mode's delivery is true: its settings, codes and log lines are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support.delivery_site import answering
from tests.support.fake_intercom import FakeIntercom
from tools.documents import DOCS, run_page

from intercom_destination import cloud
from intercom_destination.cloud import Report
from intercom_destination.cloud.delivery.delivery_settings import TABLE, DeliverySettings

TEXT = (DOCS / "cloud" / "delivery.md").read_text(encoding="utf-8")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(cloud.__path__[0], "delivery").glob("*.py")))


def section(title: str) -> str:
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_delivery_page_has_all_settings_with_their_defaults() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `?([\w.:]+)`? \|", section("Settings"), re.MULTILINE))
    defaults = DeliverySettings()
    assert rows == {name: str(getattr(defaults, field)).replace("True", "true") for name, (field, _) in TABLE.items()}


def test_delivery_page_has_all_codes() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \|$", section("When Intercom does not take a request"), re.MULTILINE)
    used = set(re.findall(r'Refusal\("(\w+)"', CODE)) | set(re.findall(r'rejected\(\s*\w+, "(\w+)"', CODE))
    assert set(rows) == used


def test_delivery_page_has_all_log_lines() -> None:
    named = set(re.findall(r"`([a-z_]+)`", section("Logs").split("The lines have")[0]))
    used = set(re.findall(r'log_change\(\s*"(\w+)"', CODE))
    assert named == used | {"refused"}


def test_delivery_page_sample_delivers_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTERCOM_TOKEN", "a-token")
    with answering(FakeIntercom()):
        assert run_page("docs/cloud/delivery.md")["report"] == Report(delivered=1, waiting=0, refused=0)
