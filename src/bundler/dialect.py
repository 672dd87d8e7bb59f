"""The dialect: the Python that means the same in CPython and, compiled, in the browser.

Transcrypt compiles much more than this, but the rest either needs its stock runtime (which must not
reach a page), or comes out as JavaScript that means something else, or that does not run.
The tables below name each such construct with what to write instead; `dialect_check` applies them.

Not found here, as types alone could tell: an empty list, object or tuple is true in JavaScript;
``in`` asks for a property, never for an item of a list or a part of a string; a missing key is
`undefined`, no error; lists and objects are equal only to themselves.
"""

from __future__ import annotations

import ast

#: A row a construct: its name in messages, and what to write instead.
ADVICE: dict[str, str] = {
    "annotation over several lines": "put it on one line, or name the type under TYPE_CHECKING",
    "assigned tuple": "write one assignment a name; a tuple of names is for the head of a `for`",
    "assignment expression": "write the assignment on a line of its own",
    "async": "pass a function to call later",
    "attribute in the mapping": "use a subscript, or a function of `js`",
    "attribute of an operation": "give the operation a name first; Transcrypt drops the brackets",
    "bit operator in the mapping": "use a function of `js`; JavaScript has 32 bits",
    "builtin of Python": "use a function of `js`, or the name from intercom_destination.js.globals",
    "call of an operation": "give the operation a name first; Transcrypt drops the brackets",
    "chained comparison": "write two comparisons joined by `and`",
    "class": "write a function that returns an object, or a constructor on `this`",
    "comparison with a literal list, object or tuple": "compare what is in it",
    "comprehension": "write a `for` loop that pushes to a list",
    "constant that JavaScript lacks": "use a string, a number below 2 ** 53, a boolean or None",
    "decorator": "call the function and assign what it returns",
    "default argument": "pass every argument",
    "delete of a name": "assign None, or leave it",
    "docstring missing": "open the module with a docstring; staging puts its pragma behind it",
    "else of a loop": "set a variable before `break` and test it after the loop",
    "else of a try": "move it behind the try, or into a function; its errors would be swallowed",
    "exception type": "write `except Exception`; JavaScript's catch has no types",
    "f-string": "join the parts with +",
    "generator": "build a list and return it",
    "global": "keep the state in an object or in an enclosing function, with `nonlocal`",
    "import": "import from intercom_destination (its js, events, web, ...) by absolute name",
    "import inside a function": "import at the top of the module",
    "item assignment in a loop's head": "loop over a name or a tuple of names",
    "keyword argument": "pass it by position, or pass an object",
    "literal with other keys than strings": "assign the other keys after the literal: d[key] = value",
    "match": "write `if` and `elif`",
    "method in the mapping": "use a function of `js`; data has other methods in JavaScript",
    "method of Python": "use JavaScript's own (push, slice, replace, ...) or a function of `js`",
    "name that JavaScript reserves": "choose another name",
    "negative subscript": "subtract from the length; JavaScript reads a property called '-1'",
    "operation on a literal list, string or tuple": "use a function of `js`, such as concat",
    "operator": "use a function of `js` or of Math; JavaScript has another or none",
    "private key": "keys of records are shortened in bundles: use client[...] or session[...], or another word",
    "pragma": "leave it out; staging puts in the only one",
    "raise": "return a value that says so; an exception may not leave a public function",
    "range with a step that is no number": "write a `while` loop",
    "set": "use an object with true for each member",
    "slice": "use a function of `js`, or .slice() where the value is JavaScript's",
    "starred item": "use a function of `js`, or .concat() where the value is JavaScript's",
    "subscript of an operation": "give the operation a name first; Transcrypt drops the brackets",
    "subscript with several parts": "subscript twice",
    "this in a lambda": "write a def; a lambda becomes an arrow, which has no `this` or `arguments` of its own",
    "try without Exception": "write `except Exception`",
    "TYPE_CHECKING with else": "leave the else out; the whole block goes when compiled",
    "unknown key of what goes in or out": "use one that its TypedDict has, or add it: event_types.py, call_types.py",
    "unknown key of a record": "use one that the records have, or add it there: they are in a `records.py`",
    "type at run time": "use names from typing in annotations, `cast`, or under TYPE_CHECKING only",
    "typeof or new of an operation": "give `__typeof__` a plain value, `__new__` a call by name",
    "variable arguments": "take one list, or read `arguments` from intercom_destination.js.globals",
    "with": "write try and finally",
    "unknown construct": "write it with functions, conditions, loops and assignments",
}

#: Kinds of syntax that are refused wherever they stand.
REFUSED: dict[type[ast.AST], str] = {
    ast.AsyncFor: "async",
    ast.AsyncFunctionDef: "async",
    ast.AsyncWith: "async",
    ast.Await: "async",
    ast.ClassDef: "class",
    ast.DictComp: "comprehension",
    ast.FormattedValue: "f-string",
    ast.GeneratorExp: "comprehension",
    ast.Global: "global",
    ast.JoinedStr: "f-string",
    ast.ListComp: "comprehension",
    ast.Match: "match",
    ast.NamedExpr: "assignment expression",
    ast.Raise: "raise",
    ast.Set: "set",
    ast.SetComp: "comprehension",
    ast.Slice: "slice",
    ast.TryStar: "exception type",
    ast.With: "with",
    ast.Yield: "generator",
    ast.YieldFrom: "generator",
}

#: Kinds of syntax that compile to the JavaScript that they look like. What is in neither table (syntax
#: of a later Python) is refused too: Transcrypt passes over what it does not know without a word.
ALLOWED: tuple[type[ast.AST], ...] = (
    ast.Module,
    *(ast.Import, ast.ImportFrom, ast.alias),
    *(ast.FunctionDef, ast.Lambda, ast.arguments, ast.arg, ast.Return, ast.Nonlocal),
    *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Delete, ast.Expr, ast.Pass, ast.Assert),
    *(ast.If, ast.For, ast.While, ast.Break, ast.Continue, ast.Try, ast.ExceptHandler),
    *(ast.BoolOp, ast.boolop, ast.BinOp, ast.operator, ast.UnaryOp, ast.unaryop, ast.IfExp),
    *(ast.Compare, ast.cmpop, ast.Call, ast.Starred, ast.Constant, ast.Attribute, ast.Subscript),
    *(ast.Name, ast.List, ast.Tuple, ast.Dict, ast.expr_context),
)

OPERATORS = (ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
BIT_OPERATORS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift, ast.Invert)

#: Expressions around which Transcrypt loses the brackets where they are called or subscripted.
OPERATIONS = (ast.BoolOp, ast.BinOp, ast.Compare, ast.UnaryOp)

#: Methods of Python's strings, lists and dicts that JavaScript's do not have under the same name.
METHODS = frozenset(
    "append capitalize casefold copy count endswith extend format format_map index insert"
    " isalnum isalpha isdecimal isdigit islower isnumeric isspace isupper items ljust lower"
    " lstrip partition popitem removeprefix removesuffix rfind rindex rjust rpartition"
    " rsplit rstrip setdefault splitlines startswith strip swapcase title translate update upper"
    " zfill".split()
)

#: Words that JavaScript keeps for itself, or gives a meaning, and Python does not.
RESERVED = frozenset(
    "NaN Infinity case catch const debugger default delete do enum eval export extends function"
    " implements instanceof interface let new null package private protected public static super"
    " switch this throw true false typeof undefined var void arguments".split()
)
