"""The JavaScript that tests run in pages: functions in `tests/browser/scripts/`, a file for each module of tests."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1] / "browser" / "scripts"
EXPORT = re.compile(r"^export ((?:async )?function (\w+))", re.MULTILINE)


@cache
def page_function(file: str, name: str) -> str:
    """The function `name` of `<file>.js`, as an expression that a page can evaluate, with its argument or without."""
    text = (SCRIPTS / f"{file}.js").read_text(encoding="utf-8")
    names = [found[2] for found in EXPORT.finditer(text)]
    if name not in names:
        raise LookupError(f"{file}.js has no function {name}; it has: {', '.join(names)}")
    functions = EXPORT.sub(r"\1", text)
    return f"(() => {{\n{functions}\nreturn {name};\n}})()"


def page_function_of(function: str, *functions: str) -> str:
    """The function, given those functions and then the page's argument."""
    return f"given => ({function})({', '.join(f'({one})' for one in functions)}, given)"


@cache
def page_call(file: str, name: str) -> str:
    """A script that calls the function."""
    return f"({page_function(file, name)})();"


@cache
def script_element(file: str, name: str) -> str:
    """A script element of a page that calls the function."""
    return f"<script>{page_call(file, name)}</script>"
