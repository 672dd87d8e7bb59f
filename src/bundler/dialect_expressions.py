"""Holds expressions to the dialect: the half of `dialect_check` below the statements."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from bundler import dialect

LITERALS = (ast.List, ast.Tuple, ast.Dict, ast.Set)

#: The functions that read or set a field of an object of which nothing is certain, by its name.
ACCESSORS = ("get_own", "get_given", "get_identifier", "set_defined")
#: What is also read and set by a subscript, of what the type checker takes for any object.
OPEN = ("person", "fields", "company")


def name_of(node: ast.expr) -> str | None:
    """Give the name that an expression is, or nothing."""
    return node.id if isinstance(node, ast.Name) else None


def literal(node: ast.expr) -> str | None:
    """Give the string that an expression is, or nothing."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_record(node: ast.expr) -> bool:
    """Tell whether an expression is one of the records of ``records.py``, by its name."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return node.slice.value == "session"
    return name_of(node) in ("client", "session", "listeners")


class ExpressionChecker(ast.NodeVisitor):
    """Walks a syntax tree and collects lines with the constructs that are refused there."""

    def __init__(self, *, in_mapping: bool, private: Iterable[str], shapes: Mapping[str, Iterable[str]]) -> None:
        self.in_mapping = in_mapping
        self.private = frozenset(private)
        self.shapes = shapes
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

    def refuse_reserved(self, node: ast.AST, name: str) -> None:
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

    def visit_Name(self, node: ast.Name) -> None:
        """Refuse names that mean nothing, or something else, in JavaScript."""
        if isinstance(node.ctx, ast.Store):
            self.refuse_reserved(node, node.id)
        elif node.id in self.types:
            self.refuse(node, "type at run time", node.id)
        elif node.id in ("__pragma__", "__include__"):
            self.refuse(node, "pragma")
        elif node.id not in self.defined and node.id not in ("__diagnostics__", "__name__"):
            self.refuse_if(hasattr(builtins, node.id), node, "builtin of Python", node.id)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Refuse bytes, complex numbers, `...`, numbers too large, and escapes of eight digits."""
        value = node.value
        known = value is None or isinstance(value, str | bool | int | float)
        large = isinstance(value, int | float) and not abs(value) < 2**53
        escaped = isinstance(value, str) and r"\U" in repr(value).replace(r"\\", "")
        self.refuse_if(isinstance(value, str) and value in self.private, node, "private key", str(value))
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
            text = literal(side) is not None
            several = isinstance(side, ast.List | ast.Tuple | ast.Dict)
            wrong = several or (text and not isinstance(operator, ast.Add))
            if not isinstance(operator, dialect.OPERATORS):
                self.refuse_if(wrong, node, "operation on a literal list, string or tuple")

    def visit_Compare(self, node: ast.Compare) -> None:
        """One comparison, of plain values."""
        self.refuse_if(len(node.ops) > 1, node, "chained comparison")
        literal = [side for side in (node.left, *node.comparators) if isinstance(side, LITERALS)]
        construct = "comparison with a literal list, object or tuple"
        self.refuse_if(literal and not isinstance(node.ops[0], ast.In | ast.NotIn), node, construct)
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
        keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
        # A record is what has mostly their keys.
        is_ours = 2 * len(self.private.intersection(keys)) > len(keys)
        for key in node.keys:
            if is_ours and isinstance(key, ast.Constant):
                self.refuse_unknown(key.value, key)
            elif key:
                self.visit(key)
        for value in node.values:
            self.visit(value)

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
        self.visit(node.value)
        if name_of(node.value) in OPEN:
            self.check_shape(node, node.value, inner)
        key = literal(inner)
        if not self.private or key is None or not is_record(node.value):
            self.visit(inner)
        else:
            self.refuse_unknown(key, node)

    def refuse_unknown(self, key: object, node: ast.AST) -> None:
        """Refuse a key that no record has, with the one that it resembles."""
        self.refuse_key(str(key), self.private, node, "unknown key of a record")

    def refuse_key(self, key: str, known: Iterable[str], node: ast.AST, construct: str) -> None:
        """Refuse a key that is not among the known ones, with the one that it resembles."""
        near = get_close_matches(key, sorted(known), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        self.refuse_if(key not in known, node, construct, f"{key}{hint}")

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """In the mapping, attributes of modules only."""
        wrong = isinstance(node.value, ast.UnaryOp | ast.Constant)
        self.refuse_if(wrong, node, "attribute of an operation")
        ours = name_of(node.value) in self.modules
        self.refuse_if(self.in_mapping and not ours, node, "attribute in the mapping")
        self.refuse_if(node.attr in self.private, node, "private key", node.attr)
        self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        """Check what is called and how."""
        name = name_of(node.func)
        self.refuse_if(node.keywords, node, "keyword argument")
        self.refuse_if(isinstance(node.func, dialect.OPERATIONS), node, "call of an operation")
        if isinstance(node.func, ast.Attribute):
            ours = name_of(node.func.value) in self.modules
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
            elif name in ACCESSORS and len(node.args) >= 2:
                self.check_shape(node, node.args[0], node.args[1])
            self.visit(node.func)
        for argument in node.args:
            self.visit(argument.value if isinstance(argument, ast.Starred) else argument)

    def check_shape(self, node: ast.AST, owner: ast.expr, key: ast.expr) -> None:
        """Refuse a literal key that what goes in or out has not."""
        shape, text = name_of(owner) or "", literal(key)
        if text is not None and shape in self.shapes:
            self.refuse_key(text, self.shapes[shape], node, "unknown key of what goes in or out")

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

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """What a function gets besides its arguments, a lambda does not get."""
        own = {"this", "arguments"}
        uses = any(isinstance(inner, ast.Name) and inner.id in own for inner in ast.walk(node.body))
        self.refuse_if(uses, node, "this in a lambda")
        self.generic_visit(node)
