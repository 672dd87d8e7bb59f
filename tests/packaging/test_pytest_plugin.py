"""The pytest fixture, where the wheel with its extra and pytest are all that is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.user_suites import outcome, run_suite

PING = """
import json, urllib.parse, urllib.request
from intercom_sandbox.testing import Faults

def ping(sandbox, app_id="demo"):
    data = json.dumps({"user_id": "1", "name": "Zoë"})
    form = urllib.parse.urlencode({"app_id": app_id, "source": "apiBoot", "user_data": data})
    with urllib.request.urlopen(sandbox.origin + "/messenger/web/ping", form.encode()) as answer:
        return json.load(answer)
"""
EXTRA = 'the sandbox needs Starlette and uvicorn: pip install "intercom-destination[sandbox]"'


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    return tmp_path


def test_fixture_works_with_the_extra_alone(with_sandbox: Path, suite: Path) -> None:
    (suite / "test_it.py").write_text(
        PING
        + """
def test_person_arrives(intercom_sandbox):
    ping(intercom_sandbox)
    assert intercom_sandbox.wait_for_person(user_id="1").name == "Zoë"
"""
    )
    run = run_suite(with_sandbox, suite, "-W", "error")
    assert outcome(run) == "1 passed", run.stdout


def test_fixture_starts_each_test_with_nobody_and_no_faults(with_sandbox: Path, suite: Path) -> None:
    (suite / "test_it.py").write_text(
        PING
        + """
def test_that_fails_midway(intercom_sandbox):
    ping(intercom_sandbox)
    intercom_sandbox.patience = 1
    intercom_sandbox.faults = Faults(api_blocked=True, api_delay=60_000, script_delay=60_000)
    raise RuntimeError("midway")

def test_between(intercom_sandbox_server):
    assert (intercom_sandbox_server.people, intercom_sandbox_server.faults) == ([], Faults())
    ping(intercom_sandbox_server)

def test_after(intercom_sandbox):
    assert (intercom_sandbox.people, intercom_sandbox.faults, intercom_sandbox.patience) == ([], Faults(), 60)
"""
    )
    run = run_suite(with_sandbox, suite)
    assert outcome(run) == "1 failed, 2 passed", run.stdout
    assert "RuntimeError: midway" in run.stdout


def test_workspace_fixture_gives_another_app_id(with_sandbox: Path, suite: Path) -> None:
    (suite / "conftest.py").write_text(
        """
import pytest
from intercom_sandbox.testing import Workspace

@pytest.fixture(scope="session")
def intercom_sandbox_workspace():
    return Workspace(app_id="9iefb489")
"""
    )
    (suite / "test_it.py").write_text(
        PING
        + """
def test_person_arrives(intercom_sandbox):
    assert ping(intercom_sandbox, intercom_sandbox.app_id)["user"]["user_id"] == "1"
    assert intercom_sandbox.app_id == "9iefb489"
"""
    )
    run = run_suite(with_sandbox, suite)
    assert outcome(run) == "1 passed", run.stdout


def test_failure_shows_the_users_line_and_what_was_seen(with_sandbox: Path, suite: Path) -> None:
    (suite / "test_it.py").write_text(
        PING
        + """
def test_bob(intercom_sandbox):
    intercom_sandbox.patience = 0.1
    ping(intercom_sandbox)
    intercom_sandbox.wait_for_person(name="Bob")
"""
    )
    run = run_suite(with_sandbox, suite)
    assert "E       AssertionError: Intercom has no person with name 'Bob', after 0.1 s." in run.stdout
    assert "E         user, user_id '1' and name 'Zoë'" in run.stdout
    assert "arrivals.py" not in run.stdout


@pytest.mark.parametrize("given", ["soon", "0", "-1", "inf", "nan"])
def test_patience_that_is_wrong_is_named(with_sandbox: Path, suite: Path, given: str) -> None:
    (suite / "test_it.py").write_text("def test_it(intercom_sandbox): pass\n")
    run = run_suite(with_sandbox, suite, "-o", f"intercom_sandbox_patience={given}")
    assert f"intercom_sandbox_patience is {given!r}: a number of seconds is needed, such as 30" in run.stdout


def test_fixture_without_the_extra_says_which(with_sandbox: Path, suite: Path) -> None:
    (suite / "conftest.py").write_text('import sys\nsys.modules["starlette"] = None\n')
    (suite / "test_it.py").write_text("def test_it(intercom_sandbox): pass\n\ndef test_other(): pass\n")
    run = run_suite(with_sandbox, suite)
    assert outcome(run) == "1 passed, 1 error", run.stdout
    assert EXTRA in run.stdout
    assert "Traceback" not in run.stdout


def test_import_without_the_extra_says_which(bare: Path) -> None:
    command = [str(bare), "-I", "-c", "import intercom_sandbox.testing"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stderr.splitlines()[-1] == f"ImportError: {EXTRA} (No module named 'starlette')"


def test_suite_without_the_fixture_loads_no_server(with_sandbox: Path, suite: Path) -> None:
    (suite / "test_it.py").write_text(
        """
import sys

def test_it():
    ours = {name for name in sys.modules if name.startswith(("intercom_", "starlette", "uvicorn"))}
    assert ours == {"intercom_sandbox", "intercom_sandbox.pytest_plugin"}
"""
    )
    run = run_suite(with_sandbox, suite, "-W", "error")
    assert outcome(run) == "1 passed", run.stdout


def test_mypy_strict_sees_the_types_in_a_users_suite(with_sandbox: Path, tmp_path: Path) -> None:
    suite = tmp_path / "users_suite.py"
    suite.write_text((Path(__file__).parent / "types" / "users_suite.py").read_text(encoding="utf-8"))
    options = ["--strict", "--python-executable", str(with_sandbox), "--cache-dir", str(tmp_path / "cache"), str(suite)]
    run = subprocess.run([sys.executable, "-m", "mypy", *options], capture_output=True, text=True, check=False)
    refuse = "Literal['', 'app_id', 'domain', 'identity']"
    assert run.stdout.splitlines()[:-1] == [
        (
            f'{suite}:17: error: Argument "refuse" to "Faults" has incompatible type "Literal[\'everything\']"; '
            f'expected "{refuse}"  [arg-type]'
        ),
        f'{suite}:18: error: "Person" has no attribute "mail"; maybe "email"?  [attr-defined]',
    ]
