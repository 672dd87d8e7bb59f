"""The documents are true: their samples run, their tables are those of the code, their links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.delivery_site import answering
from tests.support.fake_intercom import FakeIntercom
from tests.support.local_time import local_time
from tools import derived, links
from tools.cloud_trials.stand_in import TOKEN, standing_in
from tools.documents import ARCHITECTURE, README, ROOT, commands, pages, part, run_page, samples, table
from tools.links import broken_links
from tools.readme import main as readme
from tools.readme import stale

from intercom_destination import __version__, cloud
from intercom_destination.cli.main import main
from intercom_destination.cloud.queue.schema import create_file
from intercom_destination.diagnostics.codes import DIAGNOSTICS
from intercom_destination.events.dates import created_seconds
from intercom_destination.web.mapping.settings import SETTINGS

COMMANDS = commands()
OURS = sorted({line for line in COMMANDS if re.match(r"(INTERCOM_SECRET=\.\.\. )?intercom-destination ", line)})
# These serve until Ctrl-C: of them the options are looked up.
LASTING = [line for line in OURS if " sandbox" in line]
# Their first sample sends an event.
SENDING = ["docs/cloud/delivery.md", "docs/cloud/index.md"]
SESSION = re.compile(r"nox -s ((?:\w+ ?)+)")


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INTERCOM_SECRET", "SESSION_SECRET"):
        monkeypatch.setenv(name, "a secret long enough for HS256, by letters")
    monkeypatch.setenv("INTERCOM_TOKEN", "a-token")


@pytest.mark.parametrize("page", sorted({sample.page for sample in samples("python")} - {*SENDING}))
def test_python_samples_of_the_page_run(page: str) -> None:
    run_page(page)


@pytest.mark.parametrize("page", SENDING)
def test_python_samples_of_the_page_deliver(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with standing_in() as intercom:
        monkeypatch.setattr(cloud, "Client", partial(cloud.Client, base_url=intercom.url))
        monkeypatch.setenv("INTERCOM_TOKEN", TOKEN)
        report = run_page(page)["report"]
        assert (report.delivered, report.waiting, report.refused) == (1, 0, 0)
        assert [row["status"] for row in intercom.requests()] == [200, 202]


def test_every_sample_has_a_language_that_is_tested() -> None:
    for path in pages():
        text = path.read_text(encoding="utf-8")
        opened = re.findall(r"^```(\w+)(?: title=\"[^\"]+\")?$", text, re.MULTILINE)
        # A text is output, and runs nowhere.
        assert set(opened) <= {"console", "html", "javascript", "json", "python", "text", "typescript"}, path
        assert text.count("\n```") == 2 * len(opened), path


@pytest.mark.parametrize("command", [line for line in OURS if line not in LASTING])
def test_command_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("events.jsonl").write_text('{"type": "page"}\n')
    Path("settings.json").write_text('{"appId": "abc"}')
    create_file("run.db")
    words = shlex.split(command.removeprefix("INTERCOM_SECRET=... "))
    with answering(FakeIntercom()):
        result = CliRunner().invoke(main, words[1:])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("command", LASTING)
def test_command_has_these_options(command: str) -> None:
    words = shlex.split(command)[1:]
    result = CliRunner().invoke(main, [words[0], "--help"])
    assert result.exit_code == 0, result.output
    assert {word for word in words if word.startswith("--")} <= set(result.output.split())


def test_every_command_is_one_that_a_test_knows() -> None:
    others = [line for line in COMMANDS if line not in OURS and not SESSION.search(line)]
    assert sorted(set(others)) == [
        "npm install intercom-destination",
        'pip install "intercom-destination[cloud]"',
        'pip install "intercom-destination[sandbox]"',
        "pip install intercom-destination",
    ]


def test_sessions_that_are_named_exist() -> None:
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    named = [name for line in COMMANDS for found in SESSION.findall(line) for name in found.split()]
    assert named.count("demo") >= 1
    for session in named:
        assert f"@nox.session\ndef {session}(" in noxfile


def test_readme_is_short_and_its_two_commands_are_word_for_word() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    begin = "python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox -s "
    assert f"```console\n{begin}demo\n{begin}check\n```" in text


def test_figures_of_the_readme_are_those_of_the_tables() -> None:
    text = README.read_text(encoding="utf-8")
    assert f"{len(table('docs/differences.md'))} documented differences" in text
    assert f"{len(DIAGNOSTICS)} [diagnostics]" in text
    ways = {row[0]: row for row in table("docs/performance.md", "Installation methods")}
    beside, classic = ways["analytics.js 2, script tag beside it"], ways["analytics.js 2, classic destination"]
    for row in (beside, classic):
        median, worst = row[1].split()[0], row[2]
        assert f"{median} ms" in text
        assert f"({worst} at worst)" in text
    goals = {row[0]: row[1] for row in table("docs/performance.md", "How it is measured")}
    share = float(goals["classic destination: evaluation, of Segment's"])
    assert f"{share:.0%}".replace("%", " %") + " of that of Segment's" in text


def test_links_lead_somewhere() -> None:
    assert broken_links() == []


def test_broken_link_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    monkeypatch.setattr(links, "documents", lambda: [page])
    monkeypatch.setattr(links, "page_name", lambda path: path.name)
    (tmp_path / "other.md").write_text("# Its title\n", encoding="utf-8")
    page.write_text(
        "# Here's `code`\n\n[a](other.md#its-title), [b](#heres-code), `[c](gone.md)`, [d](https://example.org/)\n"
        "![e](gone.png) [f](other.md#nothing)\n```text\n[g](gone.md)\n```\n[h](#nothing)\n"
        f"[i]({links.repository()}/blob/main/README.md) [j]({links.repository()}/raw/main/gone.png)\n",
        encoding="utf-8",
    )
    assert broken_links() == [
        "page.md:4: gone.png: there is no gone.png",
        "page.md:4: other.md#nothing: other.md has no heading with the anchor #nothing",
        "page.md:8: #nothing: page.md has no heading with the anchor #nothing",
        f"page.md:9: {links.repository()}/raw/main/gone.png: there is no gone.png",
    ]


def test_derived_parts_are_not_stale() -> None:
    assert stale() == []


def test_check_fails_for_a_table_that_the_code_has_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SETTINGS, "newSetting", ["", str, "a string"])
    result = CliRunner().invoke(readme, ["--check"])
    assert result.exit_code == 1
    assert result.output == "docs/settings.md: <!-- settings --> is stale; run: python -m tools.readme\n"


def test_new_code_waits_for_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DIAGNOSTICS, "a-new-code", ["D1", "", "says this"])
    made = derived.diagnostics_table("| code | | |\n|---|---|---|\n| `currency` | old words | by hand |\n").splitlines()
    assert made[2] == f"| `a-new-code` | says this (D1) | {derived.UNWRITTEN} |"
    (kept,) = [line for line in made if line.startswith("| `currency` |")]
    assert kept == f"| `currency` | {DIAGNOSTICS['currency'][2]} (D5) | by hand |"


def test_differences_are_those_of_the_diagnostics() -> None:
    numbers = [row[0] for row in table("docs/differences.md")]
    assert numbers == [f"D{number}" for number in range(1, 31)]
    # The last three are about pages and sessions, not about events: no diagnostic of the mapping says them.
    assert set(numbers[:-3]) == {row[0] for row in DIAGNOSTICS.values()} - {""}


def test_dates_are_read() -> None:
    examples = [row[1].strip("`") for row in table("docs/calls.md", "Dates")]
    assert len(examples) > 20
    with local_time("UTC"):
        assert {example: created_seconds(example) for example in examples} == dict.fromkeys(examples, 1613415151)


def test_codes_that_troubleshooting_names_exist() -> None:
    text = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", text)) - {"intercom-destination"}
    assert named <= DIAGNOSTICS.keys()
    assert len(named) > 9


def test_differences_that_upgrading_names_exist() -> None:
    known = {row[0] for row in table("docs/differences.md")}
    named = {name for row in table("docs/upgrading.md", "4. What changes") for name in row[2].split(", ")}
    assert named <= known


def test_dependencies_are_all_justified() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    npm = {
        name
        for path in (ROOT / "package.json", *(ROOT / "tools" / tool / "package.json" for tool in ("bench", "phone")))
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


def test_changelog_opens_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+) \((\d{4}-\d\d-\d\d)\)$", changelog, re.MULTILINE)[0][0] == __version__


def test_code_map_has_a_row_a_module() -> None:
    modules = [path for top in derived.MAPPED for path in (ROOT / top).rglob("*.py")]
    assert part(ARCHITECTURE, "map").count("\n| `") == len(modules)
