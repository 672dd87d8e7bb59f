"""Tries a mutant: the recorded vectors in CPython, then the unit tests; the first failure kills it.

Those of cloud mode have vectors and tests of their own.

A mutant lives in a process of its own, forked from one that has read the vectors but has never imported the mapping, so
that nothing of the unchanged module is left anywhere.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from tests.support.mismatch import differences
from tests.support.vectors import Vector, families
from tools.mutants.mutants import Mutant, Name

ROOT = Path(__file__).resolve().parents[2]
# Those that find most come first.
TESTS = (
    "tests/unit/test_explain.py",
    "tests/unit/test_event_checks.py",
    "tests/unit/test_event_checks_of_track.py",
    "tests/unit/test_hash_missing.py",
    "tests/unit/test_mapping.py",
    "tests/unit/test_settings.py",
    "tests/unit/test_dates.py",
    "tests/unit/test_free_dates.py",
    "tests/unit/test_options.py",
    "tests/unit/test_person.py",
    "tests/unit/test_flatten.py",
    "tests/unit/test_track.py",
    "tests/unit/test_diagnostic_links.py",
    "tests/unit/test_session.py",
    "tests/unit/test_token_user_id.py",
    "tests/contract/test_explained.py",
)
MOBILE = "mobile."
"""What the names of the mobile modules start with."""
MOBILE_TESTS = (
    "tests/contract/test_mobile_vectors.py",
    "tests/unit/test_mobile_mapping.py",
    "tests/unit/test_mobile_session.py",
)
CLOUD = "cloud."
"""What the names of cloud mode's modules start with."""
CLOUD_TESTS = (
    "tests/contract/test_cloud_vectors.py",
    "tests/unit/test_cloud_differences.py",
    "tests/unit/test_cloud_values.py",
    "tests/unit/test_cloud_context.py",
    "tests/unit/test_cloud_companies.py",
    "tests/unit/test_cloud_identity.py",
    "tests/unit/test_cloud_refusals.py",
    "tests/unit/test_cloud_calls.py",
    "tests/unit/test_cloud_diagnostics.py",
)
SECONDS = 20
"""Of processor time, for a mutant. The tests take two; one that is still at it goes round in circles, which counts."""
MEMORY = 2 * 1024**3
# What the tests import beside the mapping; read once, for all of the processes.
WARM = ("asyncio", "click", "jinja2")


class Outcome(NamedTuple):
    """What became of a mutant: who killed it, or nobody."""

    name: Name | None
    killer: str


class Trials:
    """Tries mutants side by side. What killed one before is asked first: vectors, or the file of a function's tests."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._files: dict[tuple[str, str], str] = {}
        self._vectors: dict[str, Vector] = {row["id"]: row for rows in families().values() for row in rows}
        for name in WARM:
            import_module(name)
        gc.freeze()

    def run(self, waiting: Iterable[Mutant | None]) -> Iterator[Outcome]:
        """Their outcomes, as they come. `None` stands for the code as it is."""
        fork = get_context("fork")
        left = iter(waiting)
        running: dict[int, tuple[Any, Connection, Mutant | None]] = {}
        while True:
            for mutant in islice(left, self._jobs - len(running)):
                answer, told = fork.Pipe(duplex=False)
                process = fork.Process(target=_try, args=(mutant, self._first(mutant), self._vectors.values(), told))
                process.start()
                told.close()
                running[process.sentinel] = (process, answer, mutant)
            if not running:
                return
            for sentinel in wait(list(running)):
                assert isinstance(sentinel, int)
                process, answer, mutant = running.pop(sentinel)
                killer = self._killer(process, answer)
                if mutant and "::" in killer:
                    self._files[mutant.name.module, mutant.name.inside] = killer.split("::")[0]
                yield Outcome(mutant and mutant.name, killer)

    def _first(self, mutant: Mutant | None) -> str:
        """The file of tests that has killed another mutant of the same function or table; empty where none has."""
        return self._files.get((mutant.name.module, mutant.name.inside), "") if mutant else ""

    def _killer(self, process: Any, answer: Connection) -> str:
        process.join()
        try:
            killer: str = answer.recv()
        except EOFError:  # it has met a limit
            killer = f"the end of its process ({process.exitcode})"
        answer.close()
        if killer in self._vectors:
            self._vectors = {killer: self._vectors[killer], **self._vectors}
        return killer


def _try(mutant: Mutant | None, first: str, vectors: Iterable[Vector], told: Connection) -> None:
    """In a process of its own: say who kills the mutant; an empty text is nobody."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        if mutant is not None:
            _put_in_place(mutant)
        killer = (_failing_test([first]) if first else "") or _killer_of(mutant, vectors)
    except Exception as error:  # a mutant that cannot be imported
        killer = repr(error)
    told.send(killer)
    told.close()


def _killer_of(mutant: Mutant | None, vectors: Iterable[Vector]) -> str:
    """Who kills a mutant; the code as it is has to pass all tests."""
    if mutant and mutant.name.module.startswith(CLOUD):
        return _failing_test(CLOUD_TESTS)
    if mutant and mutant.name.module.startswith(MOBILE):
        return _failing_test(MOBILE_TESTS)
    return _failing_vector(vectors) or _failing_test(TESTS if mutant else TESTS + CLOUD_TESTS + MOBILE_TESTS)


def _put_in_place(mutant: Mutant) -> None:
    path = Path(mutant.code.co_filename).relative_to(ROOT / "src").with_suffix("")
    name = ".".join(path.parts)
    package = import_module(name.rpartition(".")[0])
    module = ModuleType(name)
    module.__file__ = mutant.code.co_filename
    sys.modules[name] = module
    exec(mutant.code, module.__dict__)
    setattr(package, path.name, module)


def _failing_vector(vectors: Iterable[Vector]) -> str:
    run: Any = import_module("tests.support.python_runtime").run_vector_in_python
    for vector in vectors:
        try:
            answer = run(vector)
        except Exception:
            return str(vector["id"])
        if differences(vector["expect"], answer):
            return str(vector["id"])
    return ""


def _failing_test(files: Sequence[str]) -> str:
    failures = _Failures()
    # The browser and the demo server of tests/conftest.py have no part in these.
    options = ["-x", "-q", "--tb=no", "--noconftest", "-p", "no:cacheprovider"]
    options += ["--assert=plain", "--import-mode=importlib", "-o", "addopts=", f"--rootdir={ROOT}"]
    ended = pytest.main([*options, *(str(ROOT / name) for name in files)], plugins=[failures])
    if ended == pytest.ExitCode.OK:
        return ""
    return failures.first or repr(ended)


class _Failures:
    """A plugin of pytest's: remembers the first test that fails."""

    first = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.first:
            self.first = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.first:
            self.first = report.nodeid or "collecting the tests"
