"""Holds a module to the dialect: see `dialect` for the rules and why.

``python -m bundler.dialect_check`` checks all modules of the checkout it is started in.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from bundler import dialect
from bundler.config import bundles_at
from bundler.dialect_expressions import OPEN, ExpressionChecker, name_of
from bundler.errors import BuildError, Problem
from bundler.modules import (
    DROPPED_IMPORTS,
    JS_GLOBALS,
    PACKAGE,
    SANDBOX,
    Module,
    all_modules,
    is_type_checking,
    modules_for,
    record_keys,
    shape_keys,
)

TYPING = ("typing", "collections.abc")

#: Packages of which modules may be imported by name.
PACKAGES = tuple(f"{PACKAGE}{room}" for room in ("", ".events", ".web", ".web.mapping", ".web.client", ".web.adapters"))

#: Rooms whose modules run in CPython too.
PURE = tuple(
    f"{PACKAGE}.{room}"
    for room in (
        *("js.free_dates", "js.objects", "events", "web.mapping", "web.session", "mobile.mapping", "mobile.session"),
        *("web.client.merge", "web.client.shared_settings", "web.adapters.entity", "diagnostics"),
    )
)


def check(
    module: Module, private: Iterable[str] = (), shapes: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> list[Problem]:
    """List what a module has that the dialect has not, in the order of lines.

    `private` are the keys of records; `shapes` the keys of what goes in and out, by the name that it has everywhere.
    """
    if module.name.startswith(SANDBOX):  # which has no records, and other bundles
        private, shapes = (), {}
    elif not module.name.startswith((f"{PACKAGE}.events", f"{PACKAGE}.web")):  # their persons and companies are others
        shapes = {name: keys for name, keys in shapes.items() if name not in OPEN}
    checker = Checker(in_mapping=module.name.startswith(PURE), private=private, shapes=shapes)
    checker.visit(module.tree)
    return [
        Problem(module.label, line, f"{construct}{detail}: {dialect.ADVICE[construct]}")
        for line, construct, detail in sorted(checker.found)
    ]


class Checker(ExpressionChecker):
    """Adds modules, functions and statements to the check of expressions."""

    # Modules and imports

    def visit_Module(self, node: ast.Module) -> None:
        """Learn the names first, as functions may use what is defined below them."""
        self.refuse_if(ast.get_docstring(node) is None, node, "docstring missing")
        for inner in ast.walk(node):
            if isinstance(inner, ast.FunctionDef):
                self.defined.add(inner.name)
            elif isinstance(inner, ast.arg):
                self.defined.add(inner.arg)
            elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                self.defined.add(inner.id)
            elif isinstance(inner, ast.ExceptHandler) and inner.name:
                self.defined.add(inner.name)
        for statement in node.body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                self.check_import(statement)
        for statement in node.body:
            if is_type_checking(statement) and isinstance(statement, ast.If):
                self.refuse_if(statement.orelse, statement, "TYPE_CHECKING with else")
            elif not isinstance(statement, ast.Import | ast.ImportFrom):
                self.visit(statement)

    def check_import(self, node: ast.Import | ast.ImportFrom) -> None:
        """Learn what an import brings; refuse what staging cannot resolve."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.refuse_if(alias.name not in DROPPED_IMPORTS, node, "import")
                self.types.add(alias.asname or alias.name.split(".")[0])
            return
        source = node.module or ""
        is_ours = source.split(".")[0] in (PACKAGE, SANDBOX)
        self.refuse_if(node.level or not (is_ours or source in DROPPED_IMPORTS), node, "import")
        for alias in node.names:
            name = alias.asname or alias.name
            from_js = source == JS_GLOBALS
            self.refuse_if(alias.name == "*" or (from_js and alias.asname), node, "import")
            if not from_js:
                self.refuse_reserved(node, name)
            if source in TYPING:
                self.types.add(name)
            elif source in PACKAGES:
                self.modules.add(name)
            self.defined.add(name)

    def visit_Import(self, node: ast.Import) -> None:
        """Refuse one that is not at the top: Transcrypt would move it there."""
        self.refuse(node, "import inside a function")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Refuse one that is not at the top: Transcrypt would move it there."""
        self.refuse(node, "import inside a function")

    # Functions

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Check name and arguments; annotations are not compiled."""
        self.refuse_if(node.decorator_list, node, "decorator")
        self.refuse_reserved(node, node.name)
        self.visit(node.args)
        for statement in node.body:
            self.visit(statement)

    def visit_arguments(self, node: ast.arguments) -> None:
        """Only plain arguments by position; Transcrypt forgets those before / and behind *."""
        for argument in node.args:
            self.refuse_reserved(argument, argument.arg)
        for default in [*node.defaults, *filter(None, node.kw_defaults)]:
            self.refuse(default, "default argument")
        for extra in filter(None, [node.vararg, node.kwarg, *node.posonlyargs, *node.kwonlyargs]):
            self.refuse(extra, "variable arguments")

    # Statements

    def visit_Assert(self, node: ast.Assert) -> None:
        """Pass over it: it is there for CPython and the type checker and compiles to nothing."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Pass over the annotation, which staging takes out."""
        spread = node.annotation.end_lineno != node.target.lineno
        self.refuse_if(spread, node, "annotation over several lines")
        self.visit(node.target)
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Names, attributes and items only."""
        for target in node.targets:
            self.refuse_if(isinstance(target, ast.Tuple | ast.List), target, "assigned tuple")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Check the operator and what is added."""
        self.check_operation(node, node.op, [node.value])
        self.generic_visit(node)

    def visit_Delete(self, node: ast.Delete) -> None:
        """Attributes and items may go, names may not."""
        for target in node.targets:
            self.refuse_if(not isinstance(target, (ast.Attribute, ast.Subscript)), target, "delete of a name")
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        """Check the head: names, and for `range` a step that is a number."""
        self.refuse_if(node.orelse, node, "else of a loop")
        for target in ast.walk(node.target):
            plain = isinstance(target, ast.Name | ast.Tuple | ast.expr_context)
            self.refuse_if(not plain, node, "item assignment in a loop's head")
        self.visit(node.target)
        if isinstance(node.iter, ast.Call) and name_of(node.iter.func) == "range":
            for argument in node.iter.args:
                self.visit(argument)
            steps = node.iter.args[2:]
            constant = all(isinstance(_unsigned(step), ast.Constant) for step in steps)
            plain = constant and isinstance(node.target, ast.Name)
            self.refuse_if(not plain, node, "range with a step that is no number")
        else:
            self.visit(node.iter)
        for statement in node.body:
            self.visit(statement)

    def visit_While(self, node: ast.While) -> None:
        """A loop without else."""
        self.refuse_if(node.orelse, node, "else of a loop")
        self.generic_visit(node)

    def visit_Try(self, node: ast.Try) -> None:
        """One handler, for `Exception`, or `finally` alone."""
        self.refuse_if(node.orelse, node, "else of a try")
        self.refuse_if(len(node.handlers) > 1, node, "exception type")
        for handler in node.handlers:
            if handler.type is None:
                self.refuse(handler, "try without Exception")
            else:
                self.refuse_if(name_of(handler.type) != "Exception", handler, "exception type")
            for statement in handler.body:
                self.visit(statement)
        for statement in [*node.body, *node.finalbody]:
            self.visit(statement)


def _unsigned(node: ast.expr) -> ast.expr:
    return node.operand if isinstance(node, ast.UnaryOp) else node


def main() -> int:
    """Check the checkout; give the exit code."""
    root = Path.cwd()
    try:
        reached = modules_for(root, [row.entry for row in bundles_at(root)])
        modules = list({module.name: module for module in [*all_modules(root), *reached]}.values())
        private, shapes = record_keys(root), shape_keys(root)
        problems = [problem for module in modules for problem in check(module, private, shapes)]
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    sys.stdout.write(f"dialect: {len(modules)} modules, {len(problems)} problems\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
