"""What stands for a call of a function of JavaScript's half: the expression, where that changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.in_place import templates
from bundler.modules import BROWSER_HALVES
from bundler.stage import stage

JS = Path(__file__).parents[2] / "src" / "intercom_destination" / "js"


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("def length(items):\n    return items.length", (b"", b".length")),
        ("def length(items):\n    'Doc.'\n    return items.length", (b"", b".length")),
        ("def append(items, item):\n    items.push(item)", (b"", b".push(", b")")),
        ("def either(one, other):\n    return one or other", (b"", b" or ", b"")),
    ],
)
def test_expression_stands_for_a_call(function: str, expected: tuple[bytes, ...]) -> None:
    assert list(templates(function + "\n").values()) == [expected]


@pytest.mark.parametrize(
    "function",
    [
        "def twice(number):\n    return number + number",
        "def swapped(one, other):\n    return other - one",
        "def later(value):\n    return f(lambda: value)",
        "def ours(value):\n    return f(value, OURS)\nOURS = 1",
        "from intercom_destination.js import theirs\ndef called(value):\n    return theirs(value)",
        "def steps(value):\n    value.push(1)\n    return value.pop()",
        "def unused(one, other):\n    return one",
        "def pattern(source):\n    return RegExp(source)",
        "def nothing():\n    pass",
        "def checked(value):\n    if value:\n        f()",
        "def long(value):\n    return f(\n        value\n    )",
    ],
)
def test_function_stays_where_its_expression_would_mean_something_else(function: str) -> None:
    assert templates(function + "\n") == {}


def test_functions_said_in_place_are_these() -> None:
    halves = [JS / f"{name}.py" for name in BROWSER_HALVES.values()]
    assert sorted(name for half in halves for name in templates(stage(half.read_text(encoding="utf-8"), {}))) == [
        "append",
        "appended",
        "as_string",
        "contains",
        "either",
        "ends_with",
        "in_wire_order",
        "integer",
        "is_list",
        "iso_text",
        "json_text",
        "leading_integer",
        "leading_number",
        "length",
        "match",
        "remove_all",
        "replace_all",
        "rounded",
        "split",
        "strict_equal",
        "trim",
        "truthy",
        "without_first",
    ]
