"""Runs Transcrypt's command line, cut off from everything but the folder it is started in.

Started as a script, in a process of its own. Two things are put right first:

- Transcrypt looks for modules all over ``sys.path``, its stock runtime included. Here it finds what
  was staged and nothing else, so a module that was not staged is an error instead of an accident.
- It reads ``Constant.s`` and ``Constant.n``, which Python 3.14 no longer has.
"""

from __future__ import annotations

import ast
import importlib
import sys


def main() -> int:
    """Run it with the arguments of this script; give its exit code."""
    if sys.version_info >= (3, 14):
        for name in ("s", "n"):
            setattr(ast.Constant, name, property(lambda node: node.value))
    transcrypt = importlib.import_module("transcrypt.__main__")
    transcrypt.transpilationDirs.clear()
    return int(transcrypt.main() or 0)


if __name__ == "__main__":
    sys.exit(main())
