"""The mutants of a module: each is the module with one small change, named so that the name outlives moved lines."""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

from tools.mutants.operators import branches, expressions, statements


@dataclass(frozen=True)
class Name:
    """What a mutant is known by: where it is, and the text of the statement or table row before and after."""

    module: str
    inside: str
    """The function, dotted where it is an inner one, or the table."""
    was: str
    becomes: str
    """`pass` where a statement goes, empty where a row of a table does."""
    nth: int = 1
    """Which one it is, where the same change can be made to the same text more than once."""

    def __str__(self) -> str:
        """A row for `survivors.toml`, except the reason."""
        fields = {"module": self.module, "inside": self.inside, "was": self.was, "becomes": self.becomes}
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
        return "\n".join(["[[survivor]]", *lines, *([f"nth = {self.nth}"] if self.nth > 1 else [])])


class Mutant(NamedTuple):
    """A module with one change, compiled."""

    name: Name
    code: CodeType


class Unit:
    """The statement or the row of a table that a change is in."""

    def __init__(self, inside: str, text: Callable[[], str]) -> None:
        self.inside = inside
        self.text = text
        self.known = {text()}
        """How it reads with no change, and with the changes so far: some come to the same."""


class Change(NamedTuple):
    """A place in the tree, and what is put there."""

    unit: Unit
    holder: Any
    key: str | int
    new: Any

    def swap(self) -> Change:
        """Make the change; gives the way back."""
        if isinstance(self.key, int):
            old, self.holder[self.key] = self.holder[self.key], self.new
        else:
            old = getattr(self.holder, self.key)
            setattr(self.holder, self.key, self.new)
        return self._replace(new=old)


def mutants(path: Path, module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its text; `module` is what the module is known by."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: Counter[Name] = Counter()
    for change in _of_module(tree.body):
        unit = change.unit
        was = unit.text()
        back = change.swap()
        becomes = unit.text()
        if becomes not in unit.known:
            unit.known.add(becomes)
            name = Name(module, unit.inside, was, becomes)
            names[name] += 1
            code = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
            yield Mutant(Name(module, unit.inside, was, becomes, names[name]), code)
        back.swap()


def _of_module(body: list[ast.stmt]) -> Iterator[Change]:
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield from _of_block(node.body, node.name, set())
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(node.value, ast.Dict):
                yield from _of_table(node, node.value, ast.unparse(target))
            else:
                yield from _of_node(node, Unit(ast.unparse(target), partial(ast.unparse, node)))


def _of_table(holder: ast.stmt, table: ast.Dict, name: str) -> Iterator[Change]:
    """The changes of each row. A table of ones is a set, of which the keys count."""
    is_set = all(isinstance(value, ast.Constant) and value.value == 1 for value in table.values)
    for index in range(len(table.keys)):
        rows = [*table.keys[:index], *table.keys[index + 1 :]], [*table.values[:index], *table.values[index + 1 :]]
        dropped = ast.Dict(*rows)

        def text(index: int = index, dropped: ast.Dict = dropped) -> str:
            if holder.value is dropped:  # type: ignore[attr-defined]
                return ""
            return f"{ast.unparse(table.keys[index] or table)}: {ast.unparse(table.values[index])}"

        unit = Unit(name, text)
        yield Change(unit, holder, "value", dropped)
        yield from _of_expression(table.keys, index, unit)
        if not is_set:
            yield from _of_expression(table.values, index, unit)


def _of_block(body: list[ast.stmt], inside: str, bound: set[str]) -> Iterator[Change]:
    """The changes of a block; `bound` are the names that have a value before it."""
    for index, node in enumerate(body):
        if isinstance(node, ast.FunctionDef):
            yield from _of_block(node.body, f"{inside}.{node.name}", set())
        if isinstance(node, ast.FunctionDef) or _is_docstring(node):
            continue
        unit = Unit(inside, partial(_first_line, body, index))
        binds = {target.id for target in _targets(node) if isinstance(target, ast.Name)}
        for new in statements(node, index == len(body) - 1, bool(binds - bound)):
            yield Change(unit, body, index, new)
        bound |= binds
        if isinstance(node, (ast.If, ast.For)):
            for field, value in branches(node):
                yield Change(unit, node, field, value)
            yield from _of_expression(node, "test" if isinstance(node, ast.If) else "iter", unit)
            yield from _of_block(node.body, inside, bound)
            yield from _of_block(node.orelse, inside, bound)
        else:
            yield from _of_node(node, unit)


def _of_node(node: ast.AST, unit: Unit) -> Iterator[Change]:
    for field, value in ast.iter_fields(node):
        if field == "annotation":
            continue
        if isinstance(value, list):
            for index in range(len(value)):
                yield from _of_expression(value, index, unit)
        else:
            yield from _of_expression(node, field, unit)


def _of_expression(holder: Any, key: str | int, unit: Unit) -> Iterator[Change]:
    node = holder[key] if isinstance(key, int) else getattr(holder, key)
    if isinstance(node, ast.expr):
        for new in expressions(node):
            yield Change(unit, holder, key, new)
    if isinstance(node, ast.AST):
        yield from _of_node(node, unit)


def _first_line(body: list[ast.stmt], index: int) -> str:
    return ast.unparse(body[index]).partition("\n")[0]


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
