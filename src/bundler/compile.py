"""Compiles staged modules with Transcrypt, all in one run, into plain ECMAScript modules.

Transcrypt takes half a second to start and milliseconds for a module, so one made-up module imports all
the others, dependencies first: an error is then reported at the module that has it.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

from bundler.errors import BuildError, Problem
from bundler.in_place import Template, templates
from bundler.modules import BROWSER_HALVES, Module
from bundler.stage import stage

UMBRELLA = "all_modules"
ERROR = re.compile(r"File '([^']*)', line (\d+), namely:\s*(.*)", re.DOTALL)

#: A lambda comes out as a function expression; an arrow is shorter, and has the `this` around it as in Python.
LAMBDA_HEAD = re.compile(r"\(function __lambda__ (\([\w$, ]*\)) \{")

#: Transcrypt hands literals over to the runtime, as ``dict ({...})``, which gives them back as they are.
LITERAL_HEAD = re.compile(r"\b(?:dict|tuple) (?=\([\[{])")

#: The call of `js.pattern` on a string, which a literal says in fewer bytes, and without the page's `RegExp`.
PATTERN = re.compile(r"\bpattern \(('(?:[^'\\]|\\.)*')\)")

#: A call without effect, marked so that esbuild drops a pattern or a table that an entry does not use.
PURE = re.compile(r"(?<== )(?=new RegExp |'[^']*'\.split \()")


def compile_modules(modules: list[Module], work: Path) -> Path:
    """Compile the modules below the work folder; give the folder of the JavaScript files.

    Each file is named after its module (``a.b.js``) and has its map beside it.
    """
    staged, compiled = work / "staged", work / "js"
    in_place = _in_place(modules)
    for module in modules:
        target = staged.joinpath(*module.name.split("."))
        # A module with others below it, as `js`, is a package to Transcrypt.
        package = any(other.name.startswith(f"{module.name}.") for other in modules)
        target = target / "__init__.py" if package else target.with_suffix(".py")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(stage(module.path.read_text(encoding="utf-8"), in_place), encoding="utf-8")
    umbrella = "".join(f"import {module.name}\n" for module in modules[1:])
    (staged / f"{UMBRELLA}.py").write_text(umbrella, encoding="utf-8")
    _transcrypt(modules, staged, compiled)
    for module in modules:
        _finish(module, compiled)
    return compiled


def _in_place(modules: list[Module]) -> dict[str, Template]:
    """The templates of JavaScript's halves, those that are among the modules."""
    found: dict[str, Template] = {}
    for module in modules:
        if module.name in BROWSER_HALVES:
            found |= templates(stage(module.path.read_text(encoding="utf-8"), {}))
    return found


def _transcrypt(modules: list[Module], staged: Path, compiled: Path) -> None:
    # -b builds afresh, -n leaves the code readable, -m writes source maps.
    script = Path(__file__).with_name("transcrypt_run.py")
    options = ["-b", "-n", "-m", "-od", str(compiled), UMBRELLA]
    run = subprocess.run(
        [sys.executable, "-P", "-W", "ignore", str(script), *options],
        cwd=staged,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise _error(run.stdout + run.stderr, modules)


def _error(output: str, modules: list[Module]) -> BuildError:
    if "No module named 'transcrypt'" in output:
        return BuildError("Transcrypt is not installed: run `nox -s build`, which installs it")
    labels = {module.name: module.label for module in modules}
    found = list(ERROR.finditer(output))
    if not found or found[-1][1] not in labels:
        return BuildError(f"Transcrypt failed:\n{output.strip()}")
    name, line, rest = found[-1].groups()
    message = " ".join(rest.removesuffix("Aborted\n\n").split()) or "Transcrypt gave no reason"
    return BuildError.from_problems([Problem(labels[name], int(line), f"Transcrypt: {message}")])


def _shorter(line: str) -> str:
    line = LITERAL_HEAD.sub("", LAMBDA_HEAD.sub(r"(\1 => {", line))
    return PURE.sub("/* @__PURE__ */ ", PATTERN.sub(_literal, line))


def _literal(found: re.Match[str]) -> str:
    """The regular expression of a call of `pattern` as a literal, which ignores case as well."""
    text: str = ast.literal_eval(found[1])
    return f"/{text.replace('/', chr(92) + '/')}/i"


def _finish(module: Module, compiled: Path) -> None:
    """Make the output a function of the source, and shorter where a pattern shows how.

    Its first line is a date; it is emptied, so that the map holds.
    """
    path = compiled / f"{module.name}.js"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[0] = ""
    path.write_text("\n".join(map(_shorter, lines)), encoding="utf-8")

    map_path = compiled / f"{module.name}.map"
    source_map = json.loads(map_path.read_text(encoding="utf-8"))
    source_map["sources"] = [module.label]
    source_map["sourcesContent"] = [module.path.read_text(encoding="utf-8")]
    map_path.write_text(json.dumps(source_map), encoding="utf-8")
