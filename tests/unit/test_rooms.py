"""The rooms of the house: who may import whom, and one meaning a file name. Each breach names file, line and advice."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.rooms import ROOT, check, room_of


def write(root: Path, name: str, code: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")


def test_rooms_of_this_checkout_hold() -> None:
    assert check(ROOT) == []


def test_reading_and_mapping_of_the_web_can_be_read_in_one_sitting() -> None:
    pure = ROOT / "src" / "intercom_destination"
    files = [*pure.glob("events/*.py"), *pure.glob("web/mapping/*.py")]
    assert sum(len(file.read_text("utf-8").splitlines()) for file in files) < 900


@pytest.mark.parametrize(
    ("module", "room"),
    [
        ("intercom_destination.events.values", "events"),
        ("intercom_destination.web.mapping.calls", "web.mapping"),
        ("intercom_destination.web.session", "web.session"),
        ("intercom_destination.web.client.client", "web.client"),
        ("intercom_destination.js", "js"),
        ("intercom_destination", "intercom_destination"),
        ("intercom_sandbox.server.store", "intercom_sandbox"),
        ("bundler.stage", "bundler"),
    ],
)
def test_room_of_is_the_longest_name_that_fits(module: str, room: str) -> None:
    assert room_of(module) == room


@pytest.mark.parametrize(
    ("file", "code", "breach"),
    [
        ("intercom_destination/events/a.py", "from intercom_destination.web import session", "events may not import"),
        ("intercom_destination/events/a.py", "from ..web import session", "events may not import"),
        ("intercom_destination/events/__init__.py", "from ..web.session import observe", "events may not import"),
        ("intercom_destination/web/mapping/a.py", "import intercom_destination.diagnostics.codes", "diagnostics"),
        (
            "intercom_destination/web/client/a.py",
            "from intercom_destination.web.adapters import plugin",
            "web.adapters",
        ),
        ("intercom_destination/cloud/a.py", "from intercom_destination.web.mapping import calls", "web.mapping"),
        ("intercom_destination/mobile/a.py", "from intercom_destination.cloud import b", "cloud"),
        ("intercom_destination/server/a.py", "import bundler.stage", "bundler"),
        (
            "intercom_destination/server/a.py",
            "from intercom_destination.web.mapping.identify import person_fields",
            "it may use js, events, web.mapping.settings",
        ),
        (
            "intercom_destination/cloud/mapping/a.py",
            "from intercom_destination.cloud.delivery.engine import Engine",
            "cloud.mapping may not import from cloud.delivery",
        ),
        (
            "intercom_destination/cloud/queue/a.py",
            "from intercom_destination.cloud.mapping.plan import plan",
            "cloud.queue may not import from cloud.mapping",
        ),
        ("intercom_sandbox/a.py", "from intercom_destination.web.client import client", "web.client"),
    ],
)
def test_import_that_a_room_may_not_make_is_named_with_line_and_advice(
    tmp_path: Path, file: str, code: str, breach: str
) -> None:
    write(tmp_path, f"src/{file}", f'"""Doc."""\n\n{code}\n')
    (line,) = check(tmp_path)
    assert line.startswith(f"src/{file}:3: ")
    assert breach in line
    assert "it may use" in line


def test_window_is_for_entrypoints_alone(tmp_path: Path) -> None:
    code = '"""Doc."""\n\nfrom intercom_destination.js.globals import window\n'
    write(tmp_path, "src/intercom_destination/web/client/a.py", code)
    write(tmp_path, "src/intercom_destination/web/entrypoints/b.py", code)
    said = "only entrypoints name the page's global object: take it as an argument, `root`"
    assert check(tmp_path) == [f"src/intercom_destination/web/client/a.py:3: {said}"]


def test_file_name_that_stands_for_two_things_is_named(tmp_path: Path) -> None:
    for file in ("src/intercom_destination/events/a.py", "demo_site/a.py"):
        write(tmp_path, file, "")
    (line,) = check(tmp_path)
    assert line.startswith("demo_site/a.py:1: the name a.py stands for another file too")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tests/browser/scripts/a.js", "tools/bench/page/a.js"),
        ("demo_site/templates/a.html", "demo_site/templates/site/a.html"),
        ("demo_site/static/a.css", "docs/assets/a.css"),
    ],
)
def test_file_name_means_one_thing_for_scripts_pages_and_styles_too(tmp_path: Path, one: str, other: str) -> None:
    for file in (one, other):
        write(tmp_path, file, "")
    assert check(tmp_path) == [
        f"{one}:1: the name {Path(one).name} stands for another file too ({other}): give one of them a name of its own"
    ]


@pytest.mark.parametrize(
    "name", ["__init__.py", "conftest.py", "py.typed", "package.json", "package-lock.json", "README.md", "index.md"]
)
def test_file_name_with_a_meaning_of_its_own_may_be_anywhere(tmp_path: Path, name: str) -> None:
    for folder in ("src/a", "tests/unit", "tools/a", "docs/a"):
        write(tmp_path, f"{folder}/{name}", "")
    assert check(tmp_path) == []


def test_file_name_in_an_installed_package_does_not_count(tmp_path: Path) -> None:
    for folder in ("tools/phone", "tools/phone/node_modules/a"):
        write(tmp_path, f"{folder}/b.js", "")
    assert check(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("tests/mobile/a.mjs", "tests/mobile/a.mjs:1: tests/mobile is no folder of tests: "),
        ("tests/support/test_a.py", "tests/support/test_a.py:1: tests/support has no tests: "),
    ],
)
def test_folder_that_tests_may_not_be_in_is_named_with_the_right_ones(tmp_path: Path, file: str, start: str) -> None:
    for place in (file, "tests/conftest.py", "tests/unit/test_b.py", "tests/support/b.py", "tests/data/c.jsonl"):
        write(tmp_path, place, "")
    (line,) = check(tmp_path)
    assert line.startswith(start)
    assert "tests/packaging has what is about the delivered files" in line


def test_file_name_may_be_the_same_in_two_modes(tmp_path: Path) -> None:
    for mode in ("web", "cloud", "mobile"):
        write(tmp_path, f"src/intercom_destination/{mode}/mapping/identify.py", "")
    assert check(tmp_path) == []
