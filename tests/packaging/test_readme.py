"""The README is true: its samples run, its tables are those of the code."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.local_time import local_time
from tools.readme import (
    ARCHITECTURE,
    README,
    ROOT,
    Sample,
    code_map,
    part,
    promises_table,
    run_sample,
    samples,
    sizes_table,
    table,
    text,
)

from intercom_destination import __version__
from intercom_destination.cli.main import main
from intercom_destination.diagnostics.codes import RULES
from intercom_destination.events.dates import created_seconds
from intercom_destination.web.mapping.settings import DEFAULTS

PYTHON = samples("python")
REMEDY = "run: python -m tools.readme"
COMMANDS = [line for sample in samples("console") for line in sample.code.splitlines()]


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INTERCOM_SECRET", "SESSION_SECRET"):
        monkeypatch.setenv(name, "a secret long enough for HS256, by letters")


@pytest.mark.parametrize("sample", PYTHON, ids=[sample.heading for sample in PYTHON])
def test_the_python_sample_runs(sample: Sample) -> None:
    run_sample(sample.heading)


def test_the_samples_have_a_language_that_is_tested() -> None:
    languages = set(re.findall(r"^```(\w+)$", text(), re.MULTILINE))
    assert languages == {"console", "html", "javascript", "python"}
    assert text().count("\n```") == 2 * len(re.findall(r"^```\w+$", text(), re.MULTILINE))


@pytest.mark.parametrize("command", [line for line in COMMANDS if "intercom-destination " in line])
def test_the_command_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("events.jsonl").write_text('{"type": "page"}\n')
    Path("settings.json").write_text('{"appId": "abc"}')
    words = shlex.split(command.replace("INTERCOM_SECRET=... ", ""))
    if "install" in words:
        pytest.skip("the package is installed by the tests of the distributions")
    result = CliRunner().invoke(main, words[1:])
    assert result.exit_code == 0, result.output


def test_the_first_commands_name_sessions_that_there_are() -> None:
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    sessions = re.findall(r"(?:nox -s|(?<=nox -s lint)) (\w+)", text())
    assert sessions[:3] == ["demo", "lint", "tests"]
    for session in sessions:
        assert f"@nox.session\ndef {session}(" in noxfile


def test_the_settings_are_those_of_the_code() -> None:
    rows = table("Settings")
    assert [row[0].strip("`") for row in rows] == list(DEFAULTS)
    for row, default in zip(rows, DEFAULTS.values(), strict=True):
        words = {"": ("required", "none"), "None": ("none",), "True": ("`true`",), "False": ("`false`",)}
        assert row[1].endswith(words.get(str(default), (f"`{default}`",))), row


def test_the_differences_are_those_of_the_rules() -> None:
    numbers = [row[0] for row in table("Differences")]
    assert numbers == [f"D{number}" for number in range(1, 31)]
    # The last three are about pages and sessions, not about events: no rule of the mapping says them.
    assert set(numbers[:-3]) == {rule[0] for rule in RULES.values()} - {""}


def test_the_dates_are_read() -> None:
    examples = [row[1].strip("`") for row in table("Dates")]
    assert len(examples) > 20
    with local_time("UTC"):
        assert {example: created_seconds(example) for example in examples} == dict.fromkeys(examples, 1613415151)


def test_every_diagnostic_is_there_as_the_code_says_it() -> None:
    rows = {row[0].strip("`"): row[1] for row in table("Diagnostics")}
    assert list(rows) == sorted(RULES)
    for code, (difference, _, says) in RULES.items():
        assert rows[code] == says + (f" ({difference})" if difference else "")


def test_codes_that_are_named_exist() -> None:
    troubleshooting = text().split("\n## Troubleshooting\n", 1)[1].split("\n## ", 1)[0]
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", troubleshooting)) - {"intercom-destination"}
    assert named <= RULES.keys()
    assert len(named) > 6


def test_the_sizes_are_those_of_the_manifest() -> None:
    assert part(README, "sizes") == sizes_table(), REMEDY


def test_the_promises_are_those_that_are_tested() -> None:
    assert part(README, "promises") == promises_table(), REMEDY


def test_the_code_map_names_every_module() -> None:
    assert part(ARCHITECTURE, "map") == code_map(), REMEDY


def test_every_dependency_is_justified() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    npm = {
        name
        for path in (ROOT / "package.json", ROOT / "tools" / "bench" / "package.json")
        for kind, packages in json.loads(path.read_text(encoding="utf-8")).items()
        if kind.lower().endswith("dependencies")
        for name in packages
    }
    groups = [item for group in pyproject["dependency-groups"].values() for item in group if isinstance(item, str)]
    python = {re.split("[=>]", item)[0].lower() for item in [*pyproject["project"]["dependencies"], *groups]}
    architecture = ARCHITECTURE.read_text(encoding="utf-8").split("\n## Dependencies\n", 1)[1].split("\n## ", 1)[0]
    named = {
        name for row in re.findall(r"^\| (`.*?) \|", architecture, re.MULTILINE) for name in re.findall("`(.*?)`", row)
    }
    assert named == python | npm


def test_the_changelog_opens_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+) \((\d{4}-\d\d-\d\d)\)$", changelog, re.MULTILINE)[0][0] == __version__
