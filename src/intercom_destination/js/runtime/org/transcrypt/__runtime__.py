"""Replaces Transcrypt's own runtime, which must not reach a page.

Transcrypt imports this module into every other one. The stock runtime in its place is 69 kB and adds
enumerable properties to ``Array.prototype``. This one holds pure functions only: nothing happens
when it loads, no prototype is touched, and esbuild drops what nobody calls.
"""

from __future__ import annotations

from typing import Any

from intercom_destination.js.globals import Object


def dict(plain: Any) -> Any:
    """Give back the object literal that Transcrypt hands over for ``{...}``."""
    return plain


def tuple(items: Any) -> Any:
    """Give back the array literal that Transcrypt hands over for ``(...)``."""
    return items


def __in__(key: Any, owner: Any) -> Any:
    """Answer ``key in owner``: whether the object has the property itself, not by inheritance."""
    return Object.prototype.hasOwnProperty.call(owner, key)
