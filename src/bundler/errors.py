"""The one exception that a build ends with. Its text is for people: no traceback goes with it."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """Something wrong at a place in a Python source file (line numbers from 1)."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class BuildError(Exception):
    """The build cannot go on; the text says what is wrong, where, and what to do."""

    @classmethod
    def from_problems(cls, problems: list[Problem]) -> BuildError:
        """Put each problem on a line of its own."""
        return cls("\n".join(str(problem) for problem in problems))
