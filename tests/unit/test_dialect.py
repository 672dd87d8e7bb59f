"""The dialect check refuses each construct of its table, with line and advice, and passes good code."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.dialect import ADVICE
from bundler.dialect_check import check
from bundler.modules import Module, shape_keys

HEAD = (
    '"""Doc."""\nfrom intercom_destination.js.globals import Object, __new__, __typeof__, a, arguments, b, f, this, x\n'
)

PRIVATE = ["held", "session"]
SHAPES = {"event": ["userId", "traits"], "settings": ["appId"], "person": ["user_id"], "company": ["name"]}

#: A row a construct: code of one line or more, whose last line is the offender.
REFUSED: dict[str, list[str]] = {
    "annotation over several lines": ["d: dict[\n  str, int] = {}"],
    "assigned tuple": ["c, d = f()", "[c, d] = f()"],
    "assignment expression": ["f((c := a))"],
    "async": ["async def g(): pass"],
    "attribute of an operation": ["f((-a).b)", "f('a'.b)"],
    "bit operator in the mapping": [],
    "attribute in the mapping": [],
    "builtin of Python": ["f(len(a))", "f(range(3))", "f(isinstance(a, b))", "f(str)", "print(a)"],
    "call of an operation": ["(a or b)()"],
    "chained comparison": ["f(1 < a < 3)"],
    "class": ["class A: pass"],
    "comparison with a literal list, object or tuple": [
        "f(a == [])",
        "f({} != a)",
        "f(a in [1, 2])",
        "f(a in (1, 2))",
    ],
    "comprehension": ["f([c for c in a])", "f(c for c in a)", "f({c: 1 for c in a})", "f({c for c in a})"],
    "constant that JavaScript lacks": ["f(...)", "f(b'a')", "f(1j)", "f(9007199254740993)", "f('\\U000e0001')"],
    "decorator": ["@f\ndef g(): pass"],
    "default argument": ["def g(c=1): pass", "f(lambda c=1: c)"],
    "delete of a name": ["c = 1\ndel c"],
    "else of a loop": ["for c in a:\n  f(c)\nelse:\n  f(b)", "while a:\n  f(b)\nelse:\n  f(a)"],
    "else of a try": ["try:\n  f(a)\nexcept Exception:\n  f(b)\nelse:\n  f(a)"],
    "exception type": ["try:\n  f(a)\nexcept ValueError:\n  f(b)"],
    "f-string": ["f(f'{a}')"],
    "generator": ["def g():\n  yield a"],
    "global": ["def g():\n  global c"],
    "import": [
        "import json",
        "from json import dumps",
        "from . import c",
        "from intercom_destination.js.globals import *",
        "from intercom_destination.js.globals import this as c",
    ],
    "import inside a function": ["def g():\n  from intercom_destination.js.globals import this"],
    "item assignment in a loop's head": ["for a.b in x: pass", "for a[0] in x: pass"],
    "keyword argument": ["f(c=1)"],
    "literal with other keys than strings": [
        "f({a: 1})",
        "f({1: 1})",
        "f({**a})",
        "f({**a, 'b': 1})",
        "f({'__proto__': 1})",
    ],
    "match": ["match a:\n  case 1: pass"],
    "method in the mapping": [],
    "method of Python": ["a.append(b)", "f(a.startswith(b))", "f(a.items())"],
    "name that JavaScript reserves": ["new = 1", "def g(default): pass", "def switch(): pass"],
    "negative subscript": ["f(a[-1])"],
    "operation on a literal list, string or tuple": ["f([0] * 3)", "f(a + [1])", "f('a' * 2)"],
    "operator": ["f(a // 2)", "f(a % 2)", "f('%s' % a)", "f(a ** 2)", "a **= 2"],
    "unknown key of what goes in or out": [
        "f(get_own(event, 'userld'))",
        "f(get_given(settings, 'apId'))",
        "set_defined(person, 'user_ld', a)",
        "person['user_ld'] = a",
        "f(company['nmae'])",
    ],
    "private key": ["f(a.held)", "f(a['held'])", "f('held')", "f({'held': a, 'other': b})"],
    "pragma": ["__pragma__('js', '')"],
    "raise": ["raise a"],
    "range with a step that is no number": ["for c in range(1, 2, a): pass"],
    "set": ["f({1, 2})"],
    "slice": ["f(a[1:])"],
    "starred item": ["f([*a])", "f((*a, 1))"],
    "subscript of an operation": ["f((a or b)[0])"],
    "subscript with several parts": ["f(a[1, 2])"],
    "this in a lambda": ["f(lambda: this)", "f(lambda: f(arguments))"],
    "try without Exception": ["try:\n  f(a)\nexcept:\n  f(b)"],
    "TYPE_CHECKING with else": ["if TYPE_CHECKING:\n  f(a)\nelse:\n  f(b)"],
    "unknown key of a record": [
        "f(client['heldd'])",
        "client['session']['other'] = a",
        "f({'held': a, 'session': b, 'other': c})",
    ],
    "type at run time": ["from typing import Any\nf(Any)"],
    "typeof or new of an operation": ["f(__typeof__(a or b))", "f(__new__(a))", "f(__new__(f(a)(b)))"],
    "variable arguments": ["def g(*c): pass", "def g(**c): pass", "def g(c, /): pass", "def g(*, c): pass"],
    "with": ["with a: pass"],
    "unknown construct": [],
    "docstring missing": [],
}

GOOD = {
    "loops": "for c, d in [('a', 1)]:\n  f(c, d)\nfor e in range(0, 10, 2): f(e)\nwhile a: break",
    "conditions": "if a and not b or a == 1 and b != 'c': pass\nelif a is None: pass\nelse: f(a if b else x)",
    "property tests": "if 'a' in x and b not in {'c': 1}: pass",
    "functions": "def g(c):\n  d = 1\n  def h():\n    nonlocal d\n    d += 1\n  return lambda e: h() or e[0] + c",
    "errors": "try:\n  f(a)\nexcept Exception as error:\n  f(error)\nfinally:\n  f(b)",
    "types": "from typing import Any, cast\nc: dict[str, Any] = {}\nd = cast('list[str]', c)",
    "type blocks": "if TYPE_CHECKING:\n  class A: pass",
    "objects": "a.b['c'] = {'d': [1, (2, 3)]}\ndel a.b\ndel a['c']\na.b = a.c = f(*x)",
    "JavaScript's own": "f(__new__(Object.a(b)), __typeof__(a.b), a.push(b), a.slice(1), a.replace(b, x), a | 0)",
    "assertions": "assert isinstance(a, str)",
    "the debug constant": "if __diagnostics__: f(a)",
    "records": "client['held'] = client['session']['held']\nf({'held': a})",
    "modules of ours": "from intercom_destination.events import values\nf(values.append(a))",
}


def problems(tmp_path: Path, source: str, name: str = "intercom_destination.web.a") -> list[str]:
    path = tmp_path / "a.py"
    path.write_text(source, encoding="utf-8")
    return [str(problem) for problem in check(Module(name, path, "src/a.py"), PRIVATE, SHAPES)]


@pytest.mark.parametrize(("construct", "code"), [(key, code) for key, codes in REFUSED.items() for code in codes])
def test_refuses_with_line_and_advice(tmp_path: Path, construct: str, code: str) -> None:
    found = problems(tmp_path, HEAD + code + "\n")
    assert any(f": {construct}" in problem and problem.endswith(ADVICE[construct]) for problem in found), found
    lines = range(3, 3 + code.count("\n") + 1)
    assert all(int(problem.split(":")[1]) in lines for problem in found), found


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        ("f(client['heldd'])", "heldd; did you mean held?"),
        ("f({'held': a, 'sesion': b, 'session': c})", "sesion; did you mean session?"),
        ("f(session['other'])", "other"),
    ],
)
def test_unknown_key_of_a_record_is_named_alone_with_the_one_that_it_resembles(
    tmp_path: Path, code: str, detail: str
) -> None:
    (problem,) = problems(tmp_path, HEAD + code + "\n")
    assert problem.startswith(f"src/a.py:3: unknown key of a record ({detail}): use one that the records have")


def test_unknown_key_of_an_event_is_named_with_the_one_that_it_resembles(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, HEAD + "f(get_identifier(event, 'userld'))\n")
    assert problem.startswith("src/a.py:3: unknown key of what goes in or out (userld; did you mean userId?): use one")
    good = "f(get_own(event, 'traits'), get_own(event, a), get_own(a, 'userld'), get_given(settings, 'appId'))\n"
    assert problems(tmp_path, HEAD + good + "f(person['user_id'], person[a], group['known'])\n") == []


def test_person_of_the_web_has_none_of_the_keys_of_an_apps() -> None:
    keys = shape_keys(Path(__file__).parents[2])
    assert keys["fields"] == keys["person"]
    assert "user_id" in keys["person"]
    assert not {"userId", "hash", "jwt", "attributes"} & set(keys["person"])


def test_person_of_another_mode_is_another_record(tmp_path: Path) -> None:
    code = HEAD + "f(person['userId'], get_own(person, 'jwt'))\n"
    assert problems(tmp_path, code, "intercom_destination.mobile.session") == []
    assert len(problems(tmp_path, code, "intercom_destination.web.session")) == 2


@pytest.mark.parametrize("code", GOOD.values(), ids=GOOD.keys())
def test_passes_good_code(tmp_path: Path, code: str) -> None:
    assert problems(tmp_path, HEAD + code + "\n") == []


@pytest.mark.parametrize(
    "module", ["events.a", "js.free_dates", "js.objects", "web.client.merge", "mobile.mapping.a", "diagnostics.a"]
)
@pytest.mark.parametrize(
    ("construct", "code"),
    [
        ("attribute in the mapping", "f(a.b)"),
        ("method in the mapping", "f(a.slice(1))"),
        ("bit operator in the mapping", "f(a | b)"),
    ],
)
def test_what_runs_in_cpython_too_is_stricter(tmp_path: Path, module: str, construct: str, code: str) -> None:
    (problem,) = problems(tmp_path, HEAD + code + "\n", f"intercom_destination.{module}")
    assert f"src/a.py:3: {construct}: {ADVICE[construct]}" == problem
    assert problems(tmp_path, HEAD + code + "\n") == []


def test_module_needs_a_docstring(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "a = 1\n")
    assert "docstring missing" in problem


def test_syntax_of_a_later_python_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Stands for syntax that the table does not know: `if` taken out of what is allowed.
    import ast

    from bundler import dialect

    monkeypatch.setattr(dialect, "ALLOWED", tuple(kind for kind in dialect.ALLOWED if kind is not ast.If))
    (problem,) = problems(tmp_path, HEAD + "if a: pass\n")
    assert "unknown construct" in problem


def test_every_row_of_the_table_is_tried() -> None:
    assert set(REFUSED) == set(ADVICE)
