"""Finds the functions of JavaScript's half that a compiled module says itself, in the place of a call.

``length(items)`` is there so that the same line runs in CPython; JavaScript's own ``items.length`` takes fewer bytes
when compressed, and no call. A function is said in place where this changes nothing: it is one expression, which uses
each argument once and in their order, outside a lambda, and no name of its module or of one that it imports. ``either``
then evaluates its second argument only if the first is falsy; for plain data that changes nothing.
"""

from __future__ import annotations

import ast

#: The text around the arguments of a call: one piece more than there are arguments.
Template = tuple[bytes, ...]

#: What is asked so often that a name for it is shorter; and `pattern`, of which a literal is made.
BY_NAME = ("is_string", "is_boolean", "pattern")


def templates(staged: str) -> dict[str, Template]:
    """List what stands for a call of each such function of a staged module."""
    lines = staged.encode().splitlines()
    statements = ast.parse(staged).body
    functions = [statement for statement in statements if isinstance(statement, ast.FunctionDef)]
    own = {function.name for function in functions}
    for statement in statements:
        if isinstance(statement, ast.ImportFrom):
            own |= {alias.asname or alias.name for alias in statement.names}
        elif isinstance(statement, ast.Assign):
            own |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
    found = {function.name: _template(lines, function, own) for function in functions if function.name not in BY_NAME}
    return {name: template for name, template in found.items() if template}


def _template(lines: list[bytes], function: ast.FunctionDef, own: set[str]) -> Template | None:
    *before, last = function.body
    expression = last.value if isinstance(last, ast.Return | ast.Expr) else None
    if len(before) != (ast.get_docstring(function) is not None) or not expression:
        return None
    nodes = list(ast.walk(expression))
    names = sorted((node for node in nodes if isinstance(node, ast.Name)), key=lambda name: name.col_offset)
    arguments = [argument.arg for argument in function.args.args]
    places = [name for name in names if name.id in arguments]
    if (
        [name.id for name in places] != arguments
        or any(name.id in own for name in names)
        or any(isinstance(node, ast.Lambda) for node in nodes)
        or expression.lineno != expression.end_lineno
    ):
        return None
    line = lines[expression.lineno - 1]
    starts = [name.col_offset for name in places] + [expression.end_col_offset]
    ends = [expression.col_offset] + [name.end_col_offset for name in places]
    return tuple(line[end:start] for end, start in zip(ends, starts, strict=True))
