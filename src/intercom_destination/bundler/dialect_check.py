"""Holds a module to the dialect: see `dialect` for the rules and why.

``python -m intercom_destination.bundler.dialect_check`` checks all modules of the checkout it is started in.
"""

from __future__ import annotations

import ast
import builtins
import sys
from pathlib import Path

from intercom_destination.bundler import dialect
from intercom_destination.bundler.errors import BuildError, Problem
from intercom_destination.bundler.modules import (
    DROPPED_IMPORTS,
    PACKAGE,
    Module,
    all_modules,
    is_type_checking,
)

TYPING = ("typing", "collections.abc")


def check(module: Module) -> list[Problem]:
    """List what a module has that the dialect has not, in the order of lines."""
    checker = Checker(in_mapping=module.name.startswith(f"{PACKAGE}.mapping"))
    checker.visit(module.tree)
    return [
        Problem(module.label, line, f"{construct}{detail}: {dialect.ADVICE[construct]}")
        for line, construct, detail in sorted(checker.found)
    ]


class Checker(ast.NodeVisitor):
    """Walks a syntax tree and collects lines with the constructs that are refused there."""

    def __init__(self, *, in_mapping: bool) -> None:
        self.in_mapping = in_mapping
        self.found: set[tuple[int, str, str]] = set()
        self.defined: set[str] = set()
        self.modules: set[str] = set()
        self.types: set[str] = set()

    def refuse(self, node: ast.AST, construct: str, detail: str = "") -> None:
        """Note a construct at a node's line; the detail is the name that offends."""
        shown = f" ({detail})" if detail else ""
        self.found.add((getattr(node, "lineno", 1), construct, shown))

    def refuse_if(self, condition: object, node: ast.AST, construct: str, detail: str = "") -> None:
        """Note it where the condition holds."""
        if condition:
            self.refuse(node, construct, detail)

    def check_name(self, node: ast.AST, name: str) -> None:
        """Refuse a name of ours that JavaScript keeps for itself."""
        self.refuse_if(name in dialect.RESERVED, node, "name that JavaScript reserves", name)

    def visit(self, node: ast.AST) -> None:
        """Refuse by kind first, then look closer."""
        if type(node) in dialect.REFUSED:
            self.refuse(node, dialect.REFUSED[type(node)])
        elif not isinstance(node, dialect.ALLOWED):
            self.refuse(node, "unknown construct")
        else:
            super().visit(node)

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
        is_ours = source.startswith(f"{PACKAGE}.") or source == PACKAGE
        self.refuse_if(node.level or not (is_ours or source in DROPPED_IMPORTS), node, "import")
        for alias in node.names:
            name = alias.asname or alias.name
            from_js = source == f"{PACKAGE}.js"
            self.refuse_if(alias.name == "*" or (from_js and alias.asname), node, "import")
            if not from_js:
                self.check_name(node, name)
            if source in TYPING:
                self.types.add(name)
            elif source in (PACKAGE, f"{PACKAGE}.mapping", f"{PACKAGE}.browser"):
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
        self.check_name(node, node.name)
        self.visit(node.args)
        for statement in node.body:
            self.visit(statement)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """What a function gets besides its arguments, a lambda does not get."""
        own = {"this", "arguments"}
        uses = any(isinstance(inner, ast.Name) and inner.id in own for inner in ast.walk(node.body))
        self.refuse_if(uses, node, "this in a lambda")
        self.generic_visit(node)

    def visit_arguments(self, node: ast.arguments) -> None:
        """Only plain arguments by position; Transcrypt forgets those before / and behind *."""
        for argument in node.args:
            self.check_name(argument, argument.arg)
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
            self.refuse_if(not isinstance(target, _ITEM), target, "delete of a name")
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        """Check the head: names, and for `range` a step that is a number."""
        self.refuse_if(node.orelse, node, "else of a loop")
        for target in ast.walk(node.target):
            plain = isinstance(target, ast.Name | ast.Tuple | ast.expr_context)
            self.refuse_if(not plain, node, "item assignment in a loop's head")
        self.visit(node.target)
        if isinstance(node.iter, ast.Call) and _name(node.iter.func) == "range":
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
                self.refuse_if(_name(handler.type) != "Exception", handler, "exception type")
            for statement in handler.body:
                self.visit(statement)
        for statement in [*node.body, *node.finalbody]:
            self.visit(statement)

    # Expressions

    def visit_Name(self, node: ast.Name) -> None:
        """Refuse names that mean nothing, or something else, in JavaScript."""
        if isinstance(node.ctx, ast.Store):
            self.check_name(node, node.id)
        elif node.id in self.types:
            self.refuse(node, "type at run time", node.id)
        elif node.id in ("__pragma__", "__include__"):
            self.refuse(node, "pragma")
        elif node.id not in self.defined and node.id not in ("__debug__", "__name__"):
            self.refuse_if(hasattr(builtins, node.id), node, "builtin of Python", node.id)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Refuse bytes, complex numbers, `...`, numbers too large, and escapes of eight digits."""
        value = node.value
        known = value is None or isinstance(value, str | bool | int | float)
        large = isinstance(value, int | float) and not abs(value) < 2**53
        escaped = isinstance(value, str) and r"\U" in repr(value).replace(r"\\", "")
        self.refuse_if(not known or large or escaped, node, "constant that JavaScript lacks")

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Check the operator and both sides."""
        self.check_operation(node, node.op, [node.left, node.right])
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """Check the operator."""
        self.check_operation(node, node.op, [])
        self.generic_visit(node)

    def check_operation(self, node: ast.AST, operator: ast.operator | ast.unaryop, sides: list[ast.expr]) -> None:
        """Refuse operators that differ, and those that differ for lists and strings."""
        self.refuse_if(isinstance(operator, dialect.OPERATORS), node, "operator")
        bits = isinstance(operator, dialect.BIT_OPERATORS)
        self.refuse_if(bits and self.in_mapping, node, "bit operator in the mapping")
        for side in sides:
            text = isinstance(side, ast.Constant) and isinstance(side.value, str)
            several = isinstance(side, ast.List | ast.Tuple | ast.Dict)
            wrong = several or (text and not isinstance(operator, ast.Add))
            if not isinstance(operator, dialect.OPERATORS):
                self.refuse_if(wrong, node, "operation on a literal list, string or tuple")

    def visit_Compare(self, node: ast.Compare) -> None:
        """One comparison, of plain values."""
        self.refuse_if(len(node.ops) > 1, node, "chained comparison")
        literal = [side for side in (node.left, *node.comparators) if isinstance(side, _LITERAL)]
        construct = "comparison with a literal list, object or tuple"
        self.refuse_if(literal and not _is_membership(node), node, construct)
        self.refuse_if(
            any(isinstance(side, ast.List | ast.Tuple | ast.Set) for side in literal),
            node,
            construct,
        )
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        """Only strings as keys; `__proto__` in a literal would be its prototype."""
        for key in node.keys:
            plain = isinstance(key, ast.Constant) and isinstance(key.value, str)
            known = plain and isinstance(key, ast.Constant) and key.value != "__proto__"
            self.refuse_if(not known, key or node, "literal with other keys than strings")
        self.generic_visit(node)

    def visit_List(self, node: ast.List) -> None:
        """No starred items."""
        self.check_items(node)

    def visit_Tuple(self, node: ast.Tuple) -> None:
        """No starred items."""
        self.check_items(node)

    def check_items(self, node: ast.List | ast.Tuple) -> None:
        """Refuse starred items, which Transcrypt would put in without the star."""
        for item in node.elts:
            self.refuse_if(isinstance(item, ast.Starred), item, "starred item")
            self.visit(item)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """One subscript of a plain value, not from the end."""
        inner = node.slice
        self.refuse_if(isinstance(node.value, dialect.OPERATIONS), node, "subscript of an operation")
        self.refuse_if(isinstance(inner, ast.Tuple), node, "subscript with several parts")
        negative = isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.USub)
        self.refuse_if(negative, node, "negative subscript")
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """In the mapping, attributes of modules only."""
        wrong = isinstance(node.value, ast.UnaryOp | ast.Constant)
        self.refuse_if(wrong, node, "attribute of an operation")
        ours = _name(node.value) in self.modules
        self.refuse_if(self.in_mapping and not ours, node, "attribute in the mapping")
        self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        """Check what is called and how."""
        name = _name(node.func)
        self.refuse_if(node.keywords, node, "keyword argument")
        self.refuse_if(isinstance(node.func, dialect.OPERATIONS), node, "call of an operation")
        if isinstance(node.func, ast.Attribute):
            ours = _name(node.func.value) in self.modules
            if self.in_mapping and not ours:
                self.refuse(node, "method in the mapping")
                self.visit(node.func.value)
            else:
                wrong = node.func.attr in dialect.METHODS and not ours
                self.refuse_if(wrong, node, "method of Python", node.func.attr)
                self.visit(node.func)
        elif name == "cast" and "cast" in self.types and len(node.args) == 2:
            self.visit(node.args[1])
            return
        else:
            if name in ("__new__", "__typeof__"):
                self.check_intrinsic(node, name)
            self.visit(node.func)
        for argument in node.args:
            self.visit(argument.value if isinstance(argument, ast.Starred) else argument)

    def check_intrinsic(self, node: ast.Call, name: str) -> None:
        """Refuse operands that JavaScript's `new` and `typeof` would bind too loosely."""
        operand = node.args[0] if len(node.args) == 1 else None
        if name == "__new__":
            callee = operand.func if isinstance(operand, ast.Call) else None
            while isinstance(callee, ast.Attribute):
                callee = callee.value
            plain = isinstance(callee, ast.Name)
        else:
            plain = isinstance(operand, ast.Name | ast.Attribute | ast.Subscript | ast.Call)
        self.refuse_if(not plain, node, "typeof or new of an operation")


_ITEM = (ast.Attribute, ast.Subscript)
_LITERAL = (ast.List, ast.Tuple, ast.Dict, ast.Set)


def _name(node: ast.expr) -> str | None:
    return node.id if isinstance(node, ast.Name) else None


def _unsigned(node: ast.expr) -> ast.expr:
    return node.operand if isinstance(node, ast.UnaryOp) else node


def _is_membership(node: ast.Compare) -> bool:
    return isinstance(node.ops[0], ast.In | ast.NotIn)


def main() -> int:
    """Check the checkout; give the exit code."""
    modules = all_modules(Path.cwd())
    try:
        problems = [problem for module in modules for problem in check(module)]
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    sys.stdout.write(f"dialect: {len(modules)} modules, {len(problems)} problems\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
