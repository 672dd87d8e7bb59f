"""Names that JavaScript itself provides, so that compiled modules can be type-checked.

Compiled modules import from here; the bundler drops the import, and the names then mean what they mean in JavaScript.
CPython can import this module too: `undefined` has a stand-in there that the mapping uses for "no such key", and
everything else is a placeholder that fails when it is called.
"""

from __future__ import annotations

from typing import Any


class Undefined:
    """CPython's stand-in for JavaScript's `undefined`: falsy, equal to nothing but itself, in no order with numbers."""

    def __bool__(self) -> bool:
        return False

    def __le__(self, other: object) -> bool:
        return False

    def __ge__(self, other: object) -> bool:
        return False

    def __repr__(self) -> str:
        return "undefined"


undefined: Any = Undefined()

this: Any = None
arguments: Any = None
window: Any = None
document: Any = None
console: Any = None

Array: Any = None
Date: Any = None
JSON: Any = None
Math: Any = None
Number: Any = None
Object: Any = None
Promise: Any = None
RegExp: Any = None
String: Any = None
URL: Any = None
Uint32Array: Any = None

atob: Any = None
clearTimeout: Any = None
encodeURIComponent: Any = None
isFinite: Any = None
parseFloat: Any = None
parseInt: Any = None
setTimeout: Any = None

# Two words of Transcrypt's own: `__new__(Date(0))` becomes `new Date(0)`, `__typeof__(x)` becomes `typeof x`.
__new__: Any = None
__typeof__: Any = None

# Filled in by the bundler as constants. With diagnostics a client hands each event and its calls to the checks,
# and says what only the page can see: in the development bundle; in CPython too (with `python -O` as well).
__version__: Any = None
__diagnostics__: bool = True
