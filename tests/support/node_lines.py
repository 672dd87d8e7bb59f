"""A Node program that answers lines: one JSON value in, one out, so that it starts once for many questions."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.support.tagged import loads

from bundler.toolchain import find_node

ROOT = Path(__file__).resolve().parents[2]


class NodeLines:
    """The program, while the `with` lasts. What it writes to standard error shows when it has ended early."""

    def __init__(self, script: Path, *arguments: str, zone: str = "UTC") -> None:
        self._process = subprocess.Popen(
            [str(find_node(lambda _text: None)), str(script), *arguments],
            cwd=ROOT,
            env={**os.environ, "TZ": zone},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, question: Any) -> Any:
        """The answer to one question; numbers as JavaScript has them."""
        return self.ask_all([question])[0]

    def ask_all(self, questions: Sequence[Any]) -> list[Any]:
        """The answers to questions, in their order."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        answers = []
        for question in questions:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
            assert line, f"the program ended with {process.wait()}, see its standard error, at {question!r}"
            answers.append(loads(line))
        return answers

    def __enter__(self) -> NodeLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
