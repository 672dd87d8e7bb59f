"""Rewrites clean Python into what Transcrypt reads, line for line.

Line N of the result is line N of the source, so that errors and source maps stay true. The rules:

1. Imports for the type checker or CPython (``typing``, ``intercom_destination.js.globals``, ...) and
   ``if TYPE_CHECKING:`` blocks go. So do annotations of variables (Transcrypt does not export an
   annotated one) and ``cast(T, x)``, which becomes ``(x)``.
2. The pragma ``noalias`` follows the module's docstring, or ``name`` would come out as ``py_name``.
3. ``==`` and ``!=`` become ``is`` and ``is not``: ``===`` and ``!==`` in JavaScript.
4. ``except Exception as error`` becomes a bare ``except`` and ``error`` the name that Transcrypt
   gives to what it caught; a typed handler would call the stock runtime's ``isinstance``.
5. A call of a function of ``intercom_destination.js`` that is one expression of JavaScript becomes
   that expression: see `in_place`.
"""

from __future__ import annotations

import ast
import re

from bundler.in_place import Template
from bundler.modules import BROWSER_HALVES, DROPPED_IMPORTS, is_type_checking

NOALIAS = b"__pragma__('noalias')"

#: What may stand between the left side of a comparison and its operator.
OPERATOR = re.compile(rb"(?:[\s)\\]|#[^\n]*)*(==|!=)")
EXCEPT = re.compile(rb"except\s+Exception(\s+as\s+\w+)?")


# The call that says something to the type checker alone, with the type as its first argument.
CAST = "cast"


class Stager(ast.NodeVisitor):
    """Collects the edits of one module, as byte ranges with their replacements."""

    def __init__(self, source: bytes, templates: dict[str, Template]) -> None:
        self.source = source
        self.templates = templates
        self.from_js: set[str] = set()
        self.edits: list[tuple[int, int, bytes]] = []
        self.caught: list[str | None] = []
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def start(self, node: ast.expr | ast.stmt | ast.ExceptHandler) -> int:
        """Give the offset of a node's first byte."""
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        """Give the offset behind a node's last byte."""
        if node.end_lineno is None or node.end_col_offset is None:
            raise ValueError("a node without an end does not come from a parser")
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def replace(self, start: int, end: int, text: bytes) -> None:
        """Replace a range; its line breaks stay, behind the replacement."""
        self.edits.append((start, end, text + b"\n" * self.source.count(b"\n", start, end)))

    def result(self) -> bytes:
        """Apply the edits, last first, so that offsets stay good."""
        text = self.source
        for start, end, replacement in sorted(self.edits, reverse=True):
            text = text[:start] + replacement + text[end:]
        return text

    def visit_Module(self, node: ast.Module) -> None:
        """Drop what is not for the browser; place the pragma behind the docstring."""
        if ast.get_docstring(node, clean=False) is not None:
            place = self.end(node.body[0])
            self.edits.append((place, place, b"; " + NOALIAS))
        for statement in node.body:
            if isinstance(statement, ast.ImportFrom) and statement.module in BROWSER_HALVES:
                self.from_js |= {alias.name for alias in statement.names}
            if is_type_checking(statement) or (
                isinstance(statement, ast.Import | ast.ImportFrom) and _is_dropped(statement)
            ):
                self.replace(self.start(statement), self.end(statement), b"")
            else:
                self.visit(statement)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Make ``x: T = value`` a plain assignment, and ``x: T`` nothing."""
        if node.value is None:
            self.replace(self.start(node), self.end(node), b"pass")
        else:
            self.replace(self.end(node.target), self.start(node.value), b" = ")
            self.visit(node.target)
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        """Reduce ``cast(T, x)`` to ``(x)``; say in place what is one expression of JavaScript's."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == CAST:
            self.say_in_place(node, node.args[1:], (b"", b""))
        elif name in self.from_js and name in self.templates:
            self.say_in_place(node, node.args, self.templates[name])
        else:
            self.generic_visit(node)

    def say_in_place(self, node: ast.Call, arguments: list[ast.expr], template: Template) -> None:
        """Put the template around the arguments, in the place of the call."""
        end = self.start(node)
        before = b"("
        for argument, piece in zip(arguments, template, strict=False):
            self.replace(end, self.start(argument), before + piece + b"(")
            self.visit(argument)
            end, before = self.end(argument), b")"
        self.replace(end, self.end(node), before + template[-1] + b")")

    def visit_Compare(self, node: ast.Compare) -> None:
        """Turn equality into identity, JavaScript's strict equality."""
        left = node.left
        for right in node.comparators:
            operator = OPERATOR.match(self.source, self.end(left), self.start(right))
            if operator:
                word = b" is " if operator[1] == b"==" else b" is not "
                self.replace(*operator.span(1), word)
            left = right
        self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        """Make the handler bare; remember its name for what stands inside."""
        head = EXCEPT.match(self.source, self.start(node))
        if head:
            self.replace(*head.span(), b"except")
        self.caught.append(node.name)
        for statement in node.body:
            self.visit(statement)
        self.caught.pop()

    def visit_Name(self, node: ast.Name) -> None:
        """Give a caught exception the name that Transcrypt's output has for it."""
        if node.id in self.caught:
            depth = len(self.caught) - 1 - self.caught[::-1].index(node.id)
            self.replace(self.start(node), self.end(node), b"__except%d__" % depth)


def _is_dropped(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module in DROPPED_IMPORTS
    return all(alias.name in DROPPED_IMPORTS for alias in node.names)


def stage(source: str, templates: dict[str, Template]) -> str:
    """Rewrite the text of one module; the text is expected to be in the dialect.

    `templates` are those of JavaScript's half, by function.
    """
    encoded = source.encode()
    stager = Stager(encoded, templates)
    stager.visit(ast.parse(encoded))
    return stager.result().decode()
