"""Staging rewrites what Transcrypt would get wrong, and keeps every line where it was."""

from __future__ import annotations

import ast

import pytest

from bundler.stage import stage

HEAD = '"""Doc."""\n'

TEMPLATES = {"length": (b"", b".length"), "either": (b"", b" or ", b"")}

CASES = {
    "the pragma follows the docstring": ("", "; __pragma__('noalias')\n"),
    "imports of types go": (
        "from typing import Any\nimport typing\nfrom collections.abc import Mapping\n",
        "; __pragma__('noalias')\n\n\n\n",
    ),
    "imports of JavaScript's names go, over several lines": (
        "from intercom_destination.js.globals import (\n    window,\n)\nwindow.x = 1\n",
        "; __pragma__('noalias')\n\n\n\nwindow.x = 1\n",
    ),
    "imports of ours stay": (
        "from intercom_destination.events import values\n",
        "; __pragma__('noalias')\nfrom intercom_destination.events import values\n",
    ),
    "blocks for the type checker go": (
        "if TYPE_CHECKING:\n    from x import y\n    z = y == 1\na = 1\n",
        "; __pragma__('noalias')\n\n\n\na = 1\n",
    ),
    "equality becomes identity": (
        "a = b == c\nd = (b) != (\n    c)\n",
        "; __pragma__('noalias')\na = b  is  c\nd = (b)  is not  (\n    c)\n",
    ),
    "equality without spaces": ("a = b==c\n", "; __pragma__('noalias')\na = b is c\n"),
    "equality in a string stays": ("a = 'b == c'\n", "; __pragma__('noalias')\na = 'b == c'\n"),
    "equality behind other letters than ASCII": (
        "a = 'é' == b\n",
        "; __pragma__('noalias')\na = 'é'  is  b\n",
    ),
    "annotations of variables go": (
        "a: dict[str, int] = {}\ndef f():\n    b: str\n",
        "; __pragma__('noalias')\na = {}\ndef f():\n    pass\n",
    ),
    "a cast is what it casts": (
        "a = cast(\n    'T', b == c)\n",
        "; __pragma__('noalias')\na = ((\nb  is  c))\n",
    ),
    "a caught exception has Transcrypt's name": (
        "try:\n    f()\nexcept Exception as error:\n    g(error)\n",
        "; __pragma__('noalias')\ntry:\n    f()\nexcept:\n    g(__except0__)\n",
    ),
    "an exception caught in a handler has the next": (
        "try:\n    f()\nexcept Exception as a:\n    try:\n        f(a)\n    except Exception as b:\n        g(a, b)\n",
        (
            "; __pragma__('noalias')\ntry:\n    f()\nexcept:\n    try:\n        f(__except0__)\n"
            "    except:\n        g(__except0__, __except1__)\n"
        ),
    ),
    "a function of JavaScript's half is said in place": (
        "from intercom_destination.js import either, length\na = length(either(\n    b,  # why\n    (c == 1),\n))\n",
        (
            "; __pragma__('noalias')\nfrom intercom_destination.js import either, length\n"
            "a = ((((\nb) or (\nc  is  1))\n).length)\n"
        ),
    ),
    "a function of JavaScript's half as a value stays": (
        "from intercom_destination.js import length\na = map(length, b)\n",
        "; __pragma__('noalias')\nfrom intercom_destination.js import length\na = map(length, b)\n",
    ),
    "a function of that name from elsewhere is called": (
        "from intercom_destination.events import length\na = length(b)\n",
        "; __pragma__('noalias')\nfrom intercom_destination.events import length\na = length(b)\n",
    ),
    "an exception without a name": (
        "try:\n    f()\nexcept Exception:\n    pass\n",
        "; __pragma__('noalias')\ntry:\n    f()\nexcept:\n    pass\n",
    ),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_stage_rewrites_line_for_line(source: str, expected: str) -> None:
    staged = stage(HEAD + source, TEMPLATES)
    assert staged == HEAD.rstrip("\n") + expected
    assert staged.count("\n") == (HEAD + source).count("\n")
    ast.parse(staged)
