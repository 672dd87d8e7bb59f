"""``python -m tools.rooms``: which room of the house may import which, where tests lie, one meaning for a file name.

A room is a package below ``src``, see ARCHITECTURE.md. The pure core knows nothing of the page, the modes know nothing
of each other, and nothing that is delivered knows the bundler. Ends with 1 where a rule is broken; each line names the
file, the line, and what to do instead.
"""

from __future__ import annotations

import ast
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "intercom_destination"

#: Room -> the rooms that it may import from, with all in them, beside itself. A module that is listed is a room too.
ROOMS: dict[str, tuple[str, ...]] = {
    "js": (),
    "events": ("js",),
    "web.call_types": ("events",),
    "web.records": ("js", "events", "web.call_types"),
    "web.session": ("js", "events", "web.records"),
    "web.mapping.settings": ("js", "events", "web.call_types"),
    "web.mapping": ("js", "events", "web.call_types", "web.records", "web.session", "web.mapping.settings"),
    "web.client": ("js", "events", "web.call_types", "web.records", "web.session", "web.mapping"),
    "web.adapters": ("js", "events", "web.records", "web.session", "web.mapping", "web.client"),
    "web.entrypoints": ("js", "web.client", "web.adapters", "diagnostics"),
    "mobile.call_types": ("events",),
    "mobile.mapping": ("js", "events", "mobile.call_types"),
    "mobile.records": ("js", "events", "mobile.call_types"),
    "mobile.session": ("js", "events", "mobile.call_types", "mobile.mapping", "mobile.records"),
    "mobile.client": ("js", "events", "mobile.call_types", "mobile.mapping", "mobile.records", "mobile.session"),
    "mobile.adapters": ("js", "events"),
    "mobile.plugins": ("js", "mobile.records", "mobile.client"),
    "mobile.entrypoints": ("js", "mobile.adapters", "mobile.plugins"),
    "mobile": ("js", "events"),
    "cloud.request": (),
    "cloud.mapping": ("js", "events", "cloud.request"),
    "cloud.queue": ("cloud.request",),
    "cloud.delivery": ("cloud.request", "cloud.mapping", "cloud.queue"),
    "cloud": ("cloud.request", "cloud.mapping", "cloud.queue", "cloud.delivery"),
    "diagnostics": (
        *("js", "events", "web.call_types", "web.mapping", "web.records", "web.session", "web.client"),
        *("mobile.call_types", "mobile.mapping", "mobile.session", "cloud.request", "cloud.mapping"),
    ),
    "server": ("js", "events", "web.mapping.settings"),
    "cli": (
        *("js", "events", "web.mapping.settings", "diagnostics", "server", PACKAGE, "intercom_sandbox"),
        *("cloud.request", "cloud.mapping", "cloud.queue", "cloud.delivery"),
    ),
    PACKAGE: ("diagnostics", "server", "js"),
    "intercom_sandbox": ("js", "events", PACKAGE),
    "bundler": (),
}

#: The page's global object, which entrypoints hand to all others.
WINDOW = f"{PACKAGE}.js.globals.window"

#: Names to which Python, pytest, npm or the documents' generator gives a meaning.
SHARED_NAMES = {
    *("__init__.py", "__main__.py", "__runtime__.py", "py.typed", "conftest.py"),
    *("package.json", "package-lock.json", "README.md", "index.md", "index.html"),
}
#: A mode may have a name for the same thing as another mode.
MODES = ("web", "mobile", "cloud")

