"""Finds the Python modules that an entry needs, dependencies first."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from bundler.errors import BuildError, Problem

PACKAGE = "intercom_destination"
SANDBOX = "intercom_sandbox"
#: What compiled code may take from JavaScript, as functions: module -> the file of the browser's half, which takes its
#: place in a bundle.
JS = f"{PACKAGE}.js"
BROWSER_HALVES = {JS: "browser", f"{JS}.text": "browser_text"}
#: JavaScript's own names.
JS_GLOBALS = f"{JS}.globals"
#: The records that never leave a bundle.
RECORDS = (f"{PACKAGE}.web.records", f"{PACKAGE}.mobile.records")
#: The shapes of what goes in and out: module -> shape -> what compiled code calls it everywhere. A person of an app is
#: closed, and the type checker's alone.
SHAPES: dict[str, dict[str, tuple[str, ...]]] = {
    f"{PACKAGE}.events.event_types": {"Event": ("event",), "Group": ("group",), "Settings": ("settings",)},
    f"{PACKAGE}.web.call_types": {"Settings": ("settings",), "Person": ("person", "fields"), "Company": ("company",)},
    f"{PACKAGE}.mobile.call_types": {"Settings": ("settings",)},
}
RUNTIME = "org.transcrypt.__runtime__"

#: Folders below ``src`` with modules to compile, beside the runtime and what `js` has.
COMPILED = (f"{PACKAGE}/events", f"{PACKAGE}/web", f"{PACKAGE}/mobile", f"{SANDBOX}/page")

#: Modules of `js` that have one half: they are compiled as they are.
PLAIN = (f"{JS}.objects", f"{JS}.free_dates")

#: Modules that are for the type checker alone.
TYPES = (
    *RECORDS,
    f"{JS}.dom",
    f"{JS}.libraries",
    *SHAPES,
    f"{PACKAGE}.web.adapters.argument_types",
    f"{PACKAGE}.diagnostics.diagnostic_types",
    f"{SANDBOX}.page.page_types",
)

#: Modules for the type checker or CPython: their imports go when a module is staged.
DROPPED_IMPORTS = ("__future__", "typing", "collections.abc", JS_GLOBALS, *TYPES)


@dataclass(frozen=True)
class Module:
    """A module to compile: its dotted name in JavaScript, its file, and the name shown to people."""

    name: str
    path: Path
    label: str

    @property
    def tree(self) -> ast.Module:
        """The syntax tree; a syntax error becomes a `BuildError` with file and line."""
        try:
            return ast.parse(self.path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            problem = Problem(self.label, error.lineno or 1, error.msg)
            raise BuildError.from_problems([problem]) from None


def module_at(root: Path, name: str) -> Module | None:
    """Find the module of that dotted name below ``root/src``, or nothing; in `js`, the browser's half."""
    if name == RUNTIME:
        relative = Path(PACKAGE, "js", "runtime", *name.split("."))
    elif name in BROWSER_HALVES:
        relative = Path(PACKAGE, "js", BROWSER_HALVES[name])
    else:
        relative = Path(*name.split("."))
    path = root / "src" / relative.with_suffix(".py")
    if not path.is_file():
        return None
    return Module(name, path, path.relative_to(root).as_posix())


def all_modules(root: Path) -> list[Module]:
    """List every module that is written to be compiled, reached by an entry or not."""
    source = root / "src"
    names = [
        ".".join(path.relative_to(source).with_suffix("").parts)
        for folder in COMPILED
        for path in sorted((source / folder).rglob("*.py"))
        if path.name != "__init__.py"
    ]
    found = [module_at(root, name) for name in (RUNTIME, *BROWSER_HALVES, *PLAIN, *names) if name not in TYPES]
    return [module for module in found if module]


def uses_records(root: Path, entry: str) -> bool:
    """Tell whether a module that the entry reaches imports a record."""
    return any(
        isinstance(node, ast.ImportFrom) and node.module in RECORDS
        for module in modules_for(root, [entry])
        for node in module.tree.body
    )


def record_keys(root: Path) -> list[str]:
    """List the keys of the records that never leave a bundle: those of each class in a ``records.py``, each once."""
    keys = [key for name in RECORDS for row in _records(root, name).values() for key in row]
    return list(dict.fromkeys(keys))


def shape_keys(root: Path) -> dict[str, list[str]]:
    """List the keys of what goes in and of what goes out, by the name that it has everywhere."""
    keys: dict[str, list[str]] = {}
    for module, shapes in SHAPES.items():
        for shape, row in _records(root, module).items():
            for name in shapes.get(shape, ()):
                keys.setdefault(name, []).extend(row)
    return keys


def _records(root: Path, name: str) -> dict[str, list[str]]:
    """The keys of each class of a module of records."""
    path = root / "src" / Path(*name.split(".")).with_suffix(".py")
    tree = ast.parse(path.read_text(encoding="utf-8") if path.is_file() else "")
    return {
        record.name: [
            field.target.id
            for field in record.body
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        ]
        for record in tree.body
        if isinstance(record, ast.ClassDef)
    }


def is_type_checking(node: ast.stmt) -> bool:
    """Tell whether a statement is ``if TYPE_CHECKING:``."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _imported(module: Module, root: Path) -> list[Module]:
    found = []
    for node in module.tree.body:
        if not isinstance(node, ast.ImportFrom) or node.module in DROPPED_IMPORTS:
            continue
        source = node.module or ""
        for alias in node.names:
            target = module_at(root, f"{source}.{alias.name}") or module_at(root, source)
            if target is None or source.split(".")[0] not in (PACKAGE, SANDBOX):
                message = (
                    f"cannot compile an import of {alias.name!r} from {source!r}: import it from "
                    f"the module in {PACKAGE} that defines it"
                )
                raise BuildError.from_problems([Problem(module.label, node.lineno, message)])
            found.append(target)
    return found


def modules_for(root: Path, entries: list[str]) -> list[Module]:
    """List the runtime, then all modules that the entries reach, each after those it imports."""
    ordered: dict[str, Module] = {}
    visiting: set[str] = set()

    def add(module: Module) -> None:
        if module.name in ordered or module.name in visiting:
            return
        visiting.add(module.name)
        for imported in _imported(module, root):
            add(imported)
        ordered[module.name] = module

    for name in [RUNTIME, *entries]:
        module = module_at(root, name)
        if module is None:
            raise BuildError(f"there is no module {name} below {root / 'src'}")
        add(module)
    return list(ordered.values())
