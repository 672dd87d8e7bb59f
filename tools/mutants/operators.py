"""The small changes that a mutant is made of: which ones there are for a piece of Python.

Left out are annotations, imports and docstrings, which say nothing about what the code does, and `__diagnostics__`,
which is true wherever these tests run. The first assignment to a name is not removed either: the exception that follows
from it would be no merit of the tests.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from copy import deepcopy

COMPARISONS: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.GtE],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE],
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Mod: ast.Div,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
}
# What a regular expression says beside its letters: anchors, repetitions, and the sense of a set or a look-ahead.
PATTERN_SIGN = re.compile(r"(?<!\()[$?*+]|(?<!\[)\^|\{\d(?:,\d)?\}|(?<=\[)\^|(?<=\(\?)!|[,.](?=[^\[]*\])")


def expressions(node: ast.expr) -> Iterator[ast.expr]:
    """What may stand in place of an expression; each differs from it in one thing."""
    if isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in _other_values(node.value))
    elif isinstance(node, ast.Name):
        if node.id == "undefined" and isinstance(node.ctx, ast.Load):
            yield ast.Constant(None)
    elif isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):  # more than one in `0 < x <= 9`
            for other in COMPARISONS[type(operator)]:
                yield ast.Compare(node.left, [*node.ops[:index], other(), *node.ops[index + 1 :]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield from _conditions(node)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.BinOp):
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
    elif isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.List):
        for index in range(len(node.elts)):
            yield ast.List([*node.elts[:index], *node.elts[index + 1 :]], node.ctx)
    elif isinstance(node, ast.Dict):
        for index in range(len(node.keys)):
            keys, values = list(node.keys), list(node.values)
            del keys[index], values[index]
            yield ast.Dict(keys, values)


def _other_values(value: object) -> Iterator[str | int | bool | None]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
        if value:
            yield value - 1
    elif isinstance(value, str):
        yield value + "~"
    elif value is None:
        yield False


def _conditions(node: ast.BoolOp) -> Iterator[ast.expr]:
    """The other operator, and the same without one of its operands."""
    wanted = [operand for operand in node.values if not is_debug(operand)]
    if wanted == node.values:
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for operand in wanted:
        rest = [other for other in node.values if other is not operand]
        yield ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    """The value without the call around it, no keyword, another pattern, a table of words with another word."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    text = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if name == "pattern":
        yield from (ast.Call(node.func, [other], []) for other in _other_patterns(node.args[0]))
    elif name == "parts" and len(text) == 2:
        words, separator = text[0].split(text[1]), text[1]
        for index, word in enumerate(words):
            for others in ([], [word + "~"]):
                changed = separator.join([*words[:index], *others, *words[index + 1 :]])
                yield ast.Call(node.func, [ast.Constant(changed), ast.Constant(separator)], [])
    elif len(node.args) == 1 and not node.keywords:
        yield node.args[0]
    for keyword in node.keywords:
        yield ast.Call(node.func, node.args, [other for other in node.keywords if other is not keyword])


def _other_patterns(node: ast.expr) -> Iterator[ast.expr]:
    """A regular expression without one of its signs; it may be joined of several strings."""
    for index, one in enumerate(ast.walk(node)):
        if isinstance(one, ast.Constant):
            for sign in PATTERN_SIGN.finditer(str(one.value)):
                changed = deepcopy(node)
                [*ast.walk(changed)][index].value = sign.string[: sign.start()] + sign.string[sign.end() :]  # type: ignore[attr-defined]
                yield changed


def statements(node: ast.stmt, is_last: bool, is_first_binding: bool) -> Iterator[ast.stmt]:
    """What may stand in place of a statement: nothing, for most; the other jump; a return without its value."""
    if isinstance(node, ast.Return):
        if node.value is not None and not isinstance(node.value, ast.Constant) and not _is_undefined(node.value):
            yield ast.Return(ast.Constant(None))
        if not is_last:
            yield ast.Pass()
    elif isinstance(node, (ast.Continue, ast.Break)):
        yield ast.Break() if isinstance(node, ast.Continue) else ast.Continue()
        yield ast.Pass()
    elif isinstance(node, ast.AugAssign):
        yield ast.AugAssign(node.target, ARITHMETIC[type(node.op)](), node.value)
        yield ast.Pass()
    elif isinstance(node, ast.Expr) or (isinstance(node, (ast.Assign, ast.AnnAssign)) and not is_first_binding):
        yield ast.Pass()


def branches(node: ast.If | ast.For) -> Iterator[tuple[str, ast.expr]]:
    """What may stand in place of a condition or of what a loop walks: the field's name, and its new value."""
    if isinstance(node, ast.For):
        yield "iter", ast.List([], ast.Load())
        return
    if not is_debug(node.test):
        yield "test", ast.Constant(True)
    yield "test", ast.Constant(False)


def is_debug(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "__diagnostics__"


def _is_undefined(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "undefined"