#: What a name has to be unique in. `build/` is made from these.
FOLDERS = ("src", "demo_site", "tests", "tools", "docs")
#: Folders that are made or installed.
FOREIGN = {"node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}

#: Folder of `tests/` -> the tests that belong there.
TESTS = {
    "unit": "what needs no browser and no Node",
    "contract": "what is compared with recordings or other people's programs, or speaks to a fake Intercom",
    "browser": "what needs a page",
    "packaging": "what is about the delivered files",
}
BESIDE_TESTS = ("support", "data")


def lies_in(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def room_of(module: str) -> str:
    """The room that a module of ``src`` is in; the longest name that fits."""
    inside = module.removeprefix(f"{PACKAGE}.")
    for room in sorted(ROOMS, key=len, reverse=True):
        if lies_in(inside, room) or module == room:
            return room
    return module.split(".")[0]


def imported(tree: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """The modules that a module of a package imports, by their full names, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = resolve_name("." * node.level + (node.module or ""), package)
            for alias in node.names:
                yield node.lineno, f"{source}.{alias.name}"


def forbidden(source: Path, label: str, module: str) -> list[str]:
    """The imports of a module that its room does not allow."""
    room = room_of(module)
    package = module if source.name == "__init__.py" else module.rpartition(".")[0]
    lines = []
    for line, name in imported(ast.parse(source.read_text(encoding="utf-8")), package):
        if name.split(".")[0] not in (PACKAGE, "intercom_sandbox", "bundler"):
            continue
        if name == WINDOW and not (room.endswith(".entrypoints") or module == "intercom_sandbox.page.entrypoint"):
            lines.append(
                f"{label}:{line}: only entrypoints name the page's global object: take it as an argument, `root`"
            )
        target = room_of(name)
        if not any(lies_in(target, one) for one in (room, *ROOMS[room])):
            allowed = ", ".join(ROOMS[room]) or "nothing of ours"
            lines.append(
                f"{label}:{line}: {room} may not import from {target}: it may use {allowed}; move what is shared"
                f" to one of these, or pass it as an argument"
            )
    return lines


def shared_names(paths: list[Path]) -> list[str]:
    """File names that occur more than once, unless two modes have them for the same thing."""
    places = defaultdict(set)
    for path in paths:
        if path.name not in SHARED_NAMES:
            parts = path.as_posix().split("/")
            mode = next((index for index, part in enumerate(parts) if part in MODES), None)
            place = "/".join(parts if mode is None else [*parts[:mode], "MODE", *parts[mode + 1 :]])
            places[path.name].add(place)
    return [
        f"{sorted(found)[0]}:1: the name {name} stands for another file too ({', '.join(sorted(found)[1:])}):"
        " give one of them a name of its own"
        for name, found in sorted(places.items())
        if len(found) > 1
    ]


def misplaced_tests(paths: list[Path]) -> list[str]:
    """Files of `tests/` in a folder of another name, and modules of tests beside the folders of tests."""
    advice = "; ".join(f"tests/{folder} has {what}" for folder, what in TESTS.items())
    lines = []
    for path in paths:
        if path.parts[0] != "tests" or len(path.parts) == 2:
            continue
        folder = path.parts[1]
        if folder not in (*TESTS, *BESIDE_TESTS):
            lines.append(
                f"{path.as_posix()}:1: tests/{folder} is no folder of tests: {advice}; helpers in tests/support"
            )
        elif folder in BESIDE_TESTS and path.match("test_*.py"):
            lines.append(f"{path.as_posix()}:1: tests/{folder} has no tests: {advice}")
    return lines


def files_in(root: Path) -> list[Path]:
    """The files of the tree that somebody has written, relative to it."""
    found = []
    for folder in FOLDERS:
        for place, folders, names in os.walk(root / folder):
            folders[:] = sorted(set(folders) - FOREIGN)
            found += [Path(place, name).relative_to(root) for name in sorted(names)]
    return found


def check(root: Path) -> list[str]:
    """All broken rules of a checkout."""
    lines = []
    for path in sorted((root / "src").rglob("*.py")):
        relative = path.relative_to(root / "src")
        if "runtime" not in relative.parts:
            module = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
            lines += forbidden(path, path.relative_to(root).as_posix(), module)
    files = files_in(root)
    return lines + shared_names(files) + misplaced_tests(files)


def main() -> int:
    lines = check(ROOT)
    for line in lines:
        sys.stderr.write(f"{line}\n")
    sys.stdout.write(f"rooms: {len(lines)} problems\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
